// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain
internal import Storage

/// The detail of a practice with all that a doctor needs to decide (manual chapters 3.2 to 6): its document beside its data.
struct PracticeModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.practice

    let frame: PageFrame
    let flash: String?
    let back: String
    /// The practices before and after this one in the list that the doctor came from.
    let previousPractice: String?
    let nextPractice: String?
    /// Whether a decision has just been made here, so that the next practice is what comes now.
    let isDone: Bool
    /// Whether it was the last that waited in that list.
    let isLast: Bool
    let hasErrors: Bool
    let errors: [FieldError]
    let banner: String
    let stateKind: String
    /// That AURA did not take the notice that counts; nothing where it did, or has not answered.
    let refusedNotice: String?
    /// When the draft was kept that the form shows, which stands far below; nothing where it shows none.
    let resumedDraft: String?
    /// That somebody else has it in charge.
    let chargeWarning: String?
    let summary: PracticeSummary
    let services: ServiceList?
    /// That the catalogue has no services for the exemption, which is not to look as if the list had been forgotten.
    let lacksServices: Bool
    let downloads: [DownloadButton]
    let hasFindings: Bool
    /// How many findings there are, for the bar of the decision, which is in sight when they are not; nothing where there is none.
    let findingsNote: FindingCard.Note?
    let findings: [FindingCard]
    /// Whether some of the findings must be looked into before validating.
    let hasChecks: Bool
    let codes: [CodeRow]
    let zooms: [ViewerZoom]
    let hasSeveral: Bool
    let documents: [DocumentCard]
    let history: [HistoryRow]
    let notices: [NoticeRow]
    let hasNotices: Bool
    let decision: DecisionForm?
    /// What the viewer had typed before somebody else closed the practice; nothing where there is none.
    let leftover: Leftover?
    /// Where a closed practice can still be cancelled.
    let cancelAddress: String?

    /// A draft that can no longer be used.
    struct Leftover: Encodable, Hashable, Sendable {
        let typed: [StaleModel.TypedValue]
        let discardAddress: String
        let discardToken: String
    }

    /// What the page is made from, beside the practice.
    struct Setting: Sendable {
        let catalogue: ExemptionCatalogue
        let viewer: Operator
        let now: Timestamp
        /// The moment before which a notice should have its reply.
        let replyDeadline: Timestamp
        let formToken: String
        let back: String
        /// Of the documents' pages, as far as they are known.
        var pageSizes: [PageKey: PageSize] = [:]
        /// Of the documents, as far as they are known.
        var words: [ContentHash: DocumentWords] = [:]
        var neighbours = Neighbours()
        /// When the draft was kept that is shown.
        var draftSavedAt: Timestamp?
        /// Of the practices that findings name, those that exist for the viewer.
        var reached: Set<PracticeNumber> = []
        /// The query of the page's own address.
        var query = ""
        /// The names of the senders for people, by folder.
        var senders: [String: String] = [:]
    }

    init(
        _ dossier: PracticeDossier, _ setting: Setting, draft: DecisionDraft? = nil, errors: [FieldError] = [],
        flash: String? = nil, frame: PageFrame
    ) {
        let practice = dossier.practice
        self.frame = frame
        self.flash = flash
        back = setting.back
        let zoom = ViewerZoom.carried(query: setting.query)
        previousPractice = setting.neighbours.previous.map { $0.address + zoom }
        nextPractice = setting.neighbours.next.map { $0.address + zoom }
        isDone = flash != nil && !practice.state.isOpen
        isLast = isDone && nextPractice == nil
        self.errors = errors.map { $0.naming(dossier) }
        hasErrors = !errors.isEmpty
        banner = practice.banner
        stateKind = practice.state.styleName
        refusedNotice = dossier.refusedNotice
        chargeWarning = dossier.chargeWarning(for: setting.viewer)
        summary = PracticeSummary(dossier, setting.catalogue)
        services = practice.codes.exemption.flatMap { ServiceList(setting.catalogue.services(of: $0)) }
        lacksServices = practice.codes.exemption != nil && services == nil
        downloads = DownloadGroup.groups(dossier).map { DownloadButton($0, in: practice) }
        decision = DecisionForm(dossier, setting, draft: draft, errors: errors)
        resumedDraft = errors.isEmpty ? decision?.draftSaved : nil
        leftover = Leftover(of: draft, practice, formToken: setting.formToken)
        findings = FindingCard.cards(
            dossier, setting.catalogue, isAsked: decision?.canValidate ?? false, reached: setting.reached, draft: draft,
            errors: errors)
        hasFindings = !findings.isEmpty
        findingsNote = FindingCard.note(findings)
        hasChecks = findings.contains { $0.check != nil }
        codes = CodeRow.rows(dossier, setting.catalogue)
        zooms = ViewerZoom.choices(query: setting.query)
        hasSeveral = dossier.documents.count > 1
        documents = dossier.documentsToRead.enumerated().map {
            DocumentCard(
                $0.element, in: practice, index: $0.offset + 1,
                sender: setting.senders[$0.element.sender] ?? $0.element.sender, sizes: setting.pageSizes,
                words: setting.words[$0.element.sha256], declared: dossier.declared($0.element),
                contradictions: dossier.contradictions)
        }
        history = HistoryRow.rows(dossier)
        notices = dossier.notices.map { NoticeRow($0, setting) }
        hasNotices = !dossier.notices.isEmpty
        let mayCancel = !practice.state.isOpen && setting.viewer.can(.cancel, practice)
        cancelAddress = mayCancel ? "\(practice.number.address)/\(DecisionAction.cancel.path)" : nil
    }
}

extension PracticeModel.Leftover {
    /// Nothing while the practice can still be decided, where what was typed stands in its form, and where nothing was.
    fileprivate init?(of draft: DecisionDraft?, _ practice: Practice, formToken: String) {
        let told = practice.state.isOpen ? [] : draft?.told ?? []
        guard !told.isEmpty else { return nil }
        self.init(
            typed: told, discardAddress: "\(practice.number.address)/\(DraftRoutes.path)/elimina",
            discardToken: formToken)
    }
}

extension PracticeDossier {
    /// What the documents say against each other, and none against itself.
    fileprivate var contradictions: [Finding] {
        findings.filter { finding in
            finding.code == .sourcesDisagree && !documents.contains { $0.extract.findings.contains(finding) }
        }
    }

    /// What a doctor must know who is about to decide what somebody else has taken in charge.
    fileprivate func chargeWarning(for viewer: Operator) -> String? {
        guard practice.state == .inProgress, let charge = practice.charge, charge.by != viewer.fiscalCode,
            let inCharge
        else { return nil }
        return "La pratica è in carico a \(inCharge). Puoi deciderla anche tu: prima conviene sentirsi."
    }
}

extension PracticeDossier {
    /// Of several notices the last tells what AURA knows of the exemption.
    fileprivate var refusedNotice: String? {
        guard let last = notices.last, last.state == .refused else { return nil }
        return switch last.kind {
        case .validation: "AURA ha scartato l'avviso: l'esenzione non risulta ancora attiva."
        case .cancellation: "AURA ha scartato l'avviso: l'esenzione risulta ancora attiva."
        case .rejection: "AURA ha scartato l'avviso del respingimento."
        }
    }
}

extension FieldError {
    /// The same with the documents that a red finding is about, where there are several: else one looks like the other.
    fileprivate func naming(_ dossier: PracticeDossier) -> FieldError {
        guard let place, let finding = dossier.findings.first(where: { target == .acknowledged($0.formKey) }) else {
            return self
        }
        let papers = FindingCard.papers(dossier, finding).map(\.paperName)
        let about = papers.isEmpty || dossier.documents.count < 2 ? "" : " (\(papers.joined(separator: ", ")))"
        return FieldError(target: target, message: message.withSmallInitial, place: place + about)
    }
}

extension String {
    fileprivate static func acknowledged(_ key: String) -> String { DecisionDraft.Name.acknowledged(key) }
}

extension Practice {
    /// The words of the band at the head of the page: `RESPINTA - REQUISITI NON SUFFICIENTI` (manual chapter 6).
    var banner: String {
        let state = state.label.uppercased()
        guard let rejectionReason else { return state }
        return "\(state) - \(rejectionReason.label.uppercased())"
    }
}

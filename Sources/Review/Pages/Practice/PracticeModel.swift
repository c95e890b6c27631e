// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain
internal import Storage

/// The detail of a practice with all that a doctor needs to decide (manual chapters 3.2 to 6).
struct PracticeModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.practice

    let frame: PageFrame
    let flash: String?
    let back: String
    let hasErrors: Bool
    let errors: [FieldError]
    let banner: String
    let stateKind: String
    let summary: PracticeSummary
    let services: ServiceList?
    let downloadsTitle: String
    let singleDownload: DocumentLink?
    let hasDownloads: Bool
    let downloads: [DocumentLink]
    let hasFindings: Bool
    let findings: [FindingCard]
    let codes: [CodeRow]
    let documents: [DocumentCard]
    let history: [HistoryRow]
    let notices: [NoticeRow]
    let hasNotices: Bool
    let decision: DecisionForm?
    /// Where a closed practice can still be cancelled.
    let cancelAddress: String?

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
        let pageSizes: [PageKey: PageSize]
    }

    init(
        _ dossier: PracticeDossier, _ setting: Setting, draft: DecisionDraft? = nil, errors: [FieldError] = [],
        flash: String? = nil, frame: PageFrame
    ) {
        let practice = dossier.practice
        let links = dossier.documents.map { DocumentLink($0, in: practice) }
        self.frame = frame
        self.flash = flash
        back = setting.back
        self.errors = errors
        hasErrors = !errors.isEmpty
        banner = practice.banner
        stateKind = practice.state.styleName
        summary = PracticeSummary(dossier, setting.catalogue)
        services = practice.codes.exemption.flatMap { ServiceList(setting.catalogue.services(of: $0)) }
        downloadsTitle = practice.submitter.kind == .physician ? "Scarica certificato" : "Scarica allegati"
        singleDownload = links.count == 1 ? links.first : nil
        downloads = links.count > 1 ? links : []
        hasDownloads = links.count > 1
        findings = FindingCard.cards(dossier.findings)
        hasFindings = !dossier.findings.isEmpty
        codes = CodeRow.rows(dossier, setting.catalogue)
        documents = dossier.documents.enumerated().map {
            DocumentCard($0.element, in: practice, index: $0.offset + 1, sizes: setting.pageSizes)
        }
        history = HistoryRow.rows(dossier.history)
        notices = dossier.notices.map { NoticeRow($0, setting) }
        hasNotices = !dossier.notices.isEmpty
        decision = DecisionForm(practice, setting, draft: draft, errors: errors)
        cancelAddress =
            !practice.state.isOpen && setting.viewer.can(.cancel, practice)
            ? "\(practice.number.address)/\(DecisionAction.cancel.path)" : nil
    }
}

extension Practice {
    /// The words of the band at the head of the page: `RESPINTA - REQUISITI NON SUFFICIENTI` (manual chapter 6).
    var banner: String {
        let state = state.label.uppercased()
        guard let rejectionReason else { return state }
        return "\(state) - \(rejectionReason.label.uppercased())"
    }
}

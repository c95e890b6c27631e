// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain
internal import Storage

/// A finding as the doctor reads it: what is the matter, what to do, and whether somebody has looked into it.
struct FindingCard: Encodable, Hashable, Sendable {
    let severity: String
    let severityKind: String
    let message: String
    let remedy: String
    /// The box to tick before the practice is validated; nothing where there is none to tick.
    let check: Check?
    /// Who said to have looked into it, and when.
    let looked: String?
    /// Of which of several documents it speaks.
    let about: [Paper]
    let isAboutPapers: Bool
    /// The other practice that it names, where the viewer reaches it.
    let otherPractice: Other?

    /// A document on the same page.
    struct Paper: Encodable, Hashable, Sendable {
        let paperName: String
        let paperAnchor: String
    }

    /// Another practice.
    struct Other: Encodable, Hashable, Sendable {
        let otherNumber: String
        let otherAddress: String
    }

    /// *Ho verificato*.
    struct Check: Encodable, Hashable, Sendable {
        let checkName: String
        let isTicked: Bool
        let checkProblem: String?
    }

    /// The heaviest first, each once, beside the fields in which the person is given.
    static func cards(_ findings: [Finding]) -> [FindingCard] {
        ordered(findings).map { FindingCard($0) }
    }

    /// The same on the page of a practice that may be validated there, or was.
    ///
    /// - Parameters:
    ///   - isAsked: whether the boxes are to be ticked.
    ///   - reached: of the practices that findings name, those that the viewer reaches.
    static func cards(
        _ dossier: PracticeDossier, _ catalogue: ExemptionCatalogue, isAsked: Bool,
        reached: Set<PracticeNumber> = [], draft: DecisionDraft?, errors: [FieldError]
    ) -> [FindingCard] {
        let places = Dictionary(
            dossier.documentsToRead.enumerated().map { ($1.sha256, $0) }, uniquingKeysWith: { first, _ in first })
        return ordered(dossier.findings, by: { dossier.place(of: $0, among: places) }).map { finding in
            let name = DecisionDraft.Name.acknowledged(finding.formKey)
            let check = Check(
                checkName: name, isTicked: draft?.acknowledged.contains(finding.formKey) ?? false,
                checkProblem: errors.first { $0.target == name }?.message)
            let looked = dossier.acknowledgements.last { $0.finding == finding }
            return FindingCard(
                finding, in: dossier, catalogue, check: isAsked && finding.mustBeAcknowledged ? check : nil,
                looked: looked.map { "Verificata da \($0.by.identity) il \($0.at.italian)" },
                other: finding.namedPractice.flatMap { reached.contains($0) ? $0 : nil })
        }
    }

    /// "3 segnalazioni, di cui 1 da verificare".
    struct Note: Encodable, Hashable, Sendable {
        let noteText: String
        /// The first half of it: a script counts what is left while boxes are ticked.
        let noteAll: String
        /// Of the heaviest, which comes first.
        let noteKind: String
    }

    /// Nothing where there is no finding.
    static func note(_ cards: [FindingCard]) -> Note? {
        cards.first.map { first in
            let all = cards.count == 1 ? "1 segnalazione" : "\(cards.count) segnalazioni"
            return Note(noteText: words(cards, all), noteAll: all, noteKind: first.severityKind)
        }
    }

    private static func words(_ cards: [FindingCard], _ all: String) -> String {
        let checks = cards.compactMap(\.check)
        let open = checks.count { !$0.isTicked }
        if checks.isEmpty { return all }
        return open > 0 ? "\(all), di cui \(open) da verificare" : "\(all), nessuna da verificare"
    }

    /// The heaviest first, then as the documents stand on the page.
    private static func ordered(_ findings: [Finding], by place: (Finding) -> Int = { _ in 0 }) -> [Finding] {
        var seen: Set<Finding> = []
        return findings.filter { seen.insert($0).inserted }
            .enumerated()
            .map { (finding: $0.element, place: place($0.element), offset: $0.offset) }
            .sorted { ($1.finding.weight, $0.place, $0.offset) < ($0.finding.weight, $1.place, $1.offset) }
            .map(\.finding)
    }

    /// Of a document that waits for its person.
    private init(_ finding: Finding) {
        severity = finding.weight.italianName
        severityKind = finding.weight.rawValue
        message = finding.wholeMessage
        remedy = finding.remedyBeforePractice
        check = nil
        looked = nil
        about = []
        isAboutPapers = false
        otherPractice = nil
    }

    /// On the page of a practice, where some things are said otherwise than to whoever sent the document.
    private init(
        _ finding: Finding, in dossier: PracticeDossier, _ catalogue: ExemptionCatalogue, check: Check?,
        looked: String?,
        other: PracticeNumber?
    ) {
        let isHere = finding.namedPractice == dossier.practice.number
        severity = finding.weight.italianName
        severityKind = finding.weight.rawValue
        message = isHere ? "Il documento si è aggiunto a questa pratica, che era già aperta" : finding.wholeMessage
        remedy = finding.remedyInPractice(catalogue)
        self.check = check
        self.looked = looked
        about = dossier.documents.count > 1 ? Self.papers(dossier, finding) : []
        isAboutPapers = !about.isEmpty
        otherPractice =
            isHere ? nil : other.map { Other(otherNumber: $0.value, otherAddress: $0.address) }
    }

    static func papers(_ dossier: PracticeDossier, _ finding: Finding) -> [Paper] {
        let sources = dossier.sources[finding] ?? []
        return dossier.documentsToRead.enumerated().filter { sources.contains($0.element.sha256) }.map {
            Paper(
                paperName: $0.element.name.lastComponent, paperAnchor: DocumentCard.anchor(ofIndex: $0.offset + 1))
        }
    }
}

extension PracticeDossier {
    /// Which of the documents, as they stand on the page, gave cause to a finding first; behind them all where none did.
    ///
    /// - Parameter places: those of the documents.
    fileprivate func place(of finding: Finding, among places: [ContentHash: Int]) -> Int {
        (sources[finding] ?? []).compactMap { places[$0] }.min() ?? places.count
    }
}

extension Finding {
    /// With the value that it is about, where the sentence alone does not tell.
    fileprivate var wholeMessage: String {
        guard [.severalCandidates, .sourcesDisagree].contains(code), let field else { return shownMessage }
        return "\(field.italianName): \(shownMessage.withSmallInitial)"
    }

    /// The other practice that the detail names.
    var namedPractice: PracticeNumber? {
        switch code {
        case .alreadyExempt, .practiceOpen: detail.flatMap { PracticeNumber($0) }
        default: nil
        }
    }

    /// Red for all that must be looked into.
    fileprivate var weight: Severity { mustBeAcknowledged ? .blocking : severity }
}

extension Severity {
    fileprivate var italianName: String {
        switch self {
        case .info: "Informazione"
        case .warning: "Attenzione"
        case .blocking: "Da verificare"
        }
    }
}

extension Finding {
    /// What a doctor can do, with the codes that took the place of one that is no longer granted.
    fileprivate func remedyInPractice(_ catalogue: ExemptionCatalogue) -> String {
        let old = code == .exemptionSuperseded ? detail.flatMap { ExemptionCode($0) } : nil
        let successors = old.map { catalogue.replacements(of: $0) } ?? []
        guard !successors.isEmpty else { return code.remedyInPractice }
        let names = successors.map { catalogue.words(for: $0) }.joined(separator: " oppure ")
        return "\(code.remedyInPractice): \(names)"
    }
}

extension FindingCode {
    /// What a doctor can do who has the practice before them.
    fileprivate var remedyInPractice: String {
        switch self {
        case .documentNotEvidence: "Valutare la pratica dagli altri documenti"
        case .diagnosisNotOfExemption:
            "Scegliere dal catalogo un'altra diagnosi o un'altra esenzione, scrivere 000 se non c'è una diagnosi specifica, "
                + "oppure confermare qui che la coppia è quella voluta"
        case .exemptionMissing, .exemptionUnknown, .exemptionSuperseded, .diagnosisUnknown, .severalCandidates:
            "\(remedy), in «Inserito dal medico»"
        case .fiscalCodeMissing, .fiscalCodeInvalid, .severalPersons:
            "Verificare sul documento che l'assistito sia quello della pratica"
        default: remedy
        }
    }
}

extension Finding {
    /// What can be done where the person is not known yet, and there is no practice to mend.
    fileprivate var remedyBeforePractice: String {
        switch code {
        case .fiscalCodeMissing, .severalPersons: "Indicare l'assistito qui sotto"
        case .fiscalCodeInvalid: "Verificare il codice sul documento e indicarlo qui sotto"
        case .identityMismatch, .nameMissing: "Verificare sul documento di chi si tratta prima di abbinarlo"
        case .exemptionMissing, .exemptionUnknown, .exemptionSuperseded, .exemptionProposed, .diagnosisMissing,
            .diagnosisUnknown, .diagnosisNotOfExemption:
            Self.later
        case .severalCandidates, .sourcesDisagree:
            field == .exemptionCode || field == .diagnosisCode ? Self.later : code.remedy
        default: code.remedy
        }
    }

    private static let later = "Si decide nella pratica, dopo l'abbinamento"
}

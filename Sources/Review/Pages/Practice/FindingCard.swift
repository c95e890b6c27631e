// SPDX-License-Identifier: EUPL-1.2

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

    /// *Ho verificato*.
    struct Check: Encodable, Hashable, Sendable {
        let checkName: String
        let isTicked: Bool
        let checkProblem: String?
    }

    /// The heaviest first, each once, beside the fields in which the person is given.
    static func cards(_ findings: [Finding]) -> [FindingCard] {
        ordered(findings).map { finding in
            let isHere = [.fiscalCodeMissing, .severalPersons].contains(finding.code)
            return FindingCard(
                finding, check: nil, looked: nil, remedy: isHere ? "Indicare l'assistito qui sotto" : nil)
        }
    }

    /// The same on the page of a practice that may be validated there, or was.
    ///
    /// - Parameter isAsked: whether the boxes are to be ticked.
    static func cards(
        _ dossier: PracticeDossier, isAsked: Bool, draft: DecisionDraft?, errors: [FieldError]
    ) -> [FindingCard] {
        ordered(dossier.findings).map { finding in
            let name = DecisionDraft.Name.acknowledged(finding.formKey)
            let check = Check(
                checkName: name, isTicked: draft?.acknowledged.contains(finding.formKey) ?? false,
                checkProblem: errors.first { $0.target == name }?.message)
            let looked = dossier.acknowledgements.last { $0.finding == finding }
            return FindingCard(
                finding, check: isAsked && finding.mustBeAcknowledged ? check : nil,
                looked: looked.map { "Verificata da \($0.by.identity) il \($0.at.italian)" })
        }
    }

    /// "3 segnalazioni, di cui 1 da verificare".
    struct Note: Encodable, Hashable, Sendable {
        let noteText: String
        /// Of the heaviest, which comes first.
        let noteKind: String
    }

    /// Nothing where there is no finding.
    static func note(_ cards: [FindingCard]) -> Note? {
        cards.first.map { Note(noteText: words(cards), noteKind: $0.severityKind) }
    }

    private static func words(_ cards: [FindingCard]) -> String {
        let open = cards.count { $0.check != nil }
        let all = cards.count == 1 ? "1 segnalazione" : "\(cards.count) segnalazioni"
        guard open > 0 else { return all }
        return cards.count == 1 ? "\(all) da verificare" : "\(all), di cui \(open) da verificare"
    }

    private static func ordered(_ findings: [Finding]) -> [Finding] {
        var seen: Set<Finding> = []
        return findings.filter { seen.insert($0).inserted }
            .enumerated()
            .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
            .map(\.element)
    }

    private init(_ finding: Finding, check: Check?, looked: String?, remedy: String? = nil) {
        severity = finding.weight.italianName
        severityKind = finding.weight.rawValue
        message = finding.wholeMessage
        self.remedy = remedy ?? finding.code.remedy
        self.check = check
        self.looked = looked
    }
}

extension Finding {
    /// With the value that it is about, where the sentence alone does not tell.
    fileprivate var wholeMessage: String {
        guard [.severalCandidates, .sourcesDisagree].contains(code), let field else { return message }
        return "\(field.italianName): \(message.withSmallInitial)"
    }

    /// Red for all that must be looked into.
    fileprivate var weight: Severity { mustBeAcknowledged ? .blocking : severity }
}

extension Severity {
    fileprivate var italianName: String {
        switch self {
        case .info: "Informazione"
        case .warning: "Attenzione"
        case .blocking: "Da correggere"
        }
    }
}

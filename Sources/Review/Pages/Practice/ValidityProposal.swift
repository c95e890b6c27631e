// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain

/// The end that the catalogue proposes for a pair of codes, in words, with the rule it comes from (domain.md §2.2).
struct ValidityProposal: Hashable, Sendable {
    /// The choice as the form names it; nothing where the catalogue knows no duration and the doctor must choose.
    let label: String?
    let rule: String
    let end: ValidityEnd

    init(_ codes: CodePair, _ catalogue: ExemptionCatalogue, from start: CalendarDay) {
        guard let code = codes.exemption, let exemption = catalogue.exemption(code) else {
            label = nil
            end = .open
            rule = "La durata dipende dall'esenzione: sceglierla, oppure indicare la fine della validità."
            return
        }
        guard exemption.isCurrent else {
            label = nil
            end = .open
            rule = DecisionRefusal.superseded(code, by: catalogue.replacements(of: code)) + "."
            return
        }
        let diagnosis = codes.diagnosis.flatMap { catalogue.diagnosis($0, of: code) }
        let origin =
            diagnosis?.duration == nil ? "dell'esenzione \(code)" : "della diagnosi \(diagnosis?.code.value ?? "")"
        let duration = (diagnosis?.duration ?? exemption.duration)?.words ?? ""
        end = ValidityEnd(from: start, exemption: exemption, diagnosis: diagnosis)
        switch end {
        case .open:
            label = nil
            rule = "Il catalogo non riporta la durata \(origin): indicare la fine della validità."
        case .unlimited:
            label = "Come da catalogo: senza scadenza"
            rule = "Durata \(origin) nel catalogo: illimitata. \(Self.follows)"
        case .day(let day):
            label = "Come da catalogo: fino al \(day.italian)"
            rule = "Durata \(origin) nel catalogo: \(duration) dal giorno di inizio. \(Self.follows)"
        }
    }

    private static let follows = "Se cambi esenzione, diagnosi o inizio, la durata viene ricalcolata."
}

extension ExemptionDuration {
    fileprivate var words: String {
        switch self {
        case .unlimited: "illimitata"
        case .days(1): "1 giorno"
        case .days(let count): "\(count) giorni"
        case .months(1): "1 mese"
        case .months(let count): "\(count) mesi"
        case .years(1): "1 anno"
        case .years(let count): "\(count) anni"
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain

/// What *Valida* would decide as things stand, in one line for the bar of the buttons: whoever presses a key sees beforehand which
/// days and which exemption it grants.
struct DecisionPreview: Hashable, Sendable {
    let words: String

    /// - Parameters:
    ///   - codes: those that are typed or proposed.
    ///   - start: the first day, nothing where what is typed is none.
    ///   - choice: how the exemption is to end; by itself as the catalogue says.
    ///   - until: the last day as it is typed.
    ///   - proposal: what the catalogue says of the end.
    init(
        _ codes: CodePair, from start: CalendarDay?, choice: DecisionDraft.EndChoice?, until: String,
        _ proposal: ValidityProposal, _ catalogue: ExemptionCatalogue
    ) {
        let first = start.map { "Valida dal \($0.italian)" } ?? "Inizio da indicare"
        let end = Self.end(choice, until, proposal)
        guard let exemption = codes.exemption else {
            words = "\(first) \(end), esenzione da scegliere"
            return
        }
        guard let entry = catalogue.exemption(exemption) else {
            words = "L'esenzione \(exemption) non è nel catalogo: sceglierne un'altra"
            return
        }
        guard entry.isCurrent else {
            words = "L'esenzione \(exemption) non è più in uso: sceglierne un'altra"
            return
        }
        words = "\(first) \(end), esenzione \(exemption), \(Self.told(codes.diagnosis))"
    }

    /// As AURA is told: the region's internal codes are shown nowhere (domain.md §2.4).
    private static func told(_ diagnosis: DiagnosisCode?) -> String {
        guard let diagnosis, !diagnosis.isPlaceholder else { return "senza diagnosi specifica" }
        return "diagnosi \(diagnosis)"
    }

    private static func end(
        _ choice: DecisionDraft.EndChoice?, _ until: String, _ proposal: ValidityProposal
    ) -> String {
        switch (choice ?? .catalogue, proposal.end) {
        case (.unlimited, _), (.catalogue, .unlimited): "senza scadenza"
        case (.catalogue, .day(let day)): "fino al \(day.italian)"
        case (.catalogue, .open): "(fine da indicare)"
        case (.day, _): TypedDay(until).day.map { "fino al \($0.italian)" } ?? "(fine da indicare)"
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// What a doctor has typed about a practice, word for word: shown again whenever it was not taken.
struct DecisionDraft: Hashable, Sendable {
    let number: PracticeNumber
    /// The version of the page it was typed on.
    let seenVersion: Int
    /// Nothing where the field was left as shown; what the page proposes is not the doctor's own entry.
    let exemption: String?
    let diagnosis: String?
    let from: String?
    let end: EndChoice?
    let until: String
    var noteBeneficiary: String
    var noteInternal: String
    let reason: String

    /// The three ways to end an exemption; raw values are those of the form.
    enum EndChoice: String, Hashable, Sendable {
        /// As long as the catalogue says, counted by the store when it validates.
        case catalogue = "catalogo"
        case day = "giorno"
        case unlimited = "illimitata"
    }

    /// The names of the form's fields, which are also the `id`s of the inputs.
    enum Name {
        static let version = "versione"
        static let exemption = "esenzione"
        static let diagnosis = "diagnosi"
        static let from = "valida-dal"
        static let end = "durata"
        static let until = "valida-al"
        static let noteBeneficiary = "nota-beneficiario"
        static let noteInternal = "nota-interna"
        static let reason = "motivazione"
        /// Beside each field what it held when the page was made.
        static func shown(_ name: String) -> String { "\(name)-mostrata" }
    }

    /// Nothing when the form does not say which version it shows.
    init?(_ form: FormFields, of number: PracticeNumber) {
        guard let version = Int(form[Name.version]) else { return nil }
        func changed(_ name: String) -> String? {
            form.has(name) && form[name] != form[Name.shown(name)] ? form[name] : nil
        }
        self.number = number
        seenVersion = version
        exemption = changed(Name.exemption)
        diagnosis = changed(Name.diagnosis)
        from = changed(Name.from)
        end = EndChoice(rawValue: form[Name.end])
        until = form[Name.until]
        noteBeneficiary = form[Name.noteBeneficiary]
        noteInternal = form[Name.noteInternal]
        reason = form[Name.reason]
    }

    /// The same without the notes, which the history has taken.
    var withoutNotes: DecisionDraft {
        var rest = self
        rest.noteBeneficiary = ""
        rest.noteInternal = ""
        return rest
    }
}

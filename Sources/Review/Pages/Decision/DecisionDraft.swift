// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// What a doctor has typed about a practice, word for word: shown again whenever it was not taken.
struct DecisionDraft: Hashable, Sendable, Codable {
    let number: PracticeNumber
    /// The version of the page it was typed on.
    let seenVersion: Int
    /// What else that page showed, to tell what has changed since.
    let seen: SeenPractice
    /// The name of the form, new with every page: by it the same form sent twice is known.
    let ticket: String?
    /// The form in which the draft was typed that the page showed; nothing where it showed none.
    let earlierTicket: String?
    /// Nothing where the field was left as shown; what the page proposes is not the doctor's own entry.
    var exemption: String?
    var diagnosis: String?
    var from: String?
    var end: EndChoice?
    var until: String
    /// The first day that the doctor says to mean although it is far from today, as it was typed; of older drafts nothing.
    var confirmedStart: String?
    /// Likewise the last day.
    var confirmedEnd: String?
    var noteBeneficiary: String
    var noteInternal: String
    let reason: String
    /// The `formKey`s of the red findings that were looked into.
    var acknowledged: Set<String>

    /// The three ways to end an exemption; raw values are those of the form.
    enum EndChoice: String, Hashable, Sendable, Codable {
        /// As long as the catalogue says, counted by the store when it validates.
        case catalogue = "catalogo"
        case day = "giorno"
        case unlimited = "illimitata"

        /// What the form calls the choice of a day.
        static let dayLabel = "Fino al giorno scritto qui sotto"
    }

    /// The names of the form's fields, which are also the `id`s of the inputs.
    enum Name {
        static let version = "versione"
        static let ticket = "modulo"
        static let earlierTicket = "modulo-ripreso"
        static let exemption = "esenzione"
        static let diagnosis = "diagnosi"
        static let from = "valida-dal"
        static let end = "durata"
        static let until = "valida-al"
        /// The box to tick for a first day far from today; its value is that day.
        static let startConfirmation = "conferma-inizio"
        /// Likewise for a last day that is over or far away.
        static let endConfirmation = "conferma-fine"
        /// The `id` of the first choice of a duration that is always there.
        static let firstEnd = "\(end)-\(EndChoice.unlimited.rawValue)"
        static let noteBeneficiary = "nota-beneficiario"
        static let noteInternal = "nota-interna"
        static let reason = "motivazione"
        static let acknowledgement = "verifica-"
        /// Beside each field what it held when the page was made.
        static func shown(_ name: String) -> String { "\(name)-mostrata" }
        /// The box to tick for a finding.
        static func acknowledged(_ formKey: String) -> String { acknowledgement + formKey }
    }

    /// Nothing when the form does not say which version it shows.
    init?(_ form: FormFields, of number: PracticeNumber) {
        guard let version = Int(form[Name.version]) else { return nil }
        func changed(_ name: String) -> String? {
            form.has(name) && form[name] != form[Name.shown(name)] ? form[name] : nil
        }
        self.number = number
        seenVersion = version
        seen = SeenPractice(form)
        ticket = SecretToken(form[Name.ticket])?.value
        earlierTicket = SecretToken(form[Name.earlierTicket])?.value
        exemption = changed(Name.exemption)
        diagnosis = changed(Name.diagnosis)
        from = changed(Name.from)
        end = EndChoice(rawValue: form[Name.end])
        until = form[Name.until]
        confirmedStart = form.has(Name.startConfirmation) ? form[Name.startConfirmation] : nil
        confirmedEnd = form.has(Name.endConfirmation) ? form[Name.endConfirmation] : nil
        noteBeneficiary = form[Name.noteBeneficiary]
        noteInternal = form[Name.noteInternal]
        reason = form[Name.reason]
        acknowledged = form.names(after: Name.acknowledgement)
    }

    /// The same without the notes, which the history has taken.
    var withoutNotes: DecisionDraft {
        var rest = self
        rest.noteBeneficiary = ""
        rest.noteInternal = ""
        return rest
    }

    /// With what only the whole form can hold taken from `other`, for the short form of the dialog.
    func completed(by other: DecisionDraft) -> DecisionDraft {
        var whole = self
        whole.exemption = other.exemption
        whole.diagnosis = other.diagnosis
        whole.from = other.from
        whole.end = other.end
        whole.until = other.until
        whole.confirmedStart = other.confirmedStart
        whole.confirmedEnd = other.confirmedEnd
        whole.acknowledged = other.acknowledged
        return whole
    }

    /// Whether nothing was typed that would be missed.
    var isEmpty: Bool {
        [exemption, diagnosis, from].allSatisfy { $0 == nil } && (end == nil || end == .catalogue)
            && [until, noteBeneficiary, noteInternal, reason].allSatisfy(\.isEmpty) && acknowledged.isEmpty
    }
}

/// How far the practice had come on the page that a form was on: what was there is not told again as new.
struct SeenPractice: Hashable, Sendable, Codable {
    /// Lines of the history.
    let lines: Int
    let documents: Int
    /// The codes that counted.
    let exemption: String
    let diagnosis: String

    /// The names of the hidden fields.
    enum Name {
        static let lines = "righe-viste"
        static let documents = "documenti-visti"
        static let exemption = "esenzione-vista"
        static let diagnosis = "diagnosi-vista"
    }

    /// A form that does not tell has seen nothing.
    init(_ form: FormFields) {
        lines = max(0, Int(form[Name.lines]) ?? 0)
        documents = max(0, Int(form[Name.documents]) ?? 0)
        exemption = form[Name.exemption]
        diagnosis = form[Name.diagnosis]
    }
}

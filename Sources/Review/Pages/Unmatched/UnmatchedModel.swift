// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// *Documenti da abbinare*: the documents whose person could not be established (contract §6).
struct UnmatchedModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.unmatched

    let frame: PageFrame
    let flash: String?
    let hasErrors: Bool
    let errors: [FieldError]
    let isEmpty: Bool
    /// "Documenti in attesa: 12".
    let total: String
    let waiting: [UnmatchedCard]
    let pager: Pager?

    /// What was tried with one of the documents, and what came of it.
    struct Attempt: Sendable {
        let typed: MatchAttempt
        /// The person of the typed code, where it is sound.
        let person: PersonCard?
    }

    /// The documents of one page of the list.
    struct Part: Sendable {
        let documents: [UnmatchedDocument]
        var sizes: [PageKey: PageSize] = [:]
        let total: Int
        let pager: Pager?
        let today: CalendarDay
        /// The names of the senders for people, by folder.
        var senders: [String: String] = [:]
    }

    init(
        _ part: Part, attempt: Attempt? = nil, errors: [FieldError], formToken: String, flash: String?,
        frame: PageFrame
    ) {
        self.frame = frame
        self.flash = flash
        self.errors = errors
        hasErrors = !errors.isEmpty
        isEmpty = part.documents.isEmpty
        total = "\(part.total)"
        pager = part.pager
        waiting = part.documents.map {
            UnmatchedCard(
                $0, part, attempt: attempt?.typed.id == $0.delivery.id ? attempt : nil, errors: errors,
                formToken: formToken)
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// What a page shows: strings and flags ready to print, and the template that prints them.
protocol PageModel {
    static var template: PageTemplate { get }
}

/// What all pages have around their content.
struct PageFrame: Hashable, Sendable {
    let title: String
    let stylesheet: String
    let icon: String
    /// The one script, which warns before a session ends.
    let script: String
    /// Who is signed in; nothing on the pages before.
    let person: FramePerson?
}

/// The operator's name and the form to leave.
struct FramePerson: Hashable, Sendable {
    let name: String
    let role: String
    let formToken: String
    /// Seconds until the session ends if nothing is done, and until it ends in any case.
    let idleSeconds: Int
    let lastSeconds: Int
    let canMatch: Bool
    let isAtDesk: Bool
    let isAtUnmatched: Bool
}

extension PageFrame {
    /// The two places that the head of the page leads to.
    enum Place: Hashable, Sendable { case desk, unmatched }
}

/// A message tied to a field, linked from the list at the head of the page.
struct FieldError: Hashable, Sendable {
    /// The `id` of the field.
    let target: String
    let message: String
    /// The field's label, for the list at the head of the page where the message alone does not tell.
    var place: String?
}

/// One choice of a list.
struct FieldOption: Hashable, Sendable {
    let value: String
    let label: String
    let isSelected: Bool
}

/// A line to type in.
struct TextField: Hashable, Sendable {
    let name: String
    let label: String
    let typed: String
    /// Nothing when all is well.
    let problem: String?
    let placeholder: String
}

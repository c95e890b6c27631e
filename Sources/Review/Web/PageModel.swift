// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// What a page shows: strings and flags ready to print, and the template that prints them.
protocol PageModel: Encodable {
    static var template: PageTemplate { get }
}

/// What all pages have around their content.
struct PageFrame: Encodable, Hashable, Sendable {
    let title: String
    let assets: PageAssets
    let site: PageSite
    /// Who is signed in; nothing on the pages before.
    let person: FramePerson?
}

/// The addresses of what every page links.
struct PageAssets: Encodable, Hashable, Sendable {
    /// In the order in which they count, ours last.
    let stylesheets: [String]
    /// Scripts only add to pages that work without them.
    let scripts: [String]
    let icon: String
}

/// Who offers the desk, for the head and the foot of its pages.
struct PageSite: Encodable, Hashable, Sendable {
    /// The public body; nothing where the configuration names none.
    let owner: String?
    /// The address of its privacy notice; nothing likewise.
    let privacy: String?
}

/// The operator's name, the form to leave, and the places of the desk that the operator may go to.
struct FramePerson: Encodable, Hashable, Sendable {
    let name: String
    let role: String
    let formToken: String
    /// Seconds until the session ends if nothing is done, and until it ends in any case.
    let idleSeconds: Int
    let lastSeconds: Int
    let places: [FramePlace]
    /// That something is kept which the operator sent when the session of its page was over; nothing where there is none.
    var kept: String?
}

/// A link of the main navigation.
struct FramePlace: Encodable, Hashable, Sendable {
    let label: String
    let address: String
    let isCurrent: Bool
    /// The key that leads there.
    let key: String
}

extension PageFrame {
    /// The places that the head of the page leads to.
    enum Place: Hashable, Sendable, CaseIterable { case desk, unmatched, service }
}

extension PageFrame.Place {
    /// The right without which the place is not offered; nothing where everybody goes.
    private var right: Right? {
        switch self {
        case .desk: nil
        case .unmatched: .matchDocuments
        case .service: .administer
        }
    }

    private var words: (label: String, address: String, key: String) {
        switch self {
        case .desk: ("Pratiche", "/", "l")
        case .unmatched: ("Documenti da abbinare", "/documenti-da-abbinare", "d")
        case .service: ("Stato del servizio", "/stato", "s")
        }
    }

    /// The links for somebody of that role who is at `current`.
    static func links(for role: OperatorRole, at current: Self?) -> [FramePlace] {
        allCases.filter { $0.right.map(role.has) ?? true }.map {
            FramePlace(
                label: $0.words.label, address: $0.words.address, isCurrent: $0 == current, key: $0.words.key)
        }
    }
}

/// A message tied to a field, linked from the list at the head of the page.
struct FieldError: Encodable, Hashable, Sendable {
    /// The `id` of the field.
    let target: String
    let message: String
    /// The field's label, for the list at the head of the page where the message alone does not tell.
    var place: String?
}

/// One choice of a list.
struct FieldOption: Encodable, Hashable, Sendable {
    let value: String
    let label: String
    let isSelected: Bool
}

/// A line to type in.
struct TextField: Encodable, Hashable, Sendable {
    let name: String
    let label: String
    let typed: String
    /// Nothing when all is well.
    let problem: String?
    let placeholder: String
}

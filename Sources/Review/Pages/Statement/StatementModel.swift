// SPDX-License-Identifier: EUPL-1.2

/// The accessibility statement (*dichiarazione di accessibilità*, L. 4/2004, art. 3-quater; AgID's guidelines, annex 1), with
/// the evidence that the program's own tests give. The body that offers the desk publishes its own statement at AgID's; this
/// page is what it needs for that.
struct StatementModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.statement

    let frame: PageFrame
    /// "Regione Piemonte", or words that stand for whoever offers the desk.
    let owner: String
    let contact: Contact?

    /// Where to report what is not accessible.
    struct Contact: Encodable, Hashable, Sendable {
        let address: String
        let label: String
    }

    init(_ settings: DeskSettings, frame: PageFrame) {
        self.frame = frame
        owner = settings.owner ?? "L'ente che offre il servizio"
        contact = settings.accessibilityContact.map {
            Contact(address: $0, label: $0.hasPrefix("mailto:") ? String($0.dropFirst(7)) : $0)
        }
    }
}

extension PageSite {
    init(_ settings: DeskSettings) { self.init(owner: settings.owner, privacy: settings.privacy) }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// Where the operator is signed in.
struct SessionsModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.sessions

    let frame: PageFrame
    let formToken: String
    let flash: String?
    let rows: [Row]
    /// Whether the operator has a password and a PIN to change.
    let hasCredentials: Bool

    struct Row: Encodable, Hashable, Sendable {
        let label: String
        let way: String
        let browser: String
        let address: String
        let startedAt: String
        let lastSeenAt: String
        let isThis: Bool

        init(_ session: Session, isThis: Bool) {
            label = session.label.value
            way = session.origin.way.words
            browser = session.origin.browser
            address = session.origin.address.isEmpty ? "questo computer" : session.origin.address
            startedAt = session.startedAt.italian
            lastSeenAt = session.lastSeenAt.italian
            self.isThis = isThis
        }
    }
}

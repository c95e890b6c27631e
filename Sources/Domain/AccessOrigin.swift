// SPDX-License-Identifier: EUPL-1.2

/// From where an act comes.
package struct AccessOrigin: Hashable, Sendable, Codable {
    /// The network address of the browser, `comando:` and the system's account, or `servizio`.
    package let place: String
    /// The beginning of the hash of the session's name, so that acts of one session can be told; never the name itself.
    package let session: String?
    /// The system's account that ran the command.
    package let account: String?

    private init(place: String, session: String?, account: String?) {
        self.place = place
        self.session = session
        self.account = account
    }

    /// - Parameter address: nothing where the connection does not tell.
    package static func page(address: String?, session: String?) -> AccessOrigin {
        let known = address.flatMap { $0.isEmpty ? nil : $0 }
        return AccessOrigin(place: known ?? "sconosciuto", session: session, account: nil)
    }

    /// Of an act by the command line, which an account of this machine ran.
    package static func command(account: String) -> AccessOrigin {
        AccessOrigin(place: "comando:\(account)", session: nil, account: account)
    }

    /// The daemon itself.
    package static let service = AccessOrigin(place: "servizio", session: nil, account: nil)
}

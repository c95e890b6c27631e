// SPDX-License-Identifier: EUPL-1.2

/// A place where the daemon waits for connections.
package struct Listener: Sendable {
    /// Where on the network, or on the machine.
    package enum Place: Hashable, Sendable {
        case host(String, port: Int)
        /// A socket of this machine with these rights.
        case socket(String, mode: UInt32)
    }

    package let entrance: Entrance
    package let place: Place
    /// Nothing for connections in clear.
    package let tls: ServerTLS?

    package init(_ entrance: Entrance, at place: Place, tls: ServerTLS? = nil) {
        self.entrance = entrance
        self.place = place
        self.tls = tls
    }
}

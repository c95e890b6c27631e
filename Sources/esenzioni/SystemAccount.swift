// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import Glibc
internal import NIOCore

/// An account of this machine, as the kernel knows it.
struct SystemAccount: Hashable, Sendable {
    let id: uid_t

    /// The one that this process acts as.
    static var own: SystemAccount { SystemAccount(id: geteuid()) }

    /// The one at the other end of a socket of this machine, as the kernel noted it when that end connected.
    static func peer(of channel: any Channel) async throws -> SystemAccount {
        guard let options = channel as? any SocketOptionProvider else { throw POSIXError(.ENOTSOCK) }
        let credentials: EventLoopFuture<PeerCredentials> = options.unsafeGetSocketOption(
            level: .socket, name: NIOBSDSocket.Option(rawValue: SO_PEERCRED))
        return SystemAccount(id: try await credentials.get().1)
    }

    /// `struct ucred` of unix(7): process, account, group.
    private typealias PeerCredentials = (UInt32, UInt32, UInt32)

    /// Whether it may give the daemon orders: whoever acts as the daemon's own account, or as the administrator's, could write
    /// to the archive anyway.
    var mayCommand: Bool { id == Self.own.id || id == 0 }

    /// As the access log keeps it: the name, or the number where it has none.
    var name: String {
        var entry = unsafe passwd()
        var found: UnsafeMutablePointer<passwd>?
        return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Self.longestEntry) { buffer in
            guard let place = buffer.baseAddress, unsafe getpwuid_r(id, &entry, place, buffer.count, &found) == 0,
                unsafe found != nil, let name = unsafe entry.pw_name
            else { return "uid \(id)" }
            return unsafe String(cString: name)
        }
    }

    /// In bytes; a longer one is told by its number.
    private static let longestEntry = 1 << 14
}

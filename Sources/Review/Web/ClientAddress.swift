// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Where a request comes from.
enum ClientAddress {
    /// The other end of the connection; where that is a proxy that is believed, what the proxy says was its own other end.
    ///
    /// Of `X-Forwarded-For` only the last address counts: it is the one that the proxy itself has added.
    static func of(_ request: Request, on channel: any Channel, isProxy: (String) -> Bool) -> String {
        let peer = channel.remoteAddress?.ipAddress ?? ""
        guard isProxy(peer), let name = HTTPField.Name("X-Forwarded-For") else { return peer }
        let last = request.headers[values: name].last?.split(separator: ",").last.map { String($0).trimmed }
        guard let last, isAddress(last) else { return peer }
        return last
    }

    /// As it is counted: a household or a ward with IPv6 has more addresses than could be counted, but one first half.
    static func counted(_ address: String) -> String {
        guard address.contains(":") else { return address }
        let halves = address.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
        var groups = halves[0].split(separator: ":").map(String.init)
        if halves.count == 2 { groups += Array(repeating: "0", count: max(0, 4 - groups.count)) }
        return groups.prefix(4).map { $0.lowercased() }.joined(separator: ":") + "::/64"
    }

    private static func isAddress(_ text: String) -> Bool {
        do {
            _ = try SocketAddress(ipAddress: text, port: 0)
            return true
        } catch {
            return false
        }
    }
}

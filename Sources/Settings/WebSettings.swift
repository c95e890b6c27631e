// SPDX-License-Identifier: EUPL-1.2

package import SystemPackage

/// The pages; keys `web.*`.
package struct WebSettings: Hashable, Sendable {
    /// Address to listen on: the machine itself unless a proxy with TLS stands before it.
    package var host = "127.0.0.1"
    /// Nought lets the system choose.
    package var port = 8080
    /// The server's certificate with those that lead to its authority, in PEM: the daemon then speaks TLS itself.
    package var tlsCertificate: FilePath?
    /// Its private key, in PEM, readable by nobody else.
    package var tlsKey: FilePath?
    /// Set where the pages are reached over https: browsers then never send the session over http.
    package var secureCookie = false
    /// Proxies on the way whose `X-Forwarded-For` is believed.
    package var proxies: [String] = []
    /// A session unused for so long ends.
    package var sessionIdleMinutes = 30
    /// A session ends after so long in any case.
    package var sessionMaxHours = 10
    /// Rows on one page of the desk.
    package var pageSize = 25
    /// Connections at a time.
    package var maxConnections = 1000
    /// Requests a second of one session, or of one address that is not signed in; in bursts five times as many.
    package var requestsPerSecond = 10_000
    /// A request whose head, or whose body, takes longer is given up.
    package var requestSeconds = 30
    /// The public body that offers the service, for the head and the foot of the pages; nothing for none.
    package var owner: String?
    /// The address of its privacy notice; nothing for none.
    package var privacy: String?
    /// Where to report what is not accessible, for the accessibility statement; nothing for none.
    package var accessibilityContact: String?

    init(from source: inout SettingsSource, root: FilePath) {
        source.read("web.host", into: &host) { host in
            host.contains(where: \.isWhitespace) ? "un indirizzo non contiene spazi" : nil
        }
        source.read("web.port", into: &port, in: 0...65535)
        source.read("web.tls_certificate", into: &tlsCertificate, base: root)
        source.read("web.tls_key", into: &tlsKey, base: root)
        source.read("web.secure_cookie", into: &secureCookie)
        source.read("web.proxies", into: &proxies)
        source.read("web.session_idle_minutes", into: &sessionIdleMinutes, in: 1...1440)
        source.read("web.session_max_hours", into: &sessionMaxHours, in: 1...168)
        source.read("web.page_size", into: &pageSize, in: 5...500)
        source.read("web.max_connections", into: &maxConnections, in: 10...100_000)
        source.read("web.requests_per_second", into: &requestsPerSecond, in: 1...100_000)
        source.read("web.request_seconds", into: &requestSeconds, in: 1...600)
        if (tlsCertificate == nil) != (tlsKey == nil) {
            source.complain(
                key: tlsKey == nil ? "web.tls_certificate" : "web.tls_key",
                "certificato e chiave vanno indicati insieme")
        }
        if !isWithinMachine, !isSecure {
            source.complain(
                key: "web.host",
                "da altre macchine si arriva solo con TLS: indicare web.tls_certificate e web.tls_key, oppure web.secure_cookie: true se davanti c'è un proxy con TLS, oppure 127.0.0.1"
            )
        }
        source.read("web.owner", into: &owner)
        source.read("web.privacy", into: &privacy) { Self.linkFault($0, ["https://"]) }
        source.read("web.accessibility_contact", into: &accessibilityContact) {
            Self.linkFault($0, ["https://", "mailto:"])
        }
    }

    /// What is wrong with an address that pages link: anything but these beginnings could run a script.
    private static func linkFault(_ address: String?, _ beginnings: [String]) -> String? {
        guard let address, !beginnings.contains(where: address.hasPrefix) else { return nil }
        return "deve cominciare con \(beginnings.joined(separator: " o "))"
    }

    /// Whether nobody but this machine reaches the address; a name that is not known to be its own may be anybody's.
    private var isWithinMachine: Bool {
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        let isLoopback = parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
        return isLoopback || ["localhost", "::1"].contains(host.lowercased())
    }

    /// Whether browsers reach the pages over https, at the daemon itself or at a proxy before it.
    package var isSecure: Bool { secureCookie || tlsCertificate != nil }
}

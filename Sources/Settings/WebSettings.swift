// SPDX-License-Identifier: EUPL-1.2

/// The pages; keys `web.*`.
package struct WebSettings: Hashable, Sendable {
    /// Address to listen on: the machine itself unless a proxy with TLS stands before it.
    package var host = "127.0.0.1"
    /// Nought lets the system choose.
    package var port = 8080
    /// Set where the pages are reached over https: browsers then never send the session over http.
    package var secureCookie = false
    /// A session unused for so long ends.
    package var sessionIdleMinutes = 30
    /// A session ends after so long in any case.
    package var sessionMaxHours = 10
    /// Rows on one page of the desk.
    package var pageSize = 25
    /// The public body that offers the service, for the head and the foot of the pages; nothing for none.
    package var owner: String?
    /// The address of its privacy notice; nothing for none.
    package var privacy: String?
    /// Where to report what is not accessible, for the accessibility statement; nothing for none.
    package var accessibilityContact: String?

    init(from source: inout SettingsSource) {
        source.read("web.host", into: &host) { host in
            host.contains(where: \.isWhitespace) ? "un indirizzo non contiene spazi" : nil
        }
        source.read("web.port", into: &port, in: 0...65535)
        source.read("web.secure_cookie", into: &secureCookie)
        source.read("web.session_idle_minutes", into: &sessionIdleMinutes, in: 1...1440)
        source.read("web.session_max_hours", into: &sessionMaxHours, in: 1...168)
        source.read("web.page_size", into: &pageSize, in: 5...500)
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
}

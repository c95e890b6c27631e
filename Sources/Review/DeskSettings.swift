// SPDX-License-Identifier: EUPL-1.2

/// The desk's part of the configuration. All spans of time are in seconds.
package struct DeskSettings: Hashable, Sendable {
    package var host: String
    package var port: Int
    /// Whether the browser reaches the desk over TLS: the cookie is then never sent in clear.
    package var secureCookie: Bool
    /// A session that is not used for so long ends.
    package var sessionIdle: Int
    /// A session ends after so long, used or not.
    package var sessionMax: Int
    /// Practices on one page of the list.
    package var pageSize: Int
    /// Failed sign-ins under one name, within `signInWindow`, after which none is tried any more.
    package var signInAttempts: Int
    package var signInWindow: Int
    /// Failed sign-ins from one address within `signInWindow`, under whatever names.
    package var signInAttemptsPerAddress = 60
    /// Wrong PINs in a row, after the right password, that lock an account.
    package var pinAttempts = 10
    /// Whether user name, password and PIN are a way in.
    package var hasCredentials = true
    /// How browsers reach the listener that asks for certificates: `https://…`, or the port on the same host.
    package var certificateAddress: String?
    package var certificatePort: Int?
    /// Where the gateway begins a sign-in; nothing where there is none.
    package var gatewayStart: String?
    /// Proxies that are believed about where a request comes from.
    package var proxies: Set<String> = []
    package var maxConnections = 1000
    /// Requests a second of one session or address.
    package var requestsPerSecond = 10_000
    /// Seconds that a request may take to come.
    package var requestSeconds = 30
    /// A notice without AURA's reply for so long raises the alarm (contract §7).
    package var replyDeadline: Int
    /// Pages of documents that are drawn at the same time.
    package var drawings: Int
    /// A page of the desk waits no longer for the pictures that it shows; it then comes without their boxes.
    package var drawingWait: Int
    /// The folder of the stylesheet and the fonts taken at set-up; nothing for none.
    package var setUpAssets: String?
    /// The public body that offers the desk; nothing for none, as the two below.
    package var owner: String?
    /// The address of its privacy notice.
    package var privacy: String?
    /// Where somebody reports what is not accessible: an address of mail or of the web.
    package var accessibilityContact: String?
    /// The names of the senders for people, by folder.
    package var senderNames: [String: String] = [:]

    package init(
        host: String = "127.0.0.1", port: Int = 8080, secureCookie: Bool = false, sessionIdle: Int = 1800,
        sessionMax: Int = 36_000, pageSize: Int = 25, signInAttempts: Int = 4, signInWindow: Int = 900,
        replyDeadline: Int = 86_400, drawings: Int = 2, drawingWait: Int = 3,
        setUpAssets: String? = nil, owner: String? = nil, privacy: String? = nil, accessibilityContact: String? = nil
    ) {
        self.host = host
        self.port = port
        self.secureCookie = secureCookie
        self.sessionIdle = sessionIdle
        self.sessionMax = sessionMax
        self.pageSize = pageSize
        self.signInAttempts = signInAttempts
        self.signInWindow = signInWindow
        self.replyDeadline = replyDeadline
        self.drawings = drawings
        self.drawingWait = drawingWait
        self.setUpAssets = setUpAssets
        self.owner = owner
        self.privacy = privacy
        self.accessibilityContact = accessibilityContact
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import HTTPTypes
internal import Hummingbird

/// The cookies of the desk: never readable by a page, never sent from another site, bound to this host over TLS.
struct SessionCookie: Sendable {
    private let name: String
    /// The name as it stands before a value.
    private let start: String
    private let isSecure: Bool
    private var sameSite = Cookie.SameSite.strict
    /// Seconds; nothing for a cookie that ends with the browser.
    private var life: Int?

    static func session(secure: Bool) -> SessionCookie { SessionCookie("esenzioni", secure) }

    /// Ties the sign-in form to the browser that asked for it, before there is a session.
    static func signIn(secure: Bool) -> SessionCookie { SessionCookie("esenzioni-accesso", secure) }

    /// Says that a browser was here before; it lets nobody in.
    static func browser(secure: Bool) -> SessionCookie {
        var cookie = SessionCookie("esenzioni-dispositivo", secure)
        cookie.life = 180 * 86_400
        return cookie
    }

    /// Ties a sign-in at the broker to the browser that began it. It has to come back with an address that the broker's page
    /// calls, so it cannot be strict.
    static func openID(secure: Bool) -> SessionCookie {
        var cookie = SessionCookie("esenzioni-openid", secure)
        cookie.sameSite = .lax
        cookie.life = 600
        return cookie
    }

    /// Where such a sign-in leads in the end.
    static func openIDNext(secure: Bool) -> SessionCookie {
        var cookie = SessionCookie("esenzioni-poi", secure)
        cookie.sameSite = .lax
        cookie.life = 600
        return cookie
    }

    private init(_ name: String, _ isSecure: Bool) {
        self.name = (isSecure ? "__Host-" : "") + name
        start = self.name + "="
        self.isSecure = isSecure
    }

    func token(in request: Request) -> SecretToken? { value(in: request).flatMap { SecretToken($0) } }

    /// The first of that name (RFC 6265 §5.4). Read here, since every page asks twice and the library takes all cookies apart
    /// each time, letter by letter.
    func value(in request: Request) -> String? {
        for field in request.headers[values: .cookie] {
            for pair in field.utf8.split(separator: UInt8(ascii: ";")) {
                let pair = pair.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
                if pair.starts(with: start.utf8) { return String(pair.dropFirst(start.utf8.count)) }
            }
        }
        return nil
    }

    func set(_ token: SecretToken, on response: inout Response) { set(token.value, on: &response) }

    func set(_ value: String, on response: inout Response) {
        response.setCookie(
            Cookie(
                name: name, value: value, maxAge: life, path: "/", secure: isSecure, httpOnly: true,
                sameSite: sameSite))
    }

    func clear(on response: inout Response) {
        response.setCookie(
            Cookie(
                name: name, value: "", maxAge: 0, path: "/", secure: isSecure, httpOnly: true, sameSite: sameSite))
    }
}

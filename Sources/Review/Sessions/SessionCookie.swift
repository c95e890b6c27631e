// SPDX-License-Identifier: EUPL-1.2

internal import Hummingbird

/// The cookies of the desk: never readable by a page, never sent from another site, bound to this host over TLS.
struct SessionCookie: Sendable {
    private let name: String
    private let isSecure: Bool

    static func session(secure: Bool) -> SessionCookie { SessionCookie("esenzioni", secure) }

    /// Ties the sign-in form to the browser that asked for it, before there is a session.
    static func signIn(secure: Bool) -> SessionCookie { SessionCookie("esenzioni-accesso", secure) }

    private init(_ name: String, _ isSecure: Bool) {
        self.name = (isSecure ? "__Host-" : "") + name
        self.isSecure = isSecure
    }

    func token(in request: Request) -> SecretToken? { request.cookies[name].flatMap { SecretToken($0.value) } }

    func set(_ token: SecretToken, on response: inout Response) {
        response.setCookie(
            Cookie(
                name: name, value: token.value, path: "/", secure: isSecure, httpOnly: true, sameSite: .strict))
    }

    func clear(on response: inout Response) {
        response.setCookie(
            Cookie(
                name: name, value: "", maxAge: 0, path: "/", secure: isSecure, httpOnly: true, sameSite: .strict))
    }
}

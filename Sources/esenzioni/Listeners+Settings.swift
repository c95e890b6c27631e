// SPDX-License-Identifier: EUPL-1.2

internal import Identity
internal import Review
internal import Settings
internal import SystemPackage

extension Listener {
    /// Where the daemon waits for connections, by the configuration.
    ///
    /// - Parameter authorities: those whose cards let people in, where that is a way in.
    /// - Throws: `DoorFault`.
    static func all(_ settings: DaemonSettings, authorities: ClientAuthorities?) throws -> [Listener] {
        let web = settings.web
        let signIn = settings.signIn
        var listeners = [
            Listener(
                .pages, at: .host(web.host, port: web.port), tls: try tls(web, .anybody, key: "web.tls_certificate"))
        ]
        if let port = signIn.certificate.port {
            listeners.append(
                try secure(
                    .certificate, web, port: port, .mayShowCertificate(of: authorities?.certificates ?? []),
                    key: "sign_in.certificate.port"))
        }
        if let socket = signIn.gateway.socket {
            let mode = UInt32(signIn.gateway.socketMode, radix: 8) ?? 0o600
            listeners.append(Listener(.gateway, at: .socket(socket.string, mode: mode)))
        }
        if let port = signIn.gateway.port, let proxies = signIn.gateway.proxyAuthorities {
            listeners.append(
                try secure(
                    .gateway, web, port: port, .mustShowCertificate(of: proxies.string), key: "sign_in.gateway.port"))
        }
        return listeners
    }

    private static func secure(
        _ entrance: Entrance, _ web: WebSettings, port: Int, _ peer: ServerTLS.Peer, key: String
    ) throws -> Listener {
        guard let tls = try tls(web, peer, key: key) else {
            throw DoorFault(key: key, message: "richiede web.tls_certificate e web.tls_key")
        }
        return Listener(entrance, at: .host(web.host, port: port), tls: tls)
    }

    private static func tls(_ web: WebSettings, _ peer: ServerTLS.Peer, key: String) throws -> ServerTLS? {
        guard let certificate = web.tlsCertificate, let privateKey = web.tlsKey else { return nil }
        try SecretFile.check(privateKey, key: "web.tls_key")
        do {
            return try ServerTLS(certificate: certificate.string, key: privateKey.string, peer: peer)
        } catch {
            throw DoorFault(key: key, message: "certificato o chiave non utilizzabili: \(error)")
        }
    }
}

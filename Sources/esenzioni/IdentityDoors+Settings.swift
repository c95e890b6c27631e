// SPDX-License-Identifier: EUPL-1.2

internal import Identity
internal import Review
internal import Settings

extension IdentityDoors {
    /// The ways in that are switched on.
    ///
    /// - Throws: `DoorFault`.
    init(_ settings: SignInSettings) throws {
        self.init(
            certificates: try Self.certificates(settings.certificate), gateway: try Self.gateway(settings.gateway),
            openID: try Self.openID(settings.openID))
    }

    private static func certificates(_ settings: CertificateSettings) throws -> WatchedAuthorities? {
        guard settings.port != nil else { return nil }
        let watched: WatchedAuthorities
        do {
            watched = try WatchedAuthorities(
                folder: settings.authorities,
                rules: .init(
                    requiresRevocationList: settings.requiresRevocationList, policies: settings.policies))
        } catch {
            throw DoorFault(
                key: "sign_in.certificate.authorities",
                message: "la cartella \(settings.authorities) non si può leggere")
        }
        guard watched.current.authorities > 0 else {
            throw DoorFault(
                key: "sign_in.certificate.authorities",
                message:
                    "in \(settings.authorities) non c'è il certificato di alcuna autorità: nessuno potrebbe entrare")
        }
        return watched
    }

    private static func gateway(_ settings: GatewaySettings) throws -> GatewayHeaders {
        let rules = try settings.irideKey.map { path in
            let key = try SecretFile.bytes(path, key: "sign_in.gateway.iride_key")
            guard key.count >= 32 else {
                throw DoorFault(key: "sign_in.gateway.iride_key", message: "una chiave ha almeno 32 byte")
            }
            return IrideRules(
                key: key, maxAge: settings.irideMaxAgeMinutes * 60, minLevel: settings.irideMinLevel)
        }
        return GatewayHeaders(header: settings.header, irideHeader: settings.irideHeader, iride: rules)
    }

    private static func openID(_ settings: OpenIDSettings) throws -> OpenIDClient? {
        guard let issuer = settings.issuer, let clientID = settings.clientID, let redirect = settings.redirect else {
            return nil
        }
        let secret = try settings.clientSecret.map {
            String(decoding: try SecretFile.bytes($0, key: "sign_in.openid.client_secret"), as: UTF8.self)
        }
        return OpenIDClient(
            rules: OpenIDRules(
                issuer: issuer, clientID: clientID, clientSecret: secret, redirect: redirect, claim: settings.claim,
                scopes: settings.scopes, levels: settings.levels, choiceParameter: settings.choiceParameter),
            transport: BrokerTransport.ask, clock: House.clock)
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Settings

/// The keys of the ways in: what would open a door too wide does not start at all.
@Suite struct DoorSettingsTests {
    @Test(arguments: [
        ("web: {tls_certificate: a.pem}", "web.tls_certificate: certificato e chiave vanno indicati insieme"),
        ("web: {tls_key: a.key}", "web.tls_key: certificato e chiave vanno indicati insieme"),
        (
            "sign_in: {gateway: {port: 8445}}",
            "sign_in.gateway.port: serve anche proxy_authorities: senza il certificato del proxy chiunque potrebbe dirsi chiunque"
        ),
        (
            "sign_in: {gateway: {socket_mode: 777}}",
            "sign_in.gateway.socket_mode: ci vogliono tre cifre ottali, come 660"
        ),
        (
            "sign_in: {gateway: {header: 'Shib Identita'}}",
            "sign_in.gateway.header: il nome di un'intestazione HTTP ha solo lettere, cifre e trattini"
        ),
        (
            "sign_in: {gateway: {start: '//altrove.example'}}",
            "sign_in.gateway.start: ci vuole un percorso che comincia con /"
        ),
        (
            "sign_in: {openid: {issuer: 'https://broker.example'}}",
            "sign_in.openid.issuer: servono anche client_id e redirect"
        ),
        ("sign_in: {certificate: {port: 0}}", "sign_in.certificate.port: una porta va da 1 a 65535"),
        ("web: {host: 0.0.0.0}", Self.inClear), ("web: {host: '::'}", Self.inClear),
        ("web: {host: esenzioni.example}", Self.inClear), ("web: {host: 127.0.0.1.example}", Self.inClear),
    ])
    func `what opens a door too wide, or half, is refused`(yaml: String, problem: String) throws {
        #expect(try SettingsFile(yaml).problems() == ["esenzioni.yml:1: \(problem)"])
    }

    private static let inClear =
        "web.host: da altre macchine si arriva solo con TLS: indicare web.tls_certificate e web.tls_key, oppure web.secure_cookie: true se davanti c'è un proxy con TLS, oppure 127.0.0.1"

    @Test(arguments: [
        "web: {host: 0.0.0.0, tls_certificate: a.pem, tls_key: a.key}", "web: {host: 0.0.0.0, secure_cookie: true}",
        "web: {host: 127.0.0.2}", "web: {host: localhost}", "web: {host: '::1'}",
    ])
    func `pages go to other machines over TLS, and to this one as it is said`(yaml: String) throws {
        #expect(try SettingsFile(yaml).problems().isEmpty)
    }

    @Test(arguments: [
        ("http://broker.example", false), ("http://localhost.example", false), ("http://127.0.0.1.example", false),
        ("ftp://broker.example", false), ("https://", false), ("https://a b", false), ("https://a#b", false),
        ("https://broker.example/realms/spid", true), ("http://localhost:8080", true), ("http://127.0.0.1/x", true),
    ])
    func `secrets travel in clear within the machine only`(address: String, isWell: Bool) {
        #expect((WebAddress.fault(address) == nil) == isWell)
    }

    @Test func `every way but that of the credentials is off until it is switched on`() throws {
        #expect(try SettingsFile("").load().signIn.ways == ["credenziali"])
        let all = """
            sign_in:
              certificate: {port: 8444}
              gateway: {socket: g.sock}
              openid: {issuer: 'https://b', client_id: c, redirect: 'https://d/accesso/openid/ritorno'}
            """
        #expect(try SettingsFile(all).load().signIn.ways == ["credenziali", "certificato", "gateway", "openid"])
    }
}

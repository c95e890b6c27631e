// SPDX-License-Identifier: EUPL-1.2

import Crypto
import Domain
import Foundation
import Identity
import Testing

/// What the gateway's headers say, and when they are believed.
@Suite struct GatewayHeadersTests {
    private static let header = "Shib-Identita-CodiceFiscale"
    private static let token = "Shib-Iride-IdentitaDigitale"
    private static let person = "LBRCRD53H10D205E"
    /// 19 January 2026, 10:00:00 in Italy.
    private static let now = Timestamp(seconds: 1_768_813_200)
    private static let key = Array("una chiave di almeno trentadue byte!".utf8)

    private let plain = GatewayHeaders(header: header, irideHeader: token)
    private let keyed = GatewayHeaders(
        header: header, irideHeader: token, iride: IrideRules(key: key, maxAge: 900, minLevel: 2))

    private static func field(_ value: String, _ name: String = header) -> GatewayHeaders.Field {
        GatewayHeaders.Field(name: name, value: value)
    }

    @Test(arguments: [person, person.lowercased(), "TINIT-\(person)"])
    func `one header with a sound code names the person`(value: String) throws {
        #expect(try plain.fiscalCode(in: [Self.field(value)], at: Self.now).value == Self.person)
    }

    @Test(arguments: [
        "LBRCRD53H10D205X", " LBRCRD53H10D205E", "LBRCRD53H10D205E ", "LBRCRD53H10 D205E",
        "LBRCRD53H10D205E;VNTRLA92B26C688M",
        "LBRCRD53H10D205E, LBRCRD53H10D205E", "01234567897", "STP0123456789012", "LBRCRD53H10D205\u{0190}",
        "ＬBRCRD53H10D205E", "null", "(null)", "TINIT-", "LBRCRD53H10D205E\u{0}",
    ])
    func `a value that is no code is refused`(value: String) {
        #expect(throws: GatewayRefusal.codeUnsound) { try plain.fiscalCode(in: [Self.field(value)], at: Self.now) }
    }

    @Test func `none is none`() {
        for fields in [[], [Self.field("")], [Self.field(Self.person, "Shib-Email")]] {
            #expect(throws: GatewayRefusal.absent) { try plain.fiscalCode(in: fields, at: Self.now) }
        }
    }

    @Test(arguments: [
        [header, header], [header, "shib_identita_codicefiscale"], ["Shib_Identita_CodiceFiscale"],
        ["ShibIdentitaCodiceFiscale"], [header, "SHIB-IDENTITA--CODICEFISCALE"], ["Shib-Identita-CodiceFiscale-"],
    ])
    func `two that could be taken for each other, or one that is not quite it, are refused`(names: [String]) {
        let fields = names.map { Self.field(Self.person, $0) }
        #expect(throws: GatewayRefusal.ambiguous) { try plain.fiscalCode(in: fields, at: Self.now) }
    }

    @Test(arguments: [
        header, "shib-identita-codicefiscale", "SHIB_IDENTITA_CODICEFISCALE", "ShibIdentitaCodiceFiscale", token,
        "Shib-Email", "Shib-Session-ID", "shib_anything", "Mellon-NameID", "MELLON_x", "OIDC-CLAIM-sub",
        "OIDC_CLAIM_fiscalNumber",
        "Remote-User", "REMOTE_USER", "X-Remote-User",
    ])
    func `names that tell who somebody is are known in every spelling`(name: String) {
        #expect(plain.isIdentity(name))
    }

    @Test(arguments: ["Accept", "X-Forwarded-For", "User-Agent", "Cookie", "Host", "X-Request-Id", "Sec-Fetch-Site"])
    func `others are not`(name: String) { #expect(!plain.isIdentity(name)) }

    private static func iride(
        _ code: String = person, at moment: String = "20260119095959", level: String = "2", key: [UInt8] = key,
        hex: Bool = false
    ) -> String {
        let signed = "\(code)/CORRADO/ALBERI/IdP/\(moment)/\(level)"
        let mac = Array(HMAC<SHA256>.authenticationCode(for: Data(signed.utf8), using: SymmetricKey(data: key)))
        let text =
            hex ? mac.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() : Data(mac).base64EncodedString()
        return "\(signed)/\(text)"
    }

    private func keyedCode(_ token: String?, code: String = person) throws -> String {
        let fields = [Self.field(code)] + (token.map { [Self.field($0, Self.token)] } ?? [])
        return try keyed.fiscalCode(in: fields, at: Self.now).value
    }

    @Test func `a token of Iride with the right code of authentication is believed`() throws {
        #expect(try keyedCode(Self.iride()) == Self.person)
        #expect(try keyedCode(Self.iride(hex: true)) == Self.person)
        #expect(try keyedCode(Self.iride(at: "20260119100030")) == Self.person)
    }

    /// 02:30 in the morning of the day that has this hour twice, each time it comes, and 03:30.
    @Test(arguments: [(-3600, true), (0, true), (3600, false)])
    func `in the hour that comes twice a fresh token is fresh both times`(_ seconds: Int64, isFresh: Bool) throws {
        let now = Timestamp(seconds: 1_792_891_800 + seconds)
        let fields = [Self.field(Self.person), Self.field(Self.iride(at: "20261025022500"), Self.token)]
        if isFresh {
            #expect(try keyed.fiscalCode(in: fields, at: now).value == Self.person)
        } else {
            #expect(throws: GatewayRefusal.tokenOld) { try keyed.fiscalCode(in: fields, at: now) }
        }
    }

    @Test func `any other token is refused`() {
        let cases: [(String?, GatewayRefusal)] = [
            (nil, .tokenAbsent), ("", .tokenAbsent), ("a/b", .tokenUnsound),
            (Self.iride(key: Array("un'altra chiave di trentadue byte ...".utf8)), .tokenForged),
            (Self.iride().replacing("CORRADO", with: "CORRADA"), .tokenForged),
            (Self.iride(at: "20260119094459"), .tokenOld), (Self.iride(at: "20260119100200"), .tokenOld),
            (Self.iride(at: "20260230100000"), .tokenUnsound), (Self.iride(level: "1"), .levelTooLow),
            (Self.iride("VNTRLA92B26C688M"), .personsDiffer), (Self.iride("LBRCRD53H10D205X"), .codeUnsound),
        ]
        for (token, refusal) in cases {
            #expect(throws: refusal, "\(token ?? "none")") { try keyedCode(token) }
        }
    }

    @Test func `with a key configured the header alone is worth nothing at the sign-in`() throws {
        #expect(throws: GatewayRefusal.tokenAbsent) { try keyedCode(nil) }
        let later = try keyed.fiscalCode(in: [Self.field(Self.person)], at: Self.now, withToken: false)
        #expect(later.value == Self.person)
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Hummingbird
import Identity
import Storage
import TestSupport
import Testing

@testable import Review

/// What is shown is on record before it is shown, or it is not shown.
@Suite struct AccessRecordTests {
    private static let person = TestHouse.person("TRNNLL53H10I462M")

    /// The acts on record about the sample's person.
    private func acts(_ desk: TestDesk) async throws -> [String] {
        try await desk.house.reader.accesses(to: Self.person).map { "\($0.entry.act) \($0.entry.outcome)" }
    }

    @Test func `each look has an entry with who, from where, which practice and which person`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            for page in ["/?cognome=tren", "/pratiche/\(number)", "/pratiche/\(number)/cronologia"] {
                let shown = try await visitor.get(page)
                #expect(shown.status == .ok)
            }
        }
        let lines = try await desk.house.reader.accesses(to: Self.person)
        #expect(lines.map(\.entry.act) == ["RICERCA", "DETTAGLIO", "CRONOLOGIA"])
        #expect(lines.allSatisfy { $0.practice == number.value && $0.entry.actor == TestHouse.doctor.fiscalCode.value })
        #expect(lines.allSatisfy { $0.entry.role == "OPERATORE_ASL_DISTRETTO" && $0.entry.session?.utf8.count == 16 })
        #expect(lines.first?.entry.detail == "/?cognome=tren")
    }

    @Test func `a decision is one entry, made with it`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            _ = try await visitor.submit("/pratiche/\(number)/presa-in-carico", from: "/pratiche/\(number)")
            _ = try await visitor.submit("/pratiche/\(number)/presa-in-carico", from: "/pratiche/\(number)")
            _ = try await visitor.submit("/pratiche/\(number)/respingi", from: "/pratiche/\(number)")
        }
        #expect(
            try await acts(desk) == [
                "DETTAGLIO ESEGUITO", "PRESA_IN_CARICO ESEGUITO", "DETTAGLIO ESEGUITO", "PRESA_IN_CARICO RIFIUTATO",
                "DETTAGLIO ESEGUITO", "RICHIESTA_CONFERMA ESEGUITO",
            ])
    }

    @Test func `signing in, failing to and leaving are on record, without what was typed`() async throws {
        let desk = try TestDesk()
        try await desk.run(as: TestHouse.doctor) { visitor in
            _ = try await visitor.submit("/uscita", from: "/")
            _ = try await visitor.trySignIn("una password nel campo sbagliato")
            _ = try await visitor.trySignIn(TestHouse.doctor.fiscalCode.value, password: "sbagliata")
        }
        let entries = try await desk.house.reader.accessEntries()
        let told = entries.filter { ["ACCESSO", "USCITA"].contains($0.act) }.map {
            "\($0.act) \($0.actor) \($0.outcome)"
        }
        let doctor = TestHouse.doctor.fiscalCode.value
        #expect(
            told == [
                "ACCESSO \(doctor) ESEGUITO", "USCITA \(doctor) ESEGUITO", "ACCESSO sconosciuto RIFIUTATO",
                "ACCESSO \(doctor) RIFIUTATO",
            ])
        #expect(!entries.contains { "\($0)".contains("campo sbagliato") })
    }

    @Test func `where the log cannot be written no page shows anything`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let hash = TestHouse.known(try await desk.house.dossier(number).documents.first).sha256
        let waiting = try await desk.house.file(SampleCertificate(person: nil, findings: [Finding(.fiscalCodeMissing)]))
        try await desk.run(as: TestHouse.doctor) { visitor in
            let token = TestHouse.known(try await visitor.get("/").value(of: "gettone"))
            desk.house.faults.note(.notDurable("prova"))
            let addresses = RouteAddresses(
                number: number.value, sha256: hash.value, message: "m", id: "\(waiting.id.value)")
            // Leaving comes last: afterwards nobody is signed in.
            let routes = try desk.declaredRoutes().filter { $0.act != .impersonal }
            for route in routes.filter({ $0.path != "/uscita" }) + routes.filter({ $0.path == "/uscita" }) {
                let path = try #require(addresses.path(of: route.path), "a parameter of \(route.path) is unknown here")
                let page =
                    route.method == .post
                    ? try await visitor.post(path, ["gettone": token, "versione": "1"]) : try await visitor.get(path)
                #expect([.serviceUnavailable, .internalServerError].contains(page.status), "\(route.method) \(path)")
                #expect(!page.text.contains("TRENTASEI") && !page.text.contains(Self.person.value), "\(path)")
            }
        }
    }

    @Test(arguments: Entrance.allCases)
    func `every route behind the sign-in says what it does, and all others are known`(entrance: Entrance) throws {
        let register = RouteRegister()
        let broker = OpenIDClient(
            rules: OpenIDRules(issuer: "https://broker.example", clientID: "e", redirect: "https://e.example"),
            transport: { _ in throw OpenIDRefusal.providerUnreachable }, clock: { Timestamp(seconds: 0) })
        let desk = try TestDesk().desk(doors: IdentityDoors(openID: broker))
        let router = try ReviewApplication(desk: desk).router(entrance, register: register)
        let declared = Set(register.routes.map(\.name))
        let all = Set(router.routes.map { "\($0.method) \($0.path)" }.filter { !$0.hasPrefix("HEAD") })
        #expect(all.subtracting(declared) == RouteAddresses.withoutSignIn(at: entrance))
        #expect(declared.isSubset(of: all))
    }
}

extension TestDesk {
    /// The routes behind the sign-in of a listener, as they declare themselves.
    func declaredRoutes(at entrance: Entrance = .pages) throws -> [DeclaredRoute] {
        let register = RouteRegister()
        _ = try ReviewApplication(desk: desk()).router(entrance, register: register)
        return register.routes
    }
}

extension DeclaredRoute {
    /// As the tables of the tests name it.
    var name: String { "\(method) \(path)" }
}

/// Real values for the parameters of routes.
struct RouteAddresses: Sendable {
    let number: String
    let sha256: String
    let message: String
    let id: String

    /// What may be asked for by anybody; whatever else is added without sign-in has to be thought about here.
    static func withoutSignIn(at entrance: Entrance) -> Set<String> {
        let everywhere: Set = [
            "GET /accesso", "POST /accesso", "GET /livez", "GET /readyz", "GET /metrics", "GET /assets/{name}",
            "GET /accessibilita", "GET /accesso/openid", "GET /accesso/openid/ritorno",
        ]
        return switch entrance {
        case .pages: everywhere
        case .certificate: everywhere.union(["GET /accesso/certificato"])
        case .gateway: everywhere.union(["GET /accesso/gateway"])
        }
    }

    /// Nothing where the route has a parameter that nobody thought of.
    func path(of route: String) -> String? {
        let values = [
            "{number}": number, "{sha256}": sha256, "{message}": message, "{id}": id, "{page}.png": "1.png",
            "{page}": "1",
        ]
        var parts: [String] = []
        for part in route.split(separator: "/").map(String.init) {
            if let value = values[part] {
                parts.append(value)
            } else if part.contains(where: { "{*".contains($0) }) {
                return nil
            } else {
                parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }
}

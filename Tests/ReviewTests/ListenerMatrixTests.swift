// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Review

/// Every route of every listener, made from the routers' own tables, for every role from every place and in every state.
@Suite struct ListenerMatrixTests {
    /// What a route asks of whoever is signed in, in other words than the product's.
    enum Needs: Hashable {
        /// Nothing but to be signed in.
        case nothing
        /// The practice within reach, to be looked at.
        case reach
        /// A right on a practice within reach.
        case practice(Right)
        /// Any right to decide on a practice within reach.
        case anyDecision
        case matching
        case administering
    }

    /// Whatever is added to a listener has to be thought about here.
    static let needs: [String: Needs] = [
        "GET /": .nothing, "GET /tasti": .nothing, "POST /tasti": .nothing, "GET /sessioni": .nothing,
        "GET /sessioni/resto": .nothing, "POST /sessioni/prolunga": .nothing, "POST /sessioni/chiudi": .nothing,
        "GET /ripresa": .nothing, "POST /ripresa/elimina": .nothing, "POST /uscita": .nothing,
        "GET /accesso/cambio": .nothing, "POST /accesso/cambio": .nothing,
        "GET /catalogo/esenzioni.json": .nothing, "GET /catalogo/diagnosi.json": .nothing,
        "GET /catalogo/validita.json": .nothing,
        "GET /pratiche/{number}": .reach, "GET /pratiche/{number}/cronologia": .reach,
        "GET /pratiche/{number}/documenti/{sha256}": .reach, "GET /pratiche/{number}/documenti.zip": .reach,
        "GET /pratiche/{number}/documenti/{sha256}/valori.json": .reach,
        "GET /pratiche/{number}/documenti/{sha256}/pagine/{page}.png": .reach,
        "GET /pratiche/{number}/documenti/{sha256}/pagine/{page}/testo": .reach,
        "GET /pratiche/{number}/catalogo": .reach, "GET /pratiche/{number}/respingi": .reach,
        "GET /pratiche/{number}/annulla": .reach, "GET /pratiche/{number}/valida": .reach,
        "GET /pratiche/{number}/presa-in-carico": .reach, "GET /pratiche/{number}/bozza": .reach,
        "GET /pratiche/{number}/bozza/elimina": .reach, "GET /pratiche/{number}/catalogo/scegli": .reach,
        "GET /pratiche/{number}/catalogo/dal-documento": .reach,
        "GET /pratiche/{number}/avvisi/{message}/invia": .reach,
        "POST /pratiche/{number}/avvisi/{message}/invia": .practice(.resendNotice),
        "POST /pratiche/{number}/presa-in-carico": .practice(.takeCharge),
        "POST /pratiche/{number}/valida": .practice(.validate),
        "POST /pratiche/{number}/respingi": .practice(.reject),
        "POST /pratiche/{number}/annulla": .practice(.cancelOpen),
        "POST /pratiche/{number}/bozza": .anyDecision, "POST /pratiche/{number}/bozza/elimina": .reach,
        "POST /pratiche/{number}/catalogo": .anyDecision,
        "POST /pratiche/{number}/catalogo/dal-documento": .anyDecision,
        "POST /pratiche/{number}/catalogo/scegli": .practice(.validate),
        "GET /documenti-da-abbinare": .matching, "POST /documenti-da-abbinare/{id}/verifica": .matching,
        "GET /documenti-da-abbinare/{id}/documento": .matching,
        "GET /documenti-da-abbinare/{id}/pagine/{page}.png": .matching,
        "GET /documenti-da-abbinare/{id}/pagine/{page}/testo": .matching,
        "GET /documenti-da-abbinare/{id}/abbina": .matching, "GET /documenti-da-abbinare/{id}/verifica": .matching,
        "POST /documenti-da-abbinare/{id}/abbina": .matching,
        "GET /documenti-da-abbinare/{id}/non-pertinente": .matching,
        "POST /documenti-da-abbinare/{id}/non-pertinente": .matching,
        "GET /stato": .administering, "GET /stato/quarantena": .administering,
        "GET /stato/quarantena/riprova": .administering, "POST /stato/quarantena/riprova": .administering,
        "GET /stato/quarantena/{id}": .administering, "POST /stato/quarantena/{id}/riprova": .administering,
    ]

    /// The table of AccessLog.md.
    private static let rights: [OperatorRole: Set<Right>] = [
        .districtOperator: [
            .takeCharge, .validate, .reject, .cancelOpen, .cancelValidated, .resendNotice, .matchDocuments,
        ],
        .districtSpecialist: [.takeCharge, .validate, .reject, .resendNotice],
        .hospitalSpecialist: [],
        .administrator: Set(Right.allCases),
    ]

    private static let everybody = Entrance.allCases.flatMap { entrance in
        OperatorRole.allCases.flatMap { role in Standing.allCases.map { (entrance, role, $0) } }
    }

    @Test(arguments: Entrance.allCases)
    func `no route of a listener is without an answer to who may`(entrance: Entrance) throws {
        let routes = try TestDesk().declaredRoutes(at: entrance).map(\.name)
        #expect(Set(routes) == Set(Self.needs.keys))
        #expect(routes.count == Self.needs.count)
    }

    @Test(arguments: Entrance.allCases)
    func `who is not signed in gets to the sign-in from every route, and nowhere else`(entrance: Entrance) async throws
    {
        let desk = try TestDesk()
        let scene = try await MatrixScene(desk.house)
        let before = try await desk.house.reader.accessEntries().count
        try await desk.run(at: entrance) { client in
            for (route, path) in try scene.routes(desk, entrance) {
                for headers: HTTPFields in [[:], [.cookie: "esenzioni=\(String(repeating: "0", count: 64))"]] {
                    var visitor = Visitor(client: client)
                    let page =
                        route.method == .post
                        ? try await visitor.post(path, ["versione": "1"], headers: headers)
                        : try await visitor.get(path, headers: headers)
                    #expect(page.status == .seeOther && page.location?.hasPrefix("/accesso") == true, "\(route.name)")
                    #expect(page.text.isEmpty)
                }
            }
        }
        #expect(try await desk.house.reader.accessEntries().count == before)
    }

    @Test(arguments: Entrance.allCases)
    func `no form is taken without the token of its session`(entrance: Entrance) async throws {
        let desk = try TestDesk()
        let scene = try await MatrixScene(desk.house)
        try await desk.run(as: Standing.person(.administrator, .ownASL), at: entrance) { visitor in
            var other = Visitor(client: visitor.client)
            try await other.signIn(as: Standing.person(.administrator, .ownASL))
            let strange = TestHouse.known(try await other.get("/").value(of: "gettone"))
            for (route, path) in try scene.routes(desk, entrance) where route.method == .post {
                for token in ["", "x", strange] {
                    let page = try await visitor.post(path, ["gettone": token, "versione": "1"])
                    #expect(page.status == .forbidden, "\(route.name)")
                }
            }
        }
        for number in scene.numbers { #expect(try await desk.house.dossier(number).practice.version <= 2) }
    }

    @Test(arguments: everybody)
    func `what is out of reach is as if it were not there`(
        entrance: Entrance, role: OperatorRole, standing: Standing
    ) async throws {
        let desk = try TestDesk()
        let scene = try await MatrixScene(desk.house)
        let exists = standing.seesPractice(role)
        let before = try await scene.versions(desk.house)
        try await desk.run(as: Standing.person(role, standing), at: entrance) { visitor in
            let list = try await visitor.get("/")
            #expect(scene.numbers.contains { list.text.contains($0.value) } == exists)
            let token = TestHouse.known(list.value(of: "gettone"))
            for route in try desk.declaredRoutes(at: entrance) where route.path.contains("{number}") {
                let nowhere = try await visitor.ask(route, try scene.nowhere.path(known: route.path), token)
                #expect(nowhere.status == .notFound, "\(route.name)")
                for addresses in scene.practices {
                    guard !exists || route.method == .get else { continue }
                    let page = try await visitor.ask(route, try addresses.path(known: route.path), token)
                    if exists {
                        // The sample's documents have no words to show.
                        #expect(page.status != .notFound || route.act == .recorded(.pageText), "\(route.name)")
                    } else {
                        #expect(page.status == .notFound && page.text == nowhere.text, "\(route.name)")
                    }
                }
            }
        }
        let seen = try await desk.house.reader.accesses(to: TestHouse.person("TRNNLL53H10I462M"))
        #expect(seen.isEmpty == !exists)
        #expect(try await scene.versions(desk.house) == before)
    }

    @Test(arguments: Entrance.allCases, OperatorRole.allCases)
    func `what a role has no right to is refused in every state, and changes nothing`(
        entrance: Entrance, role: OperatorRole
    ) async throws {
        let desk = try TestDesk()
        let scene = try await MatrixScene(desk.house)
        let person = Standing.person(role, .sender)
        let before = try await scene.versions(desk.house)
        let rights = Self.rights[role] ?? []
        let decisions: Set<Right> = [.takeCharge, .validate, .reject, .cancelOpen, .cancelValidated]
        try await desk.run(as: person, at: entrance) { visitor in
            let token = TestHouse.known(try await visitor.get("/").value(of: "gettone"))
            for route in try desk.declaredRoutes(at: entrance) where route.method == .post {
                switch Self.needs[route.name] {
                case .practice(let right) where !rights.contains(right): break
                case .anyDecision where rights.isDisjoint(with: decisions): break
                default: continue
                }
                for addresses in scene.practices {
                    let version = before[addresses.number] ?? 0
                    let page = try await visitor.ask(route, try addresses.path(known: route.path), token, version)
                    #expect(page.status == .forbidden, "\(route.name)")
                }
            }
        }
        #expect(try await scene.versions(desk.house) == before)
        for number in scene.numbers {
            #expect(try await desk.house.reader.draft(of: number, by: person.fiscalCode) == nil)
        }
    }

    @Test(arguments: everybody)
    func `documents without a person and the service are for those whom the table names`(
        entrance: Entrance, role: OperatorRole, standing: Standing
    ) async throws {
        let desk = try TestDesk()
        let scene = try await MatrixScene(desk.house)
        let mayMatch = Self.rights[role]?.contains(.matchDocuments) ?? false
        try await desk.run(as: Standing.person(role, standing), at: entrance) { visitor in
            let token = TestHouse.known(try await visitor.get("/").value(of: "gettone"))
            for route in try desk.declaredRoutes(at: entrance) {
                let isOne = route.path.contains("{id}")
                let path = try scene.waiting.path(known: route.path)
                switch Self.needs[route.name] {
                case .administering:
                    let page = try await visitor.ask(route, path, token)
                    #expect((page.status == .forbidden) == (role != .administrator), "\(route.name)")
                case .matching where !mayMatch:
                    #expect(try await visitor.ask(route, path, token).status == .forbidden, "\(route.name)")
                case .matching where isOne && !standing.isNear(role):
                    let page = try await visitor.ask(route, path, token)
                    let nowhere = try await visitor.ask(route, try scene.nowhere.path(known: route.path), token)
                    #expect([.notFound, .conflict].contains(page.status), "\(route.name)")
                    #expect(page.status == nowhere.status && page.text == nowhere.text, "\(route.name)")
                case .matching where route.method == .get:
                    let page = try await visitor.ask(route, path, token)
                    // Where forms are sent there is no page, but a way to the one that has them.
                    #expect([.ok, .seeOther].contains(page.status), "\(route.name)")
                    #expect(isOne || page.text.contains("attesa.pdf") == standing.isNear(role))
                default: break
                }
            }
        }
    }
}

/// Practices of every state and a document without a person, all of exemption 048.
struct MatrixScene: Sendable {
    let practices: [RouteAddresses]
    let numbers: [PracticeNumber]
    let waiting: RouteAddresses
    /// Numbers that were never given.
    let nowhere = RouteAddresses(
        number: "201901020399999999", sha256: String(repeating: "0", count: 64), message: "m", id: "999999")

    init(_ house: TestHouse) async throws {
        var practices: [RouteAddresses] = []
        var numbers: [PracticeNumber] = []
        for state in PracticeState.allCases {
            let number = try await house.reservedPractice(in: state)
            let dossier = try await house.dossier(number)
            numbers.append(number)
            practices.append(
                RouteAddresses(
                    number: number.value, sha256: TestHouse.known(dossier.documents.first).sha256.value,
                    message: dossier.notices.first?.messageID ?? "m", id: "1"))
        }
        var certificate = SampleCertificate(person: nil, exemption: "048", diagnosis: "000")
        certificate.district = "PINEROLESE"
        certificate.fileName = "attesa.pdf"
        let delivery = try await house.file(certificate)
        self.practices = practices
        self.numbers = numbers
        waiting = RouteAddresses(number: "", sha256: "", message: "", id: "\(delivery.id.value)")
    }

    /// The routes of a listener, with addresses of what is there.
    func routes(_ desk: TestDesk, _ entrance: Entrance) throws -> [(DeclaredRoute, String)] {
        try desk.declaredRoutes(at: entrance).map { route in
            let isPractice = route.path.contains("{number}")
            return (route, try (isPractice ? TestHouse.known(practices.first) : waiting).path(known: route.path))
        }
    }

    /// By number.
    func versions(_ house: TestHouse) async throws -> [String: Int] {
        var versions: [String: Int] = [:]
        for number in numbers { versions[number.value] = try await house.dossier(number).practice.version }
        return versions
    }
}

extension RouteAddresses {
    /// - Throws: where a route has a parameter that nobody thought of.
    func path(known route: String) throws -> String {
        try #require(path(of: route), "a parameter of \(route) is unknown")
    }
}

extension Visitor {
    /// Asks for what a route shows, or posts a form to it whose every field is sound.
    fileprivate mutating func ask(
        _ route: DeclaredRoute, _ path: String, _ token: String, _ version: Int = 1
    ) async throws -> ShownPage {
        guard route.method == .post else { return try await get(path) }
        let id = path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
        return try await post(
            path,
            [
                "gettone": token, "versione": "\(version)", "motivazione": "ALTRO", "durata": "illimitata",
                "esenzione": "013", "nota-interna": "una nota", "codice-fiscale-\(id)": "RSSMRA48R11B111I",
            ])
    }
}

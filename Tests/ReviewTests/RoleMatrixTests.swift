// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Review

/// Every route, made from the router's own table, for every role from every place, against the table of roles.
@Suite struct RoleMatrixTests {
    /// How an operator stands to the practices of the test.
    enum Standing: String, CaseIterable, Sendable {
        case ownASL, ownDistrict, otherDistrict, otherASL, noASL, withoutPermission, sender
    }

    private static let sender = TestHouse.person("AAAAAA00A11D000L")

    private static func person(_ role: OperatorRole, _ standing: Standing) -> Operator {
        let asls: [ASLCode] =
            switch standing {
            case .otherASL: [TestHouse.asl("010211")]
            case .noASL: []
            default: [TestHouse.asl("010203")]
            }
        let districts: [String] =
            switch standing {
            case .ownDistrict: ["PINEROLESE"]
            case .otherDistrict: ["AREA METROPOLITANA"]
            default: []
            }
        return Operator(
            fiscalCode: standing == .sender ? sender : TestHouse.doctor.fiscalCode, name: "DEMO", role: role,
            asls: asls, districts: districts, permissions: standing == .withoutPermission ? [] : [.reserved])
    }

    /// The table once more, in other words than the product's: whether a practice of ASL 010203, district PINEROLESE and
    /// exemption 048, sent by `sender`, exists for somebody.
    private static func exists(_ role: OperatorRole, _ standing: Standing) -> Bool {
        switch (role, standing) {
        case (_, .otherASL), (_, .otherDistrict), (_, .withoutPermission): false
        case (.administrator, _): true
        case (_, .noASL): false
        case (.hospitalSpecialist, .sender): true
        case (.hospitalSpecialist, _): false
        default: true
        }
    }

    private static let deciding: [OperatorRole: Set<DecisionAction>] = [
        .districtOperator: [.takeCharge, .validate, .reject, .cancel],
        .administrator: [.takeCharge, .validate, .reject, .cancel],
        .districtSpecialist: [.takeCharge, .validate, .reject],
        .hospitalSpecialist: [],
    ]

    private static let all = OperatorRole.allCases.flatMap { role in Standing.allCases.map { (role, $0) } }

    @Test(arguments: all)
    func `what is out of reach is as if it were not there`(role: OperatorRole, standing: Standing) async throws {
        let desk = try TestDesk()
        let number = try await desk.house.reservedPractice()
        let hash = TestHouse.known(try await desk.house.dossier(number).documents.first).sha256.value
        let absent = "2026010203" + "99999999"
        let exists = Self.exists(role, standing)
        try await desk.run(as: Self.person(role, standing)) { visitor in
            let list = try await visitor.get("/")
            #expect(list.text.contains(number.value) == exists)
            let token = TestHouse.known(list.value(of: "gettone"))
            for route in try desk.declaredRoutes() where route.path.contains("{number}") && route.method == .get {
                let address = { RouteAddresses(number: $0, sha256: hash, message: "m", id: "1").path(of: route.path) }
                let there = try #require(address(number.value), "a parameter of \(route.path) is unknown here")
                let nowhere = TestHouse.known(address(absent))
                let page = try await visitor.get(there)
                let other = try await visitor.get(nowhere)
                #expect(other.status == .notFound, "\(nowhere)")
                if exists {
                    // The sample's document has no words to show.
                    guard route.act != .recorded(.pageText) else { continue }
                    #expect(page.status != .notFound, "\(there)")
                } else {
                    #expect(page.status == other.status && page.text == other.text, "\(there)")
                }
            }
            for route in try desk.declaredRoutes() where route.path.contains("{number}") && route.method == .post {
                guard !exists else { continue }
                let address = { RouteAddresses(number: $0, sha256: hash, message: "m", id: "1").path(of: route.path) }
                let fields = ["gettone": token, "versione": "1"]
                let page = try await visitor.post(TestHouse.known(address(number.value)), fields)
                let other = try await visitor.post(TestHouse.known(address(absent)), fields)
                #expect(page.status == .notFound && page.text == other.text, "\(route.path)")
            }
        }
        let seen = try await desk.house.reader.accesses(to: TestHouse.person("TRNNLL53H10I462M"))
        #expect(seen.isEmpty == !exists)
        #expect(try await desk.house.dossier(number).practice.state == .received || exists)
    }

    @Test(arguments: OperatorRole.allCases, DecisionAction.allCases)
    func `each role decides what the table says, in each state`(role: OperatorRole, action: DecisionAction) async throws
    {
        for state in PracticeState.allCases {
            let desk = try TestDesk()
            let number = try await desk.house.reservedPractice(in: state)
            let before = try await desk.house.dossier(number).practice
            try await desk.run(as: Self.person(role, .sender)) { visitor in
                let token = TestHouse.known(try await visitor.get("/").value(of: "gettone"))
                let fields = [
                    "gettone": token, "versione": "\(before.version)", "motivazione": "ALTRO", "durata": "catalogo",
                    ConfirmationModel.confirmed: ConfirmationModel.yes,
                ]
                _ = try await visitor.post("/pratiche/\(number)/\(action.path)", fields)
            }
            let after = try await desk.house.dossier(number).practice
            let may = Self.deciding[role]?.contains(action) ?? false
            let follows = state.states(after: action)?.last
            #expect(after.state == (may ? follows ?? state : state), "\(state)")
            #expect((after.version > before.version) == (may && follows != nil), "\(state)")
        }
    }

    @Test(arguments: OperatorRole.allCases)
    func `documents without a person are for those who match them`(role: OperatorRole) async throws {
        let desk = try TestDesk()
        _ = try await desk.house.file(SampleCertificate(person: nil, findings: [Finding(.fiscalCodeMissing)]))
        let mayMatch = role == .districtOperator || role == .administrator
        try await desk.run(as: Self.person(role, .ownASL)) { visitor in
            for route in try desk.declaredRoutes() where route.path.hasPrefix("/documenti-da-abbinare") {
                guard route.method == .get else { continue }
                let path = TestHouse.known(
                    RouteAddresses(number: "", sha256: "", message: "", id: "1").path(of: route.path))
                let page = try await visitor.get(path)
                #expect(page.status == (mayMatch ? .ok : .forbidden), "\(path)")
            }
        }
    }

    @Test func `a document that speaks of 048 waits only for those who may know`() async throws {
        let desk = try TestDesk()
        _ = try await desk.house.file(
            SampleCertificate(person: nil, exemption: "048", diagnosis: "000", findings: [Finding(.fiscalCodeMissing)]))
        try await desk.run(as: Self.person(.districtOperator, .withoutPermission)) { visitor in
            let list = try await visitor.get("/documenti-da-abbinare")
            #expect(list.status == .ok && !list.text.contains("cert.pdf"))
            let document = try await visitor.get("/documenti-da-abbinare/1/documento")
            #expect(document.status == .notFound)
        }
    }

    @Test func `a practice that a document of 048 joins is gone for those who may not know`() async throws {
        let house = try TestHouse()
        let plain = Self.person(.districtOperator, .withoutPermission)
        let number = try await house.practice()
        #expect(try await house.reader.dossier(number, for: plain) != nil)
        try await house.practice(SampleCertificate(fileName: "altro.pdf", otherExemptions: ["048"]))
        #expect(try await house.reader.dossier(number, for: plain) == nil)
        #expect(try await house.reader.practices(PracticeFilter(), for: plain, page: 1, size: 9).total == 0)
        #expect(try await house.reader.practices(PracticeFilter(), for: TestHouse.doctor, page: 1, size: 9).total == 1)
    }

    @Test func `nobody without the permission can make a practice one of 048`() async throws {
        let house = try TestHouse()
        let number = try await house.practice()
        await #expect(throws: DecisionRefusal.notPermitted) {
            try await house.store.decide(
                DecisionRequest(
                    number: number, action: .validate, seenVersion: nil,
                    actor: Self.person(.districtOperator, .withoutPermission),
                    entry: DoctorEntry(exemption: TestHouse.code("048"))))
        }
    }
}

extension TestHouse {
    /// A practice of exemption 048 in district PINEROLESE of ASL 010203, in `state`.
    fileprivate func reservedPractice(in state: PracticeState = .received) async throws -> PracticeNumber {
        var certificate = SampleCertificate(exemption: "048", diagnosis: "000")
        certificate.district = "PINEROLESE"
        let number = try await practice(certificate)
        let path: [DecisionAction] =
            switch state {
            case .received: []
            case .inProgress: [.takeCharge]
            case .validated: [.validate]
            case .rejected: [.reject]
            case .cancelled: [.cancel]
            }
        for action in path {
            _ = try await store.decide(
                DecisionRequest(
                    number: number, action: action, seenVersion: nil, actor: Self.doctor, reason: .other,
                    entry: DoctorEntry(until: .unlimited)))
        }
        return number
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Review

/// Every decision and every document without a person, for every role, against the table of roles; `ListenerMatrixTests` does
/// so with every route.
@Suite struct RoleMatrixTests {
    private static let deciding: [OperatorRole: Set<DecisionAction>] = [
        .districtOperator: [.takeCharge, .validate, .reject, .cancel],
        .administrator: [.takeCharge, .validate, .reject, .cancel],
        .districtSpecialist: [.takeCharge, .validate, .reject],
        .hospitalSpecialist: [],
    ]

    @Test(arguments: OperatorRole.allCases, DecisionAction.allCases)
    func `each role decides what the table says, in each state`(role: OperatorRole, action: DecisionAction) async throws
    {
        for state in PracticeState.allCases {
            let desk = try TestDesk()
            let number = try await desk.house.reservedPractice(in: state)
            let before = try await desk.house.dossier(number).practice
            try await desk.run(as: Standing.person(role, .sender)) { visitor in
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
        try await desk.run(as: Standing.person(role, .ownASL)) { visitor in
            for route in try desk.declaredRoutes() where route.path.hasPrefix("/documenti-da-abbinare") {
                guard route.method == .get else { continue }
                let path = TestHouse.known(
                    RouteAddresses(number: "", sha256: "", message: "", id: "1").path(of: route.path))
                let page = try await visitor.get(path)
                #expect(mayMatch ? [.ok, .seeOther].contains(page.status) : page.status == .forbidden, "\(path)")
            }
        }
    }

    @Test func `a document that speaks of 048 waits only for those who may know`() async throws {
        let desk = try TestDesk()
        _ = try await desk.house.file(
            SampleCertificate(person: nil, exemption: "048", diagnosis: "000", findings: [Finding(.fiscalCodeMissing)]))
        try await desk.run(as: Standing.person(.districtOperator, .withoutPermission)) { visitor in
            let list = try await visitor.get("/documenti-da-abbinare")
            #expect(list.status == .ok && !list.text.contains("cert.pdf"))
            let document = try await visitor.get("/documenti-da-abbinare/1/documento")
            #expect(document.status == .notFound)
        }
    }

    @Test(arguments: ["048", "048.174"])
    func `a practice that a document of 048 joins is gone for those who may not know`(code: String) async throws {
        let house = try TestHouse()
        let plain = Standing.person(.districtOperator, .withoutPermission)
        let number = try await house.practice()
        #expect(try await house.reader.dossier(number, for: plain) != nil)
        try await house.practice(SampleCertificate(fileName: "altro.pdf", otherExemptions: [code]))
        #expect(try await house.reader.dossier(number, for: plain) == nil)
        #expect(try await house.reader.practices(PracticeFilter(), for: plain, page: 1, size: 9).total == 0)
        #expect(try await house.reader.practices(PracticeFilter(), for: TestHouse.doctor, page: 1, size: 9).total == 1)
    }

    @Test func `nobody without the permission can make a practice one of 048`() async throws {
        let house = try TestHouse()
        let number = try await house.practice()
        await #expect(throws: DecisionRefusal.exemptionReserved(TestHouse.code("048"))) {
            try await house.store.decide(
                DecisionRequest(
                    number: number, action: .validate, seenVersion: nil,
                    actor: Standing.person(.districtOperator, .withoutPermission),
                    entry: DoctorEntry(exemption: TestHouse.code("048"))))
        }
    }
}

extension TestHouse {
    /// A practice of exemption 048 in district PINEROLESE of ASL 010203, in `state`, about a person of that state.
    func reservedPractice(in state: PracticeState = .received) async throws -> PracticeNumber {
        var certificate = SampleCertificate(person: state.person, exemption: "048", diagnosis: "000")
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

extension PracticeState {
    /// An open practice for one person and exemption is the only one.
    fileprivate var person: String {
        switch self {
        case .received: "TRNNLL53H10I462M"
        case .inProgress: "RSSMRA48R11B111I"
        case .validated: "LBRCRD53H10D205E"
        case .rejected: "TRNBDT47C09D732S"
        case .cancelled: "AAAAAA00B77B000F"
        }
    }
}

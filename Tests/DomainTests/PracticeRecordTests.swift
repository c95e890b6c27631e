// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import Foundation
import TestSupport
import Testing

struct PracticeRecordTests {
    /// A validated practice as `practices show --json` prints one.
    static let sound = """
        {"number": "202501020300000007", "state": "VALIDATA", "version": 3, "asl": "010203", "district": "AREA M.CENTRO",
        "beneficiary": {"fiscalCode": "RSSMRA48R11B111I", "familyName": "ROSSI", "givenName": "MARIO"},
        "compiler": {"kind": "MEDICO", "fiscalCode": "AAAAAA00B77B000F"},
        "exemption": {"code": "044", "description": "Psicosi"}, "diagnosis": {"code": "2960"},
        "requestedAt": "2025-03-16T09:56:52+01:00", "updatedAt": "2025-04-02T10:00:01+02:00",
        "validFrom": "2025-04-02", "validUntil": "2030-04-02",
        "documents": [{"sha256": "aa", "name": "a.pdf", "role": "certificate", "sender": "ospedale"}],
        "history": [
        {"at": "2025-03-16T09:56:52+01:00", "actor": "AAAAAA00B77B000F", "role": "MEDICO_SPECIALISTA_CAS",
        "state": "INVIATA", "noteBeneficiary": "", "noteInternal": ""},
        {"at": "2025-04-01T10:00:00+02:00", "actor": "LBRCRD53H10D205E", "role": "OPERATORE_ASL_DISTRETTO",
        "state": "IN_LAVORAZIONE", "noteBeneficiary": "", "noteInternal": ""},
        {"at": "2025-04-02T10:00:01+02:00", "actor": "LBRCRD53H10D205E", "role": "OPERATORE_ASL_DISTRETTO",
        "state": "VALIDATA", "noteBeneficiary": "per lui", "noteInternal": "per noi"}],
        "findings": [{"code": "asl-assumed", "severity": "info", "message": "x"},
        {"code": "practice-imported", "severity": "info", "message": "x"},
        {"code": "already-exempt", "severity": "warning", "field": "exemptionCode",
        "message": "L'assistito ha già questa esenzione valida (202401020300000001)"}],
        "notices": [{"id": "202501020300000007-VALIDAZIONE-3", "kind": "VALIDAZIONE", "state": "ACCETTATO"}]}
        """

    static func checked(_ text: String, at day: String = "2026-01-19") throws -> ImportedPractice {
        let record = try JSONDecoder().decode(PracticeRecord.self, from: Data(text.utf8))
        let now = try #require(CalendarDay(iso: day)).romeStart
        return try record.checked(catalogue: TestHouse.catalogue.lookup, now: now)
    }

    @Test func `a sound record is the practice that it states, with its history and who has it in charge`() throws {
        let imported = try Self.checked(Self.sound)
        let practice = imported.practice
        #expect(practice.number.value == "202501020300000007")
        #expect(practice.number.progressive == 7)
        #expect(practice.state == .validated)
        #expect(practice.version == 3)
        #expect(practice.codes == CodePair(exemption: ExemptionCode("044"), diagnosis: DiagnosisCode("2960")))
        #expect(practice.validity?.until?.iso == "2030-04-02")
        #expect(practice.charge?.by.value == "LBRCRD53H10D205E")
        #expect(imported.history.map(\.state) == [.received, .inProgress, .validated])
        #expect(imported.history.last?.noteInternal == "per noi")
        #expect(
            imported.findings == [
                Finding(.aslAssumed), Finding(.alreadyExempt, field: .exemptionCode, detail: "202401020300000001"),
            ])
    }

    @Test func `a code that nobody knows is taken where a finding says so and it was never granted`() throws {
        let open = try Self.checked(
            Self.sound.replacing("\"code\": \"044\"", with: "\"code\": \"099\"")
                .replacing("VALIDATA", with: "RESPINTA").replacing("\"validFrom\": \"2025-04-02\",", with: "")
                .replacing("\"validUntil\": \"2030-04-02\",", with: "\"rejectionReason\": \"ALTRO\",")
                .replacing("\"asl-assumed\"", with: "\"exemption-unknown\""))
        #expect(open.practice.codes.exemption?.value == "099")
        #expect(open.findings.contains { $0.code == .exemptionUnknown })
        #expect(throws: ImportProblem.exemptionUnknown) {
            try Self.checked(
                Self.sound.replacing("\"code\": \"044\"", with: "\"code\": \"099\"")
                    .replacing("\"asl-assumed\"", with: "\"exemption-unknown\""))
        }
    }

    @Test(arguments: [
        ("\"202501020300000007\", \"state\"", "\"20250102030000000\", \"state\"", ImportProblem.invalid("number")),
        ("\"202501020300000007\", \"state\"", "\"202501020300000000\", \"state\"", .invalid("number")),
        ("\"202501020300000007\", \"state\"", "\"202501020399999999\", \"state\"", .invalid("number")),
        ("\"202501020300000007\", \"state\"", "\"202701020300000007\", \"state\"", .invalid("number")),
        ("\"familyName\": \"ROSSI\"", "\"familyName\": \"RO\\u0000SSI\"", .invalid("beneficiary.familyName")),
        ("\"actor\": \"AAAAAA00B77B000F\"", "\"actor\": \"x\"", .fiscalCode("history.actor")),
        ("\"asl\": \"010203\"", "\"asl\": \"010211\"", .numberOfAnotherASL),
        ("\"asl\": \"010203\"", "\"asl\": \"203\"", .invalid("asl")),
        ("\"state\": \"VALIDATA\", \"version\": 3", "\"state\": \"CHIUSA\", \"version\": 3", .invalid("state")),
        ("\"state\": \"VALIDATA\", \"version\": 3", "\"state\": \"ANNULLATA\", \"version\": 3", .historyState),
        ("\"version\": 3", "\"version\": 0", .invalid("version")),
        ("\"version\": 3", "\"version\": 9223372036854775807", .invalid("version")),
        ("RSSMRA48R11B111I", "RSSMRA48R11B111X", .fiscalCode("beneficiary.fiscalCode")),
        ("RSSMRA48R11B111I", "rssmra48r11b111i", .fiscalCode("beneficiary.fiscalCode")),
        ("\"fiscalCode\": \"AAAAAA00B77B000F\"", "\"fiscalCode\": \"X\"", .fiscalCode("compiler.fiscalCode")),
        ("\"kind\": \"MEDICO\"", "\"kind\": \"ALTRI\"", .invalid("compiler.kind")),
        ("\"code\": \"044\"", "\"code\": \"44\"", .invalid("exemption.code")),
        ("\"code\": \"044\"", "\"code\": \"099\"", .exemptionUnknown),
        ("\"code\": \"2960\"", "\"code\": \"29X\"", .invalid("diagnosis.code")),
        ("\"requestedAt\": \"2025-03-16T09:56:52+01:00\"", "\"requestedAt\": \"2025-03-16\"", .invalid("requestedAt")),
        ("\"requestedAt\": \"2025-03-16", "\"requestedAt\": \"2025-03-17", .timesOutOfOrder),
        ("\"updatedAt\": \"2025-04-02", "\"updatedAt\": \"2025-04-01", .timesOutOfOrder),
        ("\"at\": \"2025-04-01", "\"at\": \"2025-04-03", .timesOutOfOrder),
        ("\"updatedAt\": \"2025", "\"updatedAt\": \"2027", .timeInFuture),
        ("\"validFrom\": \"2025-04-02\", ", "", .validity),
        ("\"validUntil\": \"2030", "\"validUntil\": \"2020", .validity),
        ("\"validUntil\": \"2030-04-02\"", "\"validUntil\": \"2030-02-30\"", .invalid("validUntil")),
        ("\"exemption\": {\"code\": \"044\", \"description\": \"Psicosi\"}, ", "", .validity),
        ("\"documents\"", "\"rejectionReason\": \"ALTRO\", \"documents\"", .reason),
        ("\"state\": \"INVIATA\"", "\"state\": \"RESPINTA\"", .historyBroken),
        ("\"state\": \"IN_LAVORAZIONE\"", "\"state\": \"ANNULLATA\"", .historyBroken),
        ("\"role\": \"MEDICO_SPECIALISTA_CAS\"", "\"role\": \"BOH\"", .invalid("history.role")),
        ("\"code\": \"asl-assumed\"", "\"code\": \"boh\"", .invalid("findings.code")),
    ])
    func `a record with a fault is refused for that fault`(
        _ old: String, _ new: String, _ problem: ImportProblem
    ) throws {
        let text = Self.sound.replacing(old, with: new)
        #expect(text != Self.sound)
        #expect(throws: problem) { try Self.checked(text) }
    }

    @Test func `what was never validated has no validity, and a rejection has its reason`() throws {
        let rejected = Self.sound.replacing("VALIDATA", with: "RESPINTA")
        #expect(throws: ImportProblem.validity) { try Self.checked(rejected) }
        let without = rejected.replacing("\"validFrom\": \"2025-04-02\", \"validUntil\": \"2030-04-02\",", with: "")
        #expect(throws: ImportProblem.reason) { try Self.checked(without) }
        let sound = without.replacing("\"documents\"", with: "\"rejectionReason\": \"ALTRO\", \"documents\"")
        #expect(try Self.checked(sound).practice.rejectionReason == .other)
    }

    @Test func `each problem has a code of its own and says what to do`() {
        let problems: [ImportProblem] = [
            .malformed, .tooLong(9), .missing("a"), .invalid("a"), .fiscalCode("a"), .numberOfAnotherASL,
            .exemptionUnknown, .timesOutOfOrder, .timeInFuture, .validity, .reason, .historyBroken, .historyState,
            .conflict,
        ]
        #expect(Set(problems.map(\.code)).count == problems.count)
        #expect(problems.allSatisfy { $0.message.contains(":") })
    }
}

// SPDX-License-Identifier: EUPL-1.2
// Only for looking at the pages while they are made; never part of the product.

import Catalogue
import Domain
import Foundation
import Glibc
import Hummingbird
import Logging
import Review
import Storage
import SystemPackage

let arguments = CommandLine.arguments
let root = arguments.count > 1 ? arguments[1] : "."
let port = arguments.count > 2 ? Int(arguments[2]) ?? 8080 : 8080
let folder = FileManager.default.temporaryDirectory.appendingPathComponent("desk-demo-\(port)").path
if FileManager.default.fileExists(atPath: folder) { try FileManager.default.removeItem(atPath: folder) }
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)

func exemption(_ c: String, _ g: ExemptionEntry.Group, _ d: String, _ l: Domain.Duration?) -> ExemptionEntry {
    ExemptionEntry(code: ExemptionCode(c)!, group: g, description: d, duration: l, isCurrent: true)
}
let catalogue = ExemptionCatalogue(
    exemptions: [
        exemption("048", .chronic, "Soggetti affetti da patologie neoplastiche maligne, tumori di comportamento incerto", .years(5)),
        exemption("044", .chronic, "Psicosi", nil),
        exemption("054", .chronic, "Spondilite Anchilosante", .unlimited),
        exemption("026", .chronic, "Iperparatiroidismo, Iperparatiroidismo", .unlimited),
        exemption("RN0970", .rare, "Sindrome di Aarskog", nil),
    ],
    diagnoses: [
        DiagnosisEntry(code: DiagnosisCode("2960")!, exemption: ExemptionCode("044")!, description: "DIS MANIACALE, MONOEPIS", duration: .years(2)),
        DiagnosisEntry(code: DiagnosisCode("7200")!, exemption: ExemptionCode("054")!, description: "SPONDILITE ANCHILOSANT", duration: nil),
        DiagnosisEntry(code: DiagnosisCode("2520")!, exemption: ExemptionCode("026")!, description: "IPERPARATIROIDISMO", duration: nil),
    ],
    services: [
        ServiceEntry(code: "29", exemption: ExemptionCode("044")!, description: "VISITA PSICHIATRICA DI CONTROLLO - VISITA NEUROPSICHIATRICA INFANTILE DI CONTROLLO;", regime: "PIEMONTE AURA"),
        ServiceEntry(code: "29", exemption: ExemptionCode("044")!, description: "(* la prestazione riguarda il dosaggio dei farmaci eventualmente utilizzati", regime: "PIEMONTE AURA"),
        ServiceEntry(code: "29", exemption: ExemptionCode("044")!, description: "ACIDO VALPROICO (*);", regime: "PIEMONTE AURA"),
        ServiceEntry(code: "29", exemption: ExemptionCode("044")!, description: "AMITRIPTILINA (*);", regime: "PIEMONTE AURA"),
        ServiceEntry(code: "29", exemption: ExemptionCode("044")!, description: "CARBAMAZEPINA (*);", regime: "PIEMONTE AURA"),
        ServiceEntry(code: "235", exemption: ExemptionCode("048")!, description: "Secondo le condizioni cliniche individuali: LE PRESTAZIONI SANITARIE APPROPRIATE PER IL MONITORAGGIO DELLA PATOLOGIA", regime: "PIEMONTE AURA"),
    ],
    asls: [ASLEntry(code: ASLCode("010203")!, name: "ASL TO3"), ASLEntry(code: ASLCode("010211")!, name: "ASL CN2")])
let clock: @Sendable () -> Timestamp = { Timestamp(seconds: Int64(time(nil))) }
let store = try PracticeStore(
    folder: FilePath(folder), catalogue: catalogue.lookup,
    papers: PaperRenderer(notice: { _ in [60] }, receipt: { _ in [60] }), clock: clock)
try await store.addOperator(
    OperatorAccount(
        person: Operator(fiscalCode: FiscalCode("LBRCRD53H10D205E")!, name: "DEMO VENTICINQUE DEMO", role: .districtOperator, asls: [ASLCode("010203")!], districts: []),
        userName: "demo", password: try SecretHash(hashing: "demo"), pin: try SecretHash(hashing: "1234")))

func field(_ v: String, _ c: Confidence = .certain, page: Int? = nil, written: String? = nil) -> ExtractedField {
    ExtractedField(value: v, confidence: c, source: page == nil ? FieldSource(.cda, xpath: "/x") : FieldSource(.text, page: page), asWritten: written)
}
func drop(_ index: Int, _ fields: [FieldName: ExtractedField], _ findings: [Finding] = [], role: DocumentRole = .certificate, channel: Delivery.Channel = .hospital) async throws {
    let bytes = Array("document \(index)".utf8)
    let hash = try ContentHash.of(bytes)
    let id = try await store.register([Arrival(sender: "san-luigi", channel: channel, name: "2026/cert-\(index).pdf", sha256: hash, size: bytes.count, asl: ASLCode("010203")!, district: "AREA M.CENTRO")])
    _ = try await store.file(id[0], as: Extract(form: .pdfText, role: role, kind: .regionalCertificate, fields: fields, findings: findings))
}
let physician: [FieldName: ExtractedField] = [.physicianFiscalCode: field("AAAAAA00A11D000L"), .physicianName: field("ROSSI ANNA"), .issueDate: field("2026-03-02", page: 1), .structureName: field("A.O.U. San Luigi Gonzaga")]
try await drop(1, physician.merging([.beneficiaryFiscalCode: field("TRNNLL53H10I462M"), .beneficiaryFamilyName: field("TRENTASEI"), .beneficiaryGivenName: field("NELLO"), .exemptionCode: field("048", page: 1, written: "cod. 048"), .diagnosisCode: field("000")], uniquingKeysWith: { $1 }))
try await drop(2, physician.merging([.beneficiaryFiscalCode: field("RSSMRA48R11B111I"), .beneficiaryFamilyName: field("ROSSI"), .beneficiaryGivenName: field("MARIO"), .exemptionCode: field("054", .probable, page: 1), .diagnosisCode: field("7200", page: 1, written: "720.0"), .beneficiaryBirthDate: field("1948-10-11", .doubtful, page: 1)], uniquingKeysWith: { $1 }), [Finding(.exemptionProposed, detail: "7200"), Finding(.signatureAbsent), Finding(.sourcesDisagree, field: .diagnosisCode, detail: "7200 e 7201"), Finding(.exemptionMissing)])
try await drop(3, physician.merging([.beneficiaryFiscalCode: field("VNTRLA92B26C688M"), .beneficiaryFamilyName: field("VENTIDUE"), .beneficiaryGivenName: field("AUREL"), .exemptionCode: field("044"), .diagnosisCode: field("2960")], uniquingKeysWith: { $1 }))
try await drop(4, [.beneficiaryFiscalCode: field("TRNBDT47C09D732S"), .beneficiaryFamilyName: field("TRENTAQUATTRO"), .beneficiaryGivenName: field("BENEDETTO"), .exemptionCode: field("026"), .diagnosisCode: field("2520")], channel: .portal)
try await drop(5, [.beneficiaryFamilyName: field("BIANCHI", .doubtful, page: 1), .exemptionCode: field("026", page: 1)], [Finding(.fiscalCodeMissing)])
var logger = Logger(label: "desk")
logger.logLevel = .debug
let desk = Desk(
    store: store, catalogue: catalogue, templates: "\(root)/templates", assets: "\(root)/templates/assets",
    settings: DeskSettings(port: port, pageSize: 3), clock: clock,
    document: { _ in Array("the bytes".utf8) }, wake: {},
    readiness: { [ReadinessCheck(name: "inbox", isReady: true)] }, logger: logger)
let app = try await ReviewApplication.build(desk: desk)
try await app.runService()

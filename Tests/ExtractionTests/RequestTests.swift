// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import Extraction
import ReadingSamples
import SystemPackage
import Testing

/// Citizens' requests and cancellations, checked by the schemas that ship with the project.
struct RequestTests {
    private let extractor: Extractor

    init() throws {
        let root = FilePath(#filePath).removingLastComponent().pushing("../..").lexicallyNormalized()
        extractor = Extractor(
            catalogue: try SampleCatalogue.project(), wording: SampleWording.project,
            requests: try RequestSchemas(folder: root.appending("config").appending("schemas")))
    }

    private func read(_ request: SampleRequest) -> Extract { extractor.extract(request.bytes) }

    private static let attachments: [SampleRequest.Attachment] = [
        .init(name: "certificato.pdf", kind: "CM", sha256: String(repeating: "a", count: 64), issuedOn: "2026-01-12"),
        .init(
            name: "verbale $(rm) è.pdf", kind: "VI", sha256: String(repeating: "b", count: 64)),
    ]

    @Test func `a request yields person, codes, compiler, place and attachments, each with its place`() throws {
        let extract = read(SampleRequest(asl: "010203", district: "area m.centro", attachments: Self.attachments))
        #expect(extract.form == .requestXML)
        #expect(extract.role == .request)
        #expect(extract.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
        #expect(extract.value(.beneficiaryBirthDate) == "1948-10-11")
        #expect(extract.value(.exemptionCode) == "044")
        #expect(extract.value(.diagnosisCode) == "2960")
        #expect(
            extract.fields[.beneficiaryFiscalCode]?.source
                == FieldSource(.request, xpath: "/r:richiesta/r:beneficiario/r:codiceFiscale"))
        #expect(extract.findings.isEmpty)
        let request = try #require(extract.request)
        #expect(request.submitter.kind == .citizen)
        #expect(request.submitter.fiscalCode?.value == "RSSMRA48R11B111I")
        #expect(request.asl?.value == "010203")
        #expect(request.district == "AREA M.CENTRO")
        #expect(request.submittedAt == Timestamp(seconds: 1_768_813_200))
        #expect(request.note == "Allego il certificato & il verbale")
        #expect(request.attachments.map(\.kind) == [.certificate, .invalidityReport])
        #expect(request.attachments[0].issuedOn == CalendarDay(iso: "2026-01-12"))
    }

    @Test func `what a request leaves out is told like that of any document`() {
        let extract = read(SampleRequest(exemption: nil, diagnosis: nil))
        #expect(extract.codes == [.exemptionMissing, .diagnosisMissing])
        #expect(extract.fields[.exemptionCode] == nil)
        #expect(extract.request?.asl == nil)
    }

    @Test func `an unsound person and unknown codes are doubtful, never silent`() {
        let extract = read(SampleRequest(beneficiary: "RSSMRA48R11B111A", exemption: "099"))
        #expect(extract.confidence(.beneficiaryFiscalCode) == .doubtful)
        #expect(extract.codes.isSuperset(of: [.fiscalCodeInvalid, .exemptionUnknown, .identityMismatch]))
    }

    @Test func `a name of somebody else is told`() {
        #expect(read(SampleRequest(family: "BIANCHI")).codes == [.identityMismatch])
    }

    @Test func `a delegate asks for another, a citizen does not`() {
        let delegate = read(SampleRequest(compilerKind: "DELEGATO", compiler: "VNTRLA92B26C688M"))
        #expect(delegate.request?.submitter.kind == .delegate)
        #expect(delegate.findings.isEmpty)
        let citizen = read(SampleRequest(compiler: "VNTRLA92B26C688M"))
        #expect(citizen.codes == [.identityMismatch])
    }

    @Test func `a request that lists itself is refused, since it could never be complete`() {
        let hash = String(repeating: "a", count: 64)
        let extract = read(SampleRequest(attachments: [.init(name: "richiesta.xml", kind: "CM", sha256: hash)]))
        #expect(extract.request == nil)
        #expect(extract.codes == [.requestInvalid])
        #expect(extract.findings.first?.detail?.contains("richiesta.xml") == true)
    }

    @Test(arguments: ["AREA METROPOLITANA CENTRO", "Area metropolitana  centro", "AREA M. CENTRO"])
    func `a district is known by its label and by its whole name`(words: String) {
        let extract = read(SampleRequest(asl: "010203", district: words))
        #expect(extract.request?.district == "AREA M.CENTRO")
        #expect(extract.findings.isEmpty)
    }

    @Test func `an ASL or a district that is in no list is told and not used`() {
        let asl = read(SampleRequest(asl: "999999"))
        #expect(asl.request?.asl == nil)
        #expect(asl.codes == [.aslAssumed])
        let district = read(SampleRequest(asl: "010203", district: "ATLANTIDE"))
        #expect(district.request?.asl?.value == "010203")
        #expect(district.request?.district == nil)
        #expect(district.codes == [.districtUnknown])
    }

    @Test(arguments: ["a/b.pdf", "..", ".nascosto", "a\\b.pdf", " spazio.pdf", ""])
    func `a name that could mean another place is refused`(_ name: String) {
        let extract = read(
            SampleRequest(attachments: [.init(name: name, kind: "CM", sha256: String(repeating: "a", count: 64))]))
        #expect(extract.role == .request)
        #expect(extract.request == nil)
        #expect(extract.codes == [.requestInvalid])
        #expect(extract.fields.isEmpty)
    }

    @Test func `a refusal names line and reason`() throws {
        let extract = read(SampleRequest(compilerKind: "MEDICO"))
        let detail = try #require(extract.findings.first?.detail)
        #expect(extract.findings.count == 1)
        #expect(detail == "riga 4: l'elemento «tipo» ha un valore che non è fra quelli ammessi («MEDICO»)")
    }

    @Test func `an attachment listed twice under one name is refused`() {
        let twice = Array(repeating: Self.attachments[0], count: 2)
        let extract = read(SampleRequest(attachments: twice))
        #expect(extract.codes == [.requestInvalid])
        #expect(extract.findings.first?.detail?.contains("ripete un valore che deve essere unico") == true)
    }

    @Test func `without schemas nothing of a request is used`() {
        let extract = Extractor(catalogue: SampleCatalogue.small, wording: SampleWording.project)
            .extract(SampleRequest().bytes)
        #expect(extract.request == nil)
        #expect(extract.codes == [.requestInvalid])
    }

    private func cancellation(_ number: String, requester: String? = nil) -> Extract {
        let who = requester.map { "<codiceFiscaleRichiedente>\($0)</codiceFiscaleRichiedente>" } ?? ""
        return extractor.extract(
            Array(
                """
                <annullamento xmlns="urn:esenzioni:annullamento:1"><numeroPratica>\(number)</numeroPratica>\(who)\
                <motivo>Non serve   più</motivo></annullamento>
                """.utf8))
    }

    @Test func `a cancellation yields practice, requester and reason`() {
        let extract = cancellation("202601020300000001", requester: "RSSMRA48R11B111I")
        #expect(extract.form == .cancellationXML)
        #expect(extract.role == .cancellation)
        #expect(
            extract.cancellation
                == StatedCancellation(
                    practice: TestPractice.number, requester: FiscalCode("RSSMRA48R11B111I"),
                    reason: "Non serve più"))
        #expect(extract.findings.isEmpty)
    }

    @Test(arguments: ["12", "abc", "202601020300000001 OR 1=1"])
    func `a cancellation that the schema refuses is not used`(_ number: String) {
        let extract = cancellation(number)
        #expect(extract.cancellation == nil)
        #expect(extract.codes == [.requestInvalid])
    }

    @Test func `a cancellation by an unsound code is not used`() {
        let extract = cancellation("202601020300000001", requester: "RSSMRA48R11B111A")
        #expect(extract.cancellation == nil)
        #expect(extract.codes == [.requestInvalid])
    }
}

private enum TestPractice {
    static let number: PracticeNumber = {
        guard let number = PracticeNumber("202601020300000001") else { preconditionFailure("a sound number") }
        return number
    }()
}

// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

struct CDAHeaderTests {
    private typealias Sample = SampleCDA

    private func patient(_ ids: String) -> Extract {
        var sample = Sample()
        sample.patientIDs = ids
        return extract(sample)
    }

    private func id(_ root: String, _ value: String) -> String { "<id root=\"\(root)\" extension=\"\(value)\"/>" }

    @Test func `a sound document is certain throughout`() {
        let read = extract(Sample())
        #expect(read.form == .cdaXML && read.kind == .specialistReport && read.role == .certificate)
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
        #expect(read.value(.beneficiaryFamilyName) == "Rossi" && read.value(.beneficiaryGivenName) == "Mario")
        #expect(read.value(.beneficiaryBirthDate) == "1948-10-11" && read.value(.beneficiarySex) == "M")
        #expect(read.value(.issueDate) == "2026-03-16" && read.value(.physicianName) == "Bianchi Anna")
        #expect(read.value(.structureName) == "ASL Città di Torino" && read.value(.structureCode) == "010301")
        #expect(FieldName.allCases.allSatisfy { read.fields[$0] == nil || read.confidence($0) == .certain })
        #expect(
            read.fields[.beneficiaryFiscalCode]?.source.xpath == "/h:ClinicalDocument/h:recordTarget/h:patientRole/h:id"
        )
    }

    @Test func `only the patient's own identifiers tell who it is`() {
        let read = patient(id("1.2.3", "LBRCRD53H10D205E") + id(Sample.fiscalCodeRoot, "RSSMRA48R11B111I"))
        #expect(
            read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I" && read.codes.isDisjoint(with: [.severalPersons])
        )
    }

    @Test func `small letters are raised and kept as written`() {
        let read = patient(id(Sample.fiscalCodeRoot, "rssmra48r11b111i"))
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
        #expect(read.fields[.beneficiaryFiscalCode]?.asWritten == "rssmra48r11b111i")
        #expect(read.confidence(.beneficiaryFiscalCode) == .certain)
    }

    @Test(arguments: ["RSSMRA48R11B111A", "RSSMRA48R11B11", "12345"])
    func `an unsound code is doubtful and told`(_ code: String) {
        let read = patient(id(Sample.fiscalCodeRoot, code))
        #expect(read.value(.beneficiaryFiscalCode) == code && read.confidence(.beneficiaryFiscalCode) == .doubtful)
        #expect(read.codes.contains(.fiscalCodeInvalid))
    }

    @Test(arguments: ["2.16.840.1.113883.2.9.2.4.3.2", "2.16.840.1.113883.2.9.2.30.4.1"])
    func `a code under another root is probable and told`(_ root: String) {
        let read = patient(id(root, "RSSMRA48R11B111I"))
        #expect(read.value(.beneficiaryFiscalCode) == "RSSMRA48R11B111I")
        #expect(read.confidence(.beneficiaryFiscalCode) == .probable && read.codes.contains(.fiscalCodeWrongRoot))
    }

    @Test(arguments: [
        ("2.16.840.1.113883.2.9.4.3.17", "STP0103010000001"), ("2.16.840.1.113883.2.9.4.3.18", "ENI0103010000001"),
    ])
    func `foreigners have codes of their own`(_ root: String, _ code: String) {
        #expect(patient(id(root, code)).value(.beneficiaryFiscalCode) == code)
    }

    @Test(arguments: [
        "", "<id nullFlavor=\"UNK\"/>", "<id/>", "<id root=\"2.16.840.1.113883.2.9.4.3.7\" extension=\"8038000\"/>",
    ])
    func `a missing code is told`(_ ids: String) {
        let read = patient(ids)
        #expect(read.fields[.beneficiaryFiscalCode] == nil && read.codes.contains(.fiscalCodeMissing))
    }

    @Test func `two codes for one patient are contested`() {
        let read = patient(
            id(Sample.fiscalCodeRoot, "RSSMRA48R11B111I") + id(Sample.fiscalCodeRoot, "LBRCRD53H10D205E")
        )
        #expect(read.value(.beneficiaryFiscalCode) == nil && read.codes.contains(.severalPersons))
        #expect(read.fields[.beneficiaryFiscalCode]?.candidates.count == 2)
    }

    @Test func `two patients are nobody`() {
        var sample = Sample()
        sample.otherTargets = Sample.target(
            ids: id(Sample.fiscalCodeRoot, "LBRCRD53H10D205E"),
            name: "<family>Al</family>",
            gender: "M",
            birthTime: "19530610"
        )
        let read = extract(sample)
        #expect(read.value(.beneficiaryFiscalCode) == nil && read.value(.beneficiaryFamilyName) == nil)
        #expect(read.codes.contains(.severalPersons))
        #expect(read.fields[.beneficiaryFiscalCode]?.candidates == ["RSSMRA48R11B111I", "LBRCRD53H10D205E"])
    }

    @Test(arguments: [
        ("19481012", "M", "<family>Rossi</family><given>Mario</given>"),
        ("19481011", "F", "<family>Rossi</family><given>Mario</given>"),
        ("19481011", "M", "<family>Verdi</family><given>Mario</given>"),
    ])
    func `a person at odds with the code is told`(_ birth: String, _ gender: String, _ name: String) {
        var sample = Sample()
        (sample.birthTime, sample.gender, sample.name) = (birth, gender, name)
        let read = extract(sample)
        #expect(read.findings.count { $0.code == .identityMismatch } == 1)
        #expect(FieldName.identityForTests.allSatisfy { read.confidence($0) == .probable })
    }

    @Test func `repeated parts of a name are one name`() {
        var sample = Sample()
        sample.name = "<family>De</family><family>Rossi</family><given>Mario</given><given>Luca</given>"
        let read = extract(sample)
        #expect(read.value(.beneficiaryFamilyName) == "De Rossi" && read.value(.beneficiaryGivenName) == "Mario Luca")
    }

    @Test(arguments: ["<family>Rossi</family>", "<given>Mario</given>", "<family/><given>Mario</given>", "Mario Rossi"])
    func `a missing part of the name is told`(_ name: String) {
        var sample = Sample()
        sample.name = name
        #expect(extract(sample).codes.contains(.nameMissing))
    }

    @Test(arguments: ["1948", "19481311", "non nota"])
    func `a birth date that is none is told`(_ birth: String) {
        var sample = Sample()
        sample.birthTime = birth
        let read = extract(sample)
        #expect(read.value(.beneficiaryBirthDate) == nil && read.codes.contains(.birthDateInvalid))
    }

    @Test(arguments: ["2026", "20260230", ""])
    func `a date that is none is told`(_ time: String) {
        var sample = Sample()
        sample.effectiveTime = time
        let read = extract(sample)
        #expect(read.value(.issueDate) == nil && read.codes.contains(.issueDateInvalid))
    }

    @Test func `the first author that is a person is the physician`() {
        var sample = Sample()
        sample.authors =
            "<author><assignedAuthor><id root=\"1\"/><assignedAuthoringDevice/></assignedAuthor></author>"
            + sample.authors
        #expect(extract(sample).value(.physicianName) == "Bianchi Anna")
    }

    @Test func `where only a device writes, the signer answers`() {
        var sample = Sample()
        sample.authors = "<author><assignedAuthor><assignedAuthoringDevice/></assignedAuthor></author>"
        sample.legalAuthenticator = """
            <legalAuthenticator><assignedEntity><id root="\(Sample.fiscalCodeRoot)" extension="BNCNNA60A41L219F"/>\
            <assignedPerson><name>Anna Bianchi</name></assignedPerson></assignedEntity></legalAuthenticator>
            """
        let read = extract(sample)
        #expect(read.value(.physicianName) == "Anna Bianchi" && read.confidence(.physicianName) == .probable)
        #expect(read.confidence(.physicianFiscalCode) != .certain)
    }

    @Test func `letters read from a wrong encoding are only probable`() {
        let sample = Sample(sections: [Sample.diagnosis("428.0", name: "Et\u{E0}")])
        let text = sample.text.replacing("Rossi", with: "Ross\u{EC}")
        let latin = text.unicodeScalars.map { UInt8($0.value) }
        let read = extract(latin)
        #expect(read.value(.beneficiaryFamilyName) == "Rossì" && read.confidence(.beneficiaryFamilyName) == .probable)
        #expect(read.codes.contains(.encodingRepaired) && read.confidence(.beneficiaryFiscalCode) == .certain)
        #expect(read.value(.diagnosisText) == "Et\u{E0}" && read.confidence(.diagnosisText) == .probable)
        #expect(read.confidence(.diagnosisCode) == .certain)
    }
}

extension FieldName {
    static let identityForTests: [FieldName] = [
        .beneficiaryFiscalCode, .beneficiaryFamilyName, .beneficiaryGivenName, .beneficiaryBirthDate, .beneficiarySex,
    ]
}

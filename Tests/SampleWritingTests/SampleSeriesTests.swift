// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import SystemPackage
import Testing

@testable import SampleWriting

@Suite struct SampleSeriesTests {
    private let catalogue: ExemptionCatalogue

    init() throws {
        let root = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
        catalogue = try CatalogueLoader.load(folder: root.appending("config/catalogue"))
    }

    private func samples(_ count: Int, seed: UInt64 = 1) throws -> [SampleCertificate] {
        var series = SampleSeries(seed: seed, catalogue: catalogue)
        return try (0..<count).map { _ in try series.next() }
    }

    @Test func `the same seed writes the same bytes`() throws {
        #expect(try samples(11) == samples(11))
        #expect(try samples(1) != samples(1, seed: 2))
    }

    @Test func `each kind comes in its turn and names differ`() throws {
        let samples = try samples(22)
        #expect(Set(samples.prefix(11).map(\.truth.sample)) == Set(SampleKind.allCases))
        #expect(Set(samples.map(\.name)).count == 22)
        #expect(samples.map(\.name) == samples.map(\.truth.file))
    }

    @Test func `persons have sound fiscal codes that agree with their birth and name`() throws {
        for truth in try samples(110).map(\.truth) {
            let code = try FiscalCode(checking: truth.fields[.beneficiaryFiscalCode] ?? "")
            let birth = try #require(CalendarDay(iso: truth.fields[.beneficiaryBirthDate] ?? ""))
            #expect(code.decodedBirth?.agrees(with: birth) == true)
            if let sex = truth.fields[.beneficiarySex] { #expect(code.decodedBirth?.sex.rawValue == sex) }
            let letters = FiscalCode.nameLetters(
                familyName: truth.fields[.beneficiaryFamilyName] ?? "",
                givenName: truth.fields[.beneficiaryGivenName] ?? ""
            )
            #expect(code.value.hasPrefix(letters))
        }
    }

    @Test func `certificates state pairs of the catalogue`() throws {
        for truth in try samples(110).map(\.truth) where truth.fields[.exemptionCode] != nil {
            let exemption = try #require(ExemptionCode(truth.fields[.exemptionCode] ?? ""))
            let diagnosis = try #require(DiagnosisCode(truth.fields[.diagnosisCode] ?? ""))
            #expect(catalogue.exemption(exemption)?.isCurrent == true)
            if truth.sample == .regionalFictitious { continue }
            #expect(catalogue.diagnosis(diagnosis, of: exemption) != nil, "\(exemption) \(diagnosis)")
        }
    }

    @Test(arguments: SampleKind.allCases)
    func `a file has the form that its truth says`(kind: SampleKind) throws {
        var series = SampleSeries(seed: 3, catalogue: catalogue)
        let sample = try series.next(kind)
        let text = String(decoding: sample.bytes, as: UTF8.self)
        let isXML = sample.truth.form == .cdaXML
        #expect(text.hasPrefix(isXML ? "<?xml" : "%PDF-"))
        #expect(text.contains("XFAResources") == (sample.truth.form == .pdfCDA))
        #expect(sample.name.hasSuffix(isXML ? ".xml" : ".pdf"))
    }

    @Test func `a custodian of three digits is still the ASL of six`() throws {
        var series = SampleSeries(seed: 3, catalogue: catalogue)
        let code = try #require(try series.next(.regionalShortASL).truth.fields[.structureCode])
        #expect(ASLCode(code.suffix(3))?.value == code)
    }
}

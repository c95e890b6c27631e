// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import Extraction
import SampleWriting
import Testing

/// Everything that the samples state is read as they state it, and nothing else.
struct SampleReadingTests {
    /// The samples of a seed, each kind as often as the others.
    private func samples(_ seed: UInt64) throws -> [(sample: SampleCertificate, read: Extract)] {
        let catalogue = try SampleCatalogue.project()
        let extractor = Extractor(catalogue: catalogue, wording: SampleWording.project)
        var series = SampleSeries(seed: seed, catalogue: catalogue)
        return try (0..<110).map { _ in
            let sample = try series.next()
            return (sample, extractor.extract(sample.bytes))
        }
    }

    @Test(arguments: 1...5)
    func `every sample is read exactly`(_ seed: UInt64) throws {
        for (sample, read) in try samples(seed) {
            let truth = sample.truth
            let place: Comment = "seed \(seed), \(sample.name)"
            #expect(read.form == truth.form && read.role == truth.role && read.kind == truth.kind, place)
            #expect(read.differences(from: truth) == [], place)
            #expect(read.faults(besides: truth) == [], place)
            #expect(read.fields.values.allSatisfy { $0.confidence != .doubtful }, place)
        }
    }
}

extension Extract {
    /// Fields that differ from what the document states, either way.
    ///
    /// What the catalogue proposes is not the document's and is marked so. Of a paper that is no evidence only the person
    /// must be read; what else is read must be right.
    fileprivate func differences(from truth: SampleTruth) -> [String] {
        let person: Set<FieldName> = [
            .beneficiaryFiscalCode, .beneficiaryFamilyName, .beneficiaryGivenName, .beneficiaryBirthDate,
            .beneficiarySex,
        ]
        let missing = truth.fields.keys.filter { fields[$0] == nil && (role != .notEvidence || person.contains($0)) }
        let wrong = fields.filter { $0.value.value != truth.fields[$0.key] && !isProposal($0.key) }
        let absent = missing.map { "\($0.rawValue) is missing" }
        return (absent + wrong.map { "\($0.key.rawValue): \($0.value.value ?? "-")" }).sorted()
    }

    private func isProposal(_ name: FieldName) -> Bool {
        fields[name]?.source.kind == .catalogue
            && findings.contains { $0.code == .exemptionProposed && $0.field == name }
    }

    /// Findings that a sound document must not have; a missing exemption is one only where the document states it.
    fileprivate func faults(besides truth: SampleTruth) -> [String] {
        findings.filter { $0.severity >= .warning }.map(\.code)
            .filter { $0 != .exemptionMissing || truth.fields[.exemptionCode] != nil }
            .map(\.rawValue)
    }
}

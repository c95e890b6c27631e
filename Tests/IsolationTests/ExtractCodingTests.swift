// SPDX-License-Identifier: EUPL-1.2

import Domain
import Testing

@testable import Isolation

struct ExtractCodingTests {
    private static let source: FieldSource = {
        var source = FieldSource(.text, page: 3, box: [1.5, -2, 3, 4], xpath: "/a", formField: "f")
        source.kind = .ocr
        return source
    }()

    /// Every property of every type has a value that is not its default.
    private static let full: Extract = {
        var extract = Extract(
            form: .pdfCDA, role: .certificate, kind: .dischargeLetter, envelopes: ["p7m", "p7m"],
            findings: [
                Finding(.fiscalCodeRepaired, field: .diagnosisCode, detail: "però è così"), Finding(.readerFailed),
            ],
            signatures: [SignatureVerdict(kind: .pdf, state: .unverifiable, signer: "N. N.", reason: "perché no")])
        extract.fields[.exemptionCode] = ExtractedField(
            value: "048", confidence: .doubtful, source: source, asWritten: "cod. 048", candidates: ["044", "048"],
            candidateSources: [source, FieldSource(.form, page: 2)])
        extract.fields[.issueDate] = ExtractedField(value: nil, confidence: .certain, source: FieldSource(.cda))
        extract.diagnoses = [
            StatedDiagnosis(code: "2960", text: "DIS", role: .problem, codeSystem: "1.2", source: source)
        ]
        extract.diagnoses[0].textSource = FieldSource(.text, page: 2)
        extract.exemptions = [
            StatedExemption(
                code: "048", codeSystem: "1.2", status: "active", from: CalendarDay(iso: "2024-02-29"),
                until: CalendarDay(iso: "2034-01-01"), text: "NEOPLASIE", source: source)
        ]
        return extract
    }()

    private static func bytes(_ extract: Extract) throws -> [UInt8] {
        var writer = CompactWriter()
        try writer.write(extract)
        return writer.bytes
    }

    @Test(arguments: [full, Extract(form: .other, role: .unreadable)])
    func `an extract comes back as it went`(_ extract: Extract) throws {
        #expect(try CompactReader.extract(Self.bytes(extract)) == extract)
    }

    /// A property that is added to one of these types must be added to its coding, and to the full extract above. One that
    /// is added to `Extract` itself goes along without.
    @Test func `the coding knows every property`() throws {
        let field = try #require(Self.full.fields[.exemptionCode])
        let known: [(any Sendable, Int)] = [
            (field, 6), (Self.source, 5), (Self.full.diagnoses[0], 6), (Self.full.exemptions[0], 7),
            (Self.full.findings[0], 3),
        ]
        for (value, count) in known { #expect(Mirror(reflecting: value).children.count == count) }
    }

    @Test func `bytes that are cut off anywhere, or have more behind them, are refused`() throws {
        let bytes = try Self.bytes(Self.full)
        for end in 0..<bytes.count {
            #expect(throws: CompactReader.Malformed.self) { try CompactReader.extract(Array(bytes[..<end])) }
        }
        #expect(throws: CompactReader.Malformed.self) { try CompactReader.extract(bytes + [0]) }
    }

    @Test func `a byte changed anywhere gives another extract or none, and never a crash`() throws {
        let bytes = try Self.bytes(Self.full)
        for place in bytes.indices {
            for change: UInt8 in [1, 0x20, 0x80, 0xFF] {
                var changed = bytes
                changed[place] ^= change
                do { _ = try CompactReader.extract(changed) } catch { #expect(error is CompactReader.Malformed) }
            }
        }
    }

    @Test func `a box that is no number, or has no four sides, is refused`() throws {
        for box in [[.nan, 0, 1, 1], [0, 0, .infinity, 1], [0, 0, 1], [0, 0, 1, 1, 1]] as [[Double]] {
            var extract = Self.full
            extract.diagnoses[0].source.box = box
            let bytes = try Self.bytes(extract)
            #expect(throws: CompactReader.Malformed.self) { try CompactReader.extract(bytes) }
        }
    }
}

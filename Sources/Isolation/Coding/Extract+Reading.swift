// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Foundation

extension CompactReader {
    /// More of a kind than any honest document holds.
    private static let listLimit = 100_000

    /// The extract that `bytes` hold, and nothing else.
    static func extract(_ bytes: [UInt8]) throws -> Extract {
        var reader = CompactReader(bytes)
        let extract = try reader.extract()
        guard reader.isAtEnd else { throw Malformed() }
        return extract
    }

    private mutating func extract() throws(Malformed) -> Extract {
        let bare = Extract(form: try name(), role: try name(), kind: try name())
        var fields: [FieldName: ExtractedField] = [:]
        for _ in 0..<(try count(upTo: FieldName.allCases.count)) {
            let name: FieldName = try name()
            guard fields.updateValue(try field(), forKey: name) == nil else { throw Malformed() }
        }
        let diagnoses = try list(upTo: Self.listLimit) { reader throws(Malformed) in try reader.diagnosis() }
        let exemptions = try list(upTo: Self.listLimit) { reader throws(Malformed) in try reader.exemption() }
        let findings = try list(upTo: Self.listLimit) { reader throws(Malformed) in try reader.finding() }
        var extract = try optional { reader throws(Malformed) in try reader.rest() } ?? bare
        extract.fields = fields
        extract.diagnoses = diagnoses
        extract.exemptions = exemptions
        extract.findings = findings
        return extract
    }

    /// What few documents have.
    private mutating func rest() throws(Malformed) -> Extract {
        let content = Data(try content(upTo: .max))
        do { return try JSONDecoder().decode(Extract.self, from: content) } catch { throw Malformed() }
    }

    private mutating func field() throws(Malformed) -> ExtractedField {
        ExtractedField(
            value: try optionalText(), confidence: try name(), source: try source(), asWritten: try optionalText(),
            candidates: try list(upTo: Self.listLimit) { reader throws(Malformed) in try reader.text() },
            candidateSources: try optional { reader throws(Malformed) in
                try reader.list(upTo: Self.listLimit) { reader throws(Malformed) in try reader.source() }
            })
    }

    private mutating func source() throws(Malformed) -> FieldSource {
        var source = FieldSource(try name())
        source.page = try optional { reader throws(Malformed) in try reader.count(upTo: Self.listLimit) }
        source.box = try optional { reader throws(Malformed) in
            let box = try reader.list(upTo: 4) { reader throws(Malformed) in try reader.number() }
            guard box.count == 4 else { throw Malformed() }
            return box
        }
        source.xpath = try optionalText()
        source.formField = try optionalText()
        return source
    }

    private mutating func diagnosis() throws(Malformed) -> StatedDiagnosis {
        var diagnosis = StatedDiagnosis(
            code: try optionalText(), text: try optionalText(), role: try name(), codeSystem: try optionalText(),
            source: try source())
        diagnosis.textSource = try optional { reader throws(Malformed) in try reader.source() }
        return diagnosis
    }

    private mutating func exemption() throws(Malformed) -> StatedExemption {
        StatedExemption(
            code: try text(), codeSystem: try optionalText(), status: try optionalText(), from: try day(),
            until: try day(), text: try optionalText(), source: try source())
    }

    private mutating func day() throws(Malformed) -> CalendarDay? {
        guard let text = try optionalText() else { return nil }
        guard let day = CalendarDay(iso: text) else { throw Malformed() }
        return day
    }

    private mutating func finding() throws(Malformed) -> Finding {
        Finding(
            try name(), field: try optional { reader throws(Malformed) in try reader.name() },
            detail: try optionalText())
    }
}

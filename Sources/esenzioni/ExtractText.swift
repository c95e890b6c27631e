// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// What a reading found, for people at a terminal.
struct ExtractText {
    let text: String

    init(_ extract: Extract, file: String) {
        var lines = ["\(file): \(extract.kind.italianName) (\(extract.form.rawValue), \(extract.role.rawValue))"]
        for name in FieldName.allCases {
            guard let field = extract.fields[name] else { continue }
            let value = field.value ?? "? \(field.candidates.joined(separator: " | "))"
            lines.append("  \(name.rawValue): \(value) [\(field.confidence.rawValue), \(field.source.kind.rawValue)]")
        }
        lines += extract.findings.map { "  ! \($0.code.rawValue): \($0.message). \($0.code.remedy)" }
        text = lines.joined(separator: "\n")
    }
}

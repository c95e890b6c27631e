// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// Names of persons as they are printed.
enum PrintedName {
    /// Letters, apostrophes, hyphens and full stops only; at least one letter.
    static func isName(_ text: String) -> Bool {
        text.contains(where: \.isLetter) && text.count <= 80
            && text.allSatisfy { $0.isLetter || $0.isWhitespace || "'’-.".contains($0) }
    }

    /// Family and given name in one field, in either order: the fiscal code tells where to part them. Where it does not, the
    /// words stay unparted and the names are missing.
    static func settle(_ cells: [PageCell], into reading: inout SourceReading) {
        guard reading.fields[.beneficiaryFamilyName] == nil, reading.fields[.beneficiaryGivenName] == nil else {
            return
        }
        let code = reading.fields[.beneficiaryFiscalCode]?.value.flatMap { FiscalCode($0) }
        for cell in cells {
            guard let code, let parts = parted(cell.words.map(\.text), by: code) else { continue }
            let names: [FieldName] = [.beneficiaryFamilyName, .beneficiaryGivenName]
            if cell.isUnsure { reading.unsure.formUnion(names) }
            for (name, value) in [
                (FieldName.beneficiaryFamilyName, parts.family), (.beneficiaryGivenName, parts.given),
            ] {
                reading.fields[name] = ExtractedField(
                    value: value,
                    confidence: .probable,
                    source: FieldSource(cell),
                    asWritten: cell.text
                )
            }
            return
        }
        if reading.fields[.beneficiaryFamilyName] == nil { reading.note(.nameMissing) }
    }

    /// The only way to part the words that gives the first six letters of the code.
    private static func parted(_ words: [String], by code: FiscalCode) -> (family: String, given: String)? {
        var ways: [(family: String, given: String)] = []
        for index in words.indices.dropFirst() {
            let first = words[..<index].joined(separator: " ")
            let second = words[index...].joined(separator: " ")
            ways += [(first, second), (second, first)].filter {
                FiscalCode.nameLetters(familyName: $0.0, givenName: $0.1) == code.value.prefix(6)
            }
        }
        return ways.count == 1 ? ways.first : nil
    }
}

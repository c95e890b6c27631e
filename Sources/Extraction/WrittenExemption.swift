// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

/// An exemption code as documents write it: bare (`048`), or with the diagnosis that it is granted for (`013.250`).
struct WrittenExemption: Hashable {
    /// Absent where the text has no exemption code's shape (`02`).
    let code: ExemptionCode?
    /// The part after the first dot (codes.md §4).
    let diagnosis: DiagnosisCode?

    init(_ text: String) {
        guard text.utf8.contains(UInt8(ascii: ".")) else {
            code = ExemptionCode(text)
            diagnosis = nil
            return
        }
        let parts = text.split(separator: ".", maxSplits: 1)
        code = parts.first.flatMap { ExemptionCode($0) }
        diagnosis = parts.count == 2 ? DiagnosisCode(parts[1]) : nil
    }

    /// Codes of income, unemployment, pregnancy and the like: a letter E or M and two digits, or two digits alone.
    static func isNotOfPathology(_ text: String) -> Bool {
        let bytes = Array(text.trimmed.uppercased().utf8)
        if bytes.count == 2 { return bytes.allSatisfy(\.isASCIIDigit) }
        guard bytes.count == 3, let first = bytes.first else { return false }
        return "EM".utf8.contains(first) && bytes.dropFirst().allSatisfy(\.isASCIIDigit)
    }
}

extension StatedExemption {
    var written: WrittenExemption { WrittenExemption(code) }

    /// In force as far as the document tells, on the day it was written.
    func isActive(on day: CalendarDay?) -> Bool {
        if let status, status.lowercased() != "active" { return false }
        if let until, let day, until < day { return false }
        return true
    }

    /// Whether the catalogue has the code, current or superseded.
    func isKnown(to catalogue: ExemptionCatalogue) -> Bool {
        written.code.flatMap { catalogue.exemption($0) } != nil
    }

    /// Chronic (`0` first) or rare (`R` first), whether or not the catalogue has it (codes.md §4).
    var hasShapeOfPathology: Bool {
        guard let first = written.code?.value.first else { return false }
        return first == "0" || first == "R"
    }
}

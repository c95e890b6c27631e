// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// Values as they are printed, taken only when they are what their label promises.
enum PrintedValue {
    /// Nothing where the words cannot be a value of that field.
    static func field(_ name: FieldName, _ cell: PageCell) -> ExtractedField? {
        let written = cell.text.collapsed
        guard name == .pathologyNote || !written.contains(":") else { return nil }
        var confidence = Confidence.probable
        let value: String?
        switch name {
        case .beneficiaryFiscalCode, .physicianFiscalCode:
            value = fiscalCode(written)
            if value.flatMap({ FiscalCode($0) }) == nil { confidence = .doubtful }
        case .beneficiaryBirthDate, .issueDate:
            value = cell.words.first.flatMap { CalendarDay(italian: $0.text) }?.iso
        case .beneficiarySex:
            value = sex(written)
        case .beneficiaryFamilyName, .beneficiaryGivenName, .physicianName:
            value = PrintedName.isName(written) ? written : nil
        default:
            value = written
        }
        guard let value else { return nil }
        return ExtractedField(value: value, confidence: confidence, source: FieldSource(cell), asWritten: written)
    }

    /// A code of sixteen characters, repaired where a letter was printed as the digit that resembles it. Eleven digits are an
    /// organisation's number on most pages and are never a person's here (documents.md §3).
    private static func fiscalCode(_ written: String) -> String? {
        let bare = written.filter { !$0.isWhitespace }.uppercased()
        guard bare.utf8.count == 16, bare.utf8.allSatisfy({ $0.isASCIIDigit || $0.isASCIIUppercaseLetter }) else {
            return nil
        }
        return FiscalCode(bare)?.value ?? FiscalCodeRepair.repaired(bare)?.value ?? bare
    }

    private static func sex(_ written: String) -> String? {
        switch written.foldedToASCII {
        case "M", "MASCHIO", "MASCHILE": Sex.male.rawValue
        case "F", "FEMMINA", "FEMMINILE": Sex.female.rawValue
        default: nil
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

extension SourceReading {
    /// Sets what is printed against the structured values. The CDA wins; what the page says otherwise is told.
    mutating func compare(with pages: [PDFPage]) {
        compareFiscalCodes(pages)
    }

    /// A sound personal code on the page while the document's own is not there: a placeholder page, or another person's.
    /// Codes of the doctor count for nobody.
    private mutating func compareFiscalCodes(_ pages: [PDFPage]) {
        guard let own = fields[.beneficiaryFiscalCode]?.value else { return }
        let printed = pages.flatMap(\.personalCodes)
        let others = printed.filter { $0 != fields[.physicianFiscalCode]?.value }
        guard !others.isEmpty, !printed.contains(own) else { return }
        note(.pageNamesAnother, detail: Set(others).sorted().joined(separator: ", "))
        lower(FieldName.identity, to: .probable)
    }
}

extension PDFPage {
    /// Every sound personal fiscal code on the page, signs around it ignored.
    var personalCodes: [String] {
        words.compactMap { word in
            let bare = word.text.utf8.map(\.asciiUppercased).filter { $0.isASCIIDigit || $0.isASCIIUppercaseLetter }
            guard bare.count >= 16 else { return nil }
            // A label may be glued to its value: the last sixteen characters are tried, then the first.
            for part in [bare.suffix(16), bare.prefix(16)] {
                if let code = FiscalCode(String(decoding: part, as: UTF8.self)), code.kind == .personal {
                    return code.value
                }
            }
            return nil
        }
    }
}

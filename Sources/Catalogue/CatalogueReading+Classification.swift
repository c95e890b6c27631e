// SPDX-License-Identifier: EUPL-1.2

import Domain

extension CatalogueReading {
    /// Reads `icd9cm.csv` without making a string of anything: it has thirty times the rows of all other files together.
    mutating func readClassification() {
        guard let table = CatalogueTable<ClassificationColumn>(folder: folder, problems: &problems),
            let code = table.place(of: .code), let name = table.place(of: .description)
        else { return }
        var entries: [Classification.Entry] = []
        entries.reserveCapacity(20_000)
        problems += table.problems(ofFields: { fields, scan, problems in
            let bytes = scan.slice(fields[code])
            guard Self.isClassificationCode(bytes) else {
                let message = "«\(scan.text(fields[code]))» non ha la forma di un codice ICD-9-CM senza punto"
                problems.append(table.problem(line: scan.line, .code, message))
                return
            }
            let key = Classification.key(bytes)
            // The file is kept in the order of the codes, which makes a repeated one a neighbour.
            guard entries.last.map({ $0.key < key }) ?? true else {
                let message = "il codice \(scan.text(fields[code])) è ripetuto o fuori ordine"
                problems.append(table.problem(line: scan.line, .code, message))
                return
            }
            entries.append(Classification.Entry(key: key, name: fields[name]))
        })
        classification = Classification(text: table.scanner, entries: entries)
    }

    /// Three to five digits, `V` and two to four, `E` and three or four (codes.md §5).
    private static func isClassificationCode(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, bytes.dropFirst().allSatisfy(\.isASCIIDigit) else { return false }
        switch first {
        case UInt8(ascii: "V"): return (3...5).contains(bytes.count)
        case UInt8(ascii: "E"): return (4...5).contains(bytes.count)
        default: return first.isASCIIDigit && (3...5).contains(bytes.count)
        }
    }
}

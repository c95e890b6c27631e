// SPDX-License-Identifier: EUPL-1.2

import Domain

extension CatalogueReading {
    /// Reads `exemptions.csv`.
    mutating func readExemptions() {
        guard let table = CatalogueTable<ExemptionColumn>(folder: folder, problems: &problems) else { return }
        var successors: [(row: CatalogueTable<ExemptionColumn>.Row, code: ExemptionCode, next: [ExemptionCode])] = []
        problems += table.problems(ofRows: { row, problems in
            guard let entry = Self.exemption(row, &problems) else { return }
            guard exemptionCodes.insert(entry.code).inserted else {
                problems.append(row.problem(.code, "il codice \(entry.code) è già in una riga precedente"))
                return
            }
            exemptions.append(entry)
            let next = Self.successors(row, isCurrent: entry.isCurrent, &problems)
            if !next.isEmpty { successors.append((row, entry.code, next)) }
        })
        for (row, code, next) in successors {
            replacements[code] = next
            for unknown in next where !exemptionCodes.contains(unknown) {
                problems.append(row.problem(.replacedBy, "l'esenzione \(unknown) non è in questo file"))
            }
        }
    }

    private static func exemption(
        _ row: CatalogueTable<ExemptionColumn>.Row,
        _ problems: inout [CatalogueProblem]
    ) -> ExemptionEntry? {
        let before = problems.count
        let code = ExemptionCode(row[.code])
        if code?.value != row[.code] {
            problems.append(row.problem(.code, "«\(row[.code])» non ha la forma di un codice di esenzione"))
        }
        let group = ExemptionEntry.Group(rawValue: row[.group])
        if group == nil {
            problems.append(row.problem(.group, "gruppo sconosciuto: «\(row[.group])»"))
        }
        let status = row.choice(.status, ["current", "superseded"], &problems)
        row.require(.description, &problems)
        row.choice(.evidence, ["source", "corrected", "expanded", "inferred", "recalled"], &problems)
        row.choice(.durationEvidence, ["", "source", "inferred", "press"], &problems)
        let duration = row.duration(value: .durationValue, unit: .durationUnit, &problems)
        guard problems.count == before, let code, let group else { return nil }
        return ExemptionEntry(
            code: code,
            group: group,
            description: row[.description],
            duration: duration,
            isCurrent: status == "current"
        )
    }

    private static func successors(
        _ row: CatalogueTable<ExemptionColumn>.Row,
        isCurrent: Bool,
        _ problems: inout [CatalogueProblem]
    ) -> [ExemptionCode] {
        let texts = row[.replacedBy].split(separator: " ")
        if isCurrent, !texts.isEmpty {
            problems.append(row.problem(.replacedBy, "un codice in vigore (current) non ha successori"))
        }
        return texts.compactMap { text in
            let code = ExemptionCode(text)
            if code == nil {
                problems.append(row.problem(.replacedBy, "«\(text)» non ha la forma di un codice di esenzione"))
            }
            return code
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Domain

extension CatalogueReading {
    /// Reads `asl.csv`.
    mutating func readASLs() {
        guard let table = CatalogueTable<ASLColumn>(folder: folder, problems: &problems) else { return }
        problems += table.problems(ofRows: { row, problems in
            guard let code = Self.asl(row, .code, &problems) else { return }
            guard row.require(.name, &problems) else { return }
            row.choice(.type, ["ASL", "AO", "AOU"], &problems)
            if asls.contains(where: { $0.code == code }) {
                problems.append(row.problem(.code, "il codice \(code) è già in una riga precedente"))
            }
            asls.append(ASLEntry(code: code, name: row[.name]))
        })
    }

    /// Reads `districts.csv`; the ASLs must have been read.
    mutating func readDistricts() {
        guard let table = CatalogueTable<DistrictColumn>(folder: folder, problems: &problems) else { return }
        problems += table.problems(ofRows: { row, problems in
            guard let code = Self.asl(row, .asl, &problems), row.require(.name, &problems) else { return }
            if !asls.isEmpty, !asls.contains(where: { $0.code == code }) {
                problems.append(row.problem(.asl, "l'ASL \(code) non è in \(ASLColumn.file)"))
            }
            let status = row.choice(.status, ["current", "former"], &problems)
            let evidence = row.choice(.evidence, ["source", "recalled"], &problems)
            guard status == "current" else { return }
            let label = row[.label]
            let entry = DistrictEntry(asl: code, name: label.isEmpty ? row[.name] : label, fullName: row[.name])
            if districts.contains(where: { $0.asl == entry.asl && $0.name == entry.name }) {
                problems.append(row.problem(.name, "il distretto è già in una riga precedente"))
            }
            districts.append(entry)
            if evidence == "recalled" { unverifiedDistricts.append(entry) }
        })
    }

    private static func asl<Column>(
        _ row: CatalogueTable<Column>.Row,
        _ column: Column,
        _ problems: inout [CatalogueProblem]
    ) -> ASLCode? {
        let text = row[column]
        guard let code = ASLCode(text), code.value == text else {
            problems.append(row.problem(column, "«\(text)» non è un codice ASL di sei cifre (regione e azienda)"))
            return nil
        }
        return code
    }
}

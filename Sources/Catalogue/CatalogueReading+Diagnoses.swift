// SPDX-License-Identifier: EUPL-1.2

import Domain

extension CatalogueReading {
    /// Reads `diagnoses.csv`; the exemptions and the classification must have been read.
    mutating func readDiagnoses() {
        guard let table = CatalogueTable<DiagnosisColumn>(folder: folder, problems: &problems) else { return }
        var pairs: Set<[String]> = []
        problems += table.problems(ofRows: { row, problems in
            guard let entry = diagnosis(row, &problems) else { return }
            guard pairs.insert([entry.exemption.value, entry.code.value]).inserted else {
                let message = "la coppia \(entry.exemption) \(entry.code) è già in una riga precedente"
                problems.append(row.problem(.diagnosis, message))
                return
            }
            diagnoses.append(entry)
        })
    }

    private func diagnosis(
        _ row: CatalogueTable<DiagnosisColumn>.Row,
        _ problems: inout [CatalogueProblem]
    ) -> DiagnosisEntry? {
        let before = problems.count
        let exemption = knownExemption(row, .exemption, &problems)
        let code = DiagnosisCode(row[.diagnosis])
        if let code, code.value == row[.diagnosis] {
            // Without a classification every code would be reported; its own absence already is.
            if !code.isPlaceholder, classification.count > 0, !classification.contains(code.value) {
                problems.append(row.problem(.diagnosis, "la diagnosi \(code) non è in \(ClassificationColumn.file)"))
            }
        } else {
            let message = "«\(row[.diagnosis])» non ha la forma di un codice ICD-9-CM senza punto"
            problems.append(row.problem(.diagnosis, message))
        }
        row.require(.description, &problems)
        row.choice(.evidence, ["source", "inferred", "recalled"], &problems)
        row.choice(.durationEvidence, ["", "source", "inferred", "press"], &problems)
        let duration = row.duration(value: .durationValue, unit: .durationUnit, &problems)
        guard problems.count == before, let exemption, let code else { return nil }
        let label = row[.label]
        return DiagnosisEntry(
            code: code,
            exemption: exemption,
            description: label.isEmpty ? row[.description] : label,
            duration: duration
        )
    }

    /// Reads `services.csv`; the exemptions must have been read.
    mutating func readServices() {
        guard let table = CatalogueTable<ServiceColumn>(folder: folder, problems: &problems) else { return }
        problems += table.problems(ofRows: { row, problems in
            let before = problems.count
            let exemption = knownExemption(row, .exemption, &problems)
            row.require(.description, &problems)
            row.require(.regime, &problems)
            row.choice(.completeness, ["complete", "partial"], &problems)
            guard problems.count == before, let exemption else { return }
            let remarks = [row[.frequency], row[.condition]].filter { !$0.isEmpty }.joined(separator: "; ")
            let description = remarks.isEmpty ? row[.description] : "\(row[.description]) (\(remarks))"
            services.append(
                ServiceEntry(
                    code: row[.service],
                    exemption: exemption,
                    description: description,
                    regime: row[.regime],
                    isOfPartialList: row[.completeness] == "partial"
                )
            )
        })
    }

    private func knownExemption<Column>(
        _ row: CatalogueTable<Column>.Row,
        _ column: Column,
        _ problems: inout [CatalogueProblem]
    ) -> ExemptionCode? {
        let text = row[column]
        guard let code = ExemptionCode(text), code.value == text else {
            problems.append(row.problem(column, "«\(text)» non ha la forma di un codice di esenzione"))
            return nil
        }
        guard exemptionCodes.isEmpty || exemptionCodes.contains(code) else {
            problems.append(row.problem(column, "l'esenzione \(code) non è in \(ExemptionColumn.file)"))
            return nil
        }
        return code
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Domain

extension CatalogueTable.Row {
    /// Whether the column holds anything; a problem where it does not.
    @discardableResult
    func require(_ column: Column, _ problems: inout [CatalogueProblem]) -> Bool {
        guard self[column].isEmpty else { return true }
        problems.append(problem(column, "manca il valore"))
        return false
    }

    /// The value, which must be one of `allowed`.
    @discardableResult
    func choice(_ column: Column, _ allowed: [String], _ problems: inout [CatalogueProblem]) -> String {
        let value = self[column]
        if !allowed.contains(value) {
            let list = allowed.map { $0.isEmpty ? "vuoto" : $0 }.joined(separator: ", ")
            problems.append(problem(column, "«\(value)» non è ammesso; valori possibili: \(list)"))
        }
        return value
    }

    /// The duration that two columns make up; nothing where the catalogue does not know it.
    func duration(value: Column, unit: Column, _ problems: inout [CatalogueProblem]) -> ExemptionDuration? {
        let number = self[value]
        let name = self[unit]
        if name.isEmpty || name == "unlimited" {
            if !number.isEmpty { problems.append(problem(value, "il valore non ha un'unità che lo conti")) }
            return name.isEmpty ? nil : .unlimited
        }
        guard let count = Int(number), (1...1200).contains(count) else {
            problems.append(problem(value, "«\(number)» non è un numero da 1 a 1200"))
            return nil
        }
        switch name {
        case "days": return .days(count)
        case "months": return .months(count)
        case "years": return .years(count)
        default:
            problems.append(
                problem(unit, "unità sconosciuta: «\(name)»; valori possibili: unlimited, years, months, days")
            )
            return nil
        }
    }
}

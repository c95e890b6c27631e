// SPDX-License-Identifier: EUPL-1.2

import SystemPackage

/// One data file with its header understood: where each column of `Column` stands in a row.
struct CatalogueTable<Column: CatalogueColumn> {
    /// The path to name in a problem.
    let file: String
    /// At the start of the file.
    let scanner: CSVScanner
    private let width: Int
    private let placeOf: [Column: Int]

    /// Nothing where the file cannot be read or its header is wrong; `problems` then says why.
    init?(folder: FilePath, problems: inout [CatalogueProblem]) {
        let path = folder.appending(Column.file)
        file = path.string
        do {
            scanner = CSVScanner(try FileBytes.read(path))
        } catch {
            problems.append(CatalogueProblem(file: path.string, message: error.message))
            return nil
        }
        var header: [CSVScanner.Field] = []
        var start = scanner
        guard start.next(into: &header) == .row else {
            problems.append(CatalogueProblem(file: file, message: "manca la riga d'intestazione"))
            return nil
        }
        let names = header.map { start.text($0) }
        let faults = Self.faults(of: names)
        problems += faults.map { CatalogueProblem(file: path.string, line: 1, column: $0.column, message: $0.message) }
        guard faults.isEmpty else { return nil }
        width = names.count
        placeOf = Dictionary(
            names.enumerated().compactMap { place, name in Column(rawValue: name).map { ($0, place) } },
            uniquingKeysWith: { first, _ in first }
        )
    }

    private static func faults(of names: [String]) -> [(column: String?, message: String)] {
        if names.count == 1, names[0].contains(";") {
            return [(nil, "i campi vanno separati con la virgola, non con il punto e virgola")]
        }
        var faults: [(column: String?, message: String)] = []
        for (place, name) in names.enumerated() {
            if Column(rawValue: name) == nil { faults.append((name, "colonna sconosciuta")) }
            if names[..<place].contains(name) { faults.append((name, "colonna ripetuta")) }
        }
        for column in Column.allCases where !names.contains(column.rawValue) {
            faults.append((column.rawValue, "colonna mancante"))
        }
        return faults
    }
}

extension CatalogueTable {
    /// Where the column stands in the fields of a row.
    func place(of column: Column) -> Int? { placeOf[column] }

    func problem(line: Int, _ column: Column, _ message: String) -> CatalogueProblem {
        CatalogueProblem(file: file, line: line, column: column.rawValue, message: message)
    }

    /// Calls `body` with the fields of each sound row and the scan that stands behind it; a row of the wrong shape becomes
    /// a problem instead.
    ///
    /// - Returns: The problems of the rows, in their order.
    func problems(
        ofFields body: ([CSVScanner.Field], CSVScanner, inout [CatalogueProblem]) -> Void
    ) -> [CatalogueProblem] {
        var problems: [CatalogueProblem] = []
        var scan = scanner
        var fields: [CSVScanner.Field] = []
        var isHeader = true
        while true {
            let step = scan.next(into: &fields)
            if step == .end { return problems }
            defer { isHeader = false }
            if isHeader { continue }
            if case .malformed(let message) = step {
                problems.append(CatalogueProblem(file: file, line: scan.line, message: message))
            } else if fields.count != width {
                let message = "la riga ha \(fields.count) campi, l'intestazione \(width)"
                problems.append(CatalogueProblem(file: file, line: scan.line, message: message))
            } else {
                body(fields, scan, &problems)
            }
        }
    }

    /// The same for files of some hundred rows, where values are asked for by column.
    func problems(ofRows body: (Row, inout [CatalogueProblem]) -> Void) -> [CatalogueProblem] {
        problems(ofFields: { fields, scan, problems in
            body(Row(table: self, line: scan.line, fields: fields), &problems)
        })
    }

    /// One row: its values by column, and the place to complain about.
    struct Row {
        fileprivate let table: CatalogueTable
        fileprivate let line: Int
        fileprivate let fields: [CSVScanner.Field]

        /// The value; empty where it is left out.
        subscript(_ column: Column) -> String {
            guard let place = table.placeOf[column] else { return "" }
            return table.scanner.text(fields[place])
        }

        func problem(_ column: Column, _ message: String) -> CatalogueProblem {
            table.problem(line: line, column, message)
        }
    }
}

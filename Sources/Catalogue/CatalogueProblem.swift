// SPDX-License-Identifier: EUPL-1.2

/// One thing that is wrong with a data file, told to the administrator in Italian.
package struct CatalogueProblem: Hashable, Sendable, CustomStringConvertible {
    /// The file as the configuration leads to it.
    package let file: String
    /// From 1; nothing where the file as a whole is meant.
    package let line: Int?
    /// The name in the header row; nothing where the row as a whole is meant.
    package let column: String?
    package let message: String

    package init(file: String, line: Int? = nil, column: String? = nil, message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }

    /// `config/catalogue/diagnoses.csv:12: diagnosis: …`.
    package var description: String {
        var text = file
        if let line { text += ":\(line)" }
        if let column { text += ": \(column)" }
        return "\(text): \(message)"
    }
}

/// Why the catalogue cannot be used: all that is wrong with it, in the order of files and lines.
package struct CatalogueFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let problems: [CatalogueProblem]

    package init(problems: [CatalogueProblem]) { self.problems = problems }

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}

// SPDX-License-Identifier: EUPL-1.2

/// One thing that is wrong with the configuration, told to the administrator in Italian.
package struct SettingsProblem: Hashable, Sendable, CustomStringConvertible {
    /// The file as it was named, or the environment variable that brought the value.
    package let file: String
    /// From 1; nothing where no line is to blame.
    package let line: Int?
    /// Dotted: `web.port`. Nothing where the file as a whole is meant.
    package let key: String?
    package let message: String
    /// The key that was perhaps meant.
    package let suggestion: String?

    package init(file: String, line: Int? = nil, key: String? = nil, message: String, suggestion: String? = nil) {
        self.file = file
        self.line = line
        self.key = key
        self.message = message
        self.suggestion = suggestion
    }

    /// `config/esenzioni.yml:12: senders.foo.kin: chiave sconosciuta; forse «kind»?`.
    package var description: String {
        var text = file
        if let line { text += ":\(line)" }
        if let key { text += ": \(key)" }
        text += ": \(message)"
        if let suggestion { text += "; forse «\(suggestion)»?" }
        return text
    }
}

/// Why the configuration cannot be used: all that is wrong with it, in the order of its lines.
package struct SettingsFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let problems: [SettingsProblem]

    package init(problems: [SettingsProblem]) { self.problems = problems }

    package var description: String { problems.map(\.description).joined(separator: "\n") }
}

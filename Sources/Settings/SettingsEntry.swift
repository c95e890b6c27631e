// SPDX-License-Identifier: EUPL-1.2

/// One key as it was resolved, for `check` to print.
package struct SettingsEntry: Hashable, Sendable {
    /// Where a value comes from; each comes before the next.
    package enum Origin: String, Hashable, Sendable {
        case override, environment, file, builtIn
    }

    /// Dotted: `web.port`.
    package let key: String
    package let value: String
    /// Whether the value is the one that holds when nobody says anything, wherever it came from.
    package let isDefault: Bool
    package let origin: Origin
    /// The file, or the environment variable.
    package let place: String
    /// From 1; nothing where the file does not name the key.
    package let line: Int?

    /// A complaint about this value.
    package func problem(_ message: String) -> SettingsProblem {
        SettingsProblem(file: place, line: line, key: key, message: message)
    }
}

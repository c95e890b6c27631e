// SPDX-License-Identifier: EUPL-1.2

/// What the log holds; keys `log.*`.
package struct LogSettings: Hashable, Sendable {
    /// The levels of swift-log, by its names.
    package enum Level: String, Hashable, Sendable, CaseIterable {
        case trace, debug, info, notice, warning, error, critical
    }

    /// Lines below it are left out.
    package var level = Level.info

    init(from source: inout SettingsSource) {
        source.read("log.level", into: &level)
    }
}

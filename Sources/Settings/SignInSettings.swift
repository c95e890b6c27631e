// SPDX-License-Identifier: EUPL-1.2

/// What a wrong secret costs; keys `sign_in.*`.
package struct SignInSettings: Hashable, Sendable {
    /// So many failures within the window bar an operator's sign-in.
    package var attempts = 5
    /// How long a failure counts.
    package var windowMinutes = 15

    init(from source: inout SettingsSource) {
        source.read("sign_in.attempts", into: &attempts, in: 1...100)
        source.read("sign_in.window_minutes", into: &windowMinutes, in: 1...1440)
    }
}

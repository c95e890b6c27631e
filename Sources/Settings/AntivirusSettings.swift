// SPDX-License-Identifier: EUPL-1.2

/// Scanning for viruses; keys `antivirus.*`.
package struct AntivirusSettings: Hashable, Sendable {
    /// The socket of clamd on this machine; nothing where files are not scanned.
    package var socket: String?
    /// Whether a file that could not be scanned waits; otherwise it is read, and said not to be scanned.
    package var isRequired = true
    /// After so long without an answer a file counts as not scanned.
    package var timeoutSeconds = 30.0

    init(from source: inout SettingsSource) {
        source.read("antivirus.socket", into: &socket)
        source.read("antivirus.required", into: &isRequired)
        source.read("antivirus.timeout_seconds", into: &timeoutSeconds, in: 0.1...600)
    }
}

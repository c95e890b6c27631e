// SPDX-License-Identifier: EUPL-1.2

/// How drops are taken in; keys `intake.*`.
package struct IntakeSettings: Hashable, Sendable {
    /// A file that has not changed for so long is taken as complete; one renamed into place need not wait.
    package var settleSeconds = 2.0
    /// A file whose end is missing waits for so long without a change, before it is refused as cut off.
    package var incompleteSeconds = 60.0
    /// How often the whole inbox is looked through, beside the system's own notifications.
    package var scanSeconds = 5.0
    /// Larger files are refused unread; megabytes of 1,000,000 bytes.
    package var maxFileMB = 20
    /// How long an incomplete request of a citizen waits after its last file came, before its sender is told what is missing.
    package var requestWaitMinutes = 60
    /// Names that are never taken: of files still being transferred and of what desktops and synchronisers leave behind.
    ///
    /// `*` stands for any characters, `?` for one; upper and lower case are the same.
    package var ignore = [
        ".*", "*.part", "*.tmp", "*.filepart", "*.crdownload", "~$*",
        "Thumbs.db", "desktop.ini", "@eaDir",
    ]

    init(from source: inout SettingsSource) {
        source.read("intake.settle_seconds", into: &settleSeconds, in: 0...3600)
        source.read("intake.incomplete_seconds", into: &incompleteSeconds, in: 0...86400)
        source.read("intake.scan_seconds", into: &scanSeconds, in: 0.05...3600)
        source.read("intake.max_file_mb", into: &maxFileMB, in: 1...1000)
        source.read("intake.request_wait_minutes", into: &requestWaitMinutes, in: 0...10_080)
        source.read("intake.ignore", into: &ignore)
        if let all = ignore.first(where: { pattern in Self.usual.allSatisfy { ignores($0, by: pattern) } }) {
            source.complain(key: "intake.ignore", "«\(all)» ignorerebbe ogni file, e nulla sarebbe acquisito")
        }
    }

    /// A pattern that fits all of these leaves nothing to be taken in.
    private static let usual = ["richiesta.xml", "certificato-0001.pdf", "A.p7m"]
}

extension IntakeSettings {
    /// Whether a file or folder of this name is none of ours.
    package func ignores(_ name: String) -> Bool {
        ignore.contains { ignores(name, by: $0) }
    }

    private func ignores(_ name: String, by pattern: String) -> Bool {
        Self.matches(Array(name.lowercased())[...], Array(pattern.lowercased())[...])
    }

    /// Walks both once, coming back to the last star where the rest does not fit: never more than the product of the lengths.
    private static func matches(_ name: ArraySlice<Character>, _ pattern: ArraySlice<Character>) -> Bool {
        var place = name.startIndex
        var step = pattern.startIndex
        var retry: (place: Int, step: Int)?
        while place < name.endIndex {
            if step < pattern.endIndex, pattern[step] == "*" {
                retry = (place, step + 1)
                step += 1
            } else if step < pattern.endIndex, pattern[step] == "?" || pattern[step] == name[place] {
                place += 1
                step += 1
            } else if let last = retry {
                place = last.place + 1
                step = last.step
                retry = (place, step)
            } else {
                return false
            }
        }
        return pattern[step...].allSatisfy { $0 == "*" }
    }
}

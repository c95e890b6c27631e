// SPDX-License-Identifier: EUPL-1.2

package import SystemPackage

/// The exchange with AURA by files (contract §7).
package struct AURASettings: Hashable, Sendable {
    /// Notices are written here; key `aura.outbox`.
    package var outbox: FilePath = "var/outbox/aura"
    /// Replies come in here; key `aura.replies`.
    package var replies: FilePath = "var/outbox/aura/replies"
    /// A notice without a reply for so long is an alarm; key `aura.alarm_after_hours`.
    package var alarmAfterHours = 24

    init(from source: inout SettingsSource, root: FilePath) {
        source.read("aura.outbox", into: &outbox, base: root)
        source.read("aura.replies", into: &replies, base: root)
        source.read("aura.alarm_after_hours", into: &alarmAfterHours, in: 1...8760)
    }
}

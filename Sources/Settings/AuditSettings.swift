// SPDX-License-Identifier: EUPL-1.2

package import SystemPackage

/// The access log; keys `audit.*`.
package struct AuditSettings: Hashable, Sendable {
    /// The key that signs its heads, made at the first start; a file of that name in the credential directory of systemd
    /// counts before it.
    package var key: FilePath = "var/audit.key"
    /// Where the signed head of each day is put, to be carried elsewhere.
    package var heads: FilePath = "var/audit"
    /// An operator who opens so many people within an hour is an alarm; nought for none.
    package var alarmPeopleAnHour = 60
    /// The hours of the night, in Italy; the same for none.
    package var nightFrom = 22
    package var nightUntil = 6
    package var alarmOwnRecord = true
    package var alarmSameFamilyName = true

    init(from source: inout SettingsSource, root: FilePath) {
        source.read("audit.key", into: &key, base: root)
        source.read("audit.heads", into: &heads, base: root)
        source.read("audit.alarm_people_an_hour", into: &alarmPeopleAnHour, in: 0...100_000)
        source.read("audit.night_from", into: &nightFrom, in: 0...23)
        source.read("audit.night_until", into: &nightUntil, in: 0...23)
        source.read("audit.alarm_own_record", into: &alarmOwnRecord)
        source.read("audit.alarm_same_family_name", into: &alarmSameFamilyName)
    }
}

/// For how long things are kept; keys `retention.*`.
package struct RetentionSettings: Hashable, Sendable {
    /// Entries of the access log are kept for so many months, and never less than 24 (Garante, provision of 4 June 2015 on
    /// the *dossier sanitario*, annex 2).
    package var accessLogMonths = 24

    init(from source: inout SettingsSource) {
        source.read("retention.access_log_months", into: &accessLogMonths) { months in
            guard months < 24 else { return months > 1200 ? "al più 1200 mesi" : nil }
            return "il registro degli accessi si conserva per almeno 24 mesi (Garante, provvedimento del 4 giugno 2015)"
        }
    }
}

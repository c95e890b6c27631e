// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// A way of looking that somebody should ask about; the alarm accuses nobody.
package struct AccessAlarm: Hashable, Sendable {
    /// Raw values are those of the database, the metrics and `audit alarms`.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// More people opened within an hour than a desk needs.
        case manyPeople = "MOLTE_PERSONE"
        case night = "NOTTE"
        /// The operator's own data.
        case ownRecord = "PROPRI_DATI"
        /// Somebody of the operator's family name.
        case sameFamilyName = "STESSO_COGNOME"

        /// What people call it.
        package var label: String {
            switch self {
            case .manyPeople: "Molte persone aperte in un'ora"
            case .night: "Persone aperte di notte"
            case .ownRecord: "Ha aperto i propri dati"
            case .sameFamilyName: "Ha aperto i dati di una persona con lo stesso cognome"
            }
        }
    }

    package let id: Int64
    package let kind: Kind
    /// The fiscal code of the operator.
    package let actor: String
    /// The day, with the hour where it matters: one alarm of a kind for an operator and a period.
    package let period: String
    /// The newest entry of the log that belongs to it.
    package let entry: Int64
    package let raisedAt: Timestamp
    /// How many people it is about.
    package let count: Int
}

/// When to raise alarms.
package struct AlarmRules: Hashable, Sendable {
    /// Opening so many people within an hour is an alarm; nought for none.
    package var peopleAnHour: Int
    /// The hours of the night, in Italy: from the first on, until before the second; the same for none.
    package var nightFrom: Int
    package var nightUntil: Int
    package var ownRecord: Bool
    package var sameFamilyName: Bool

    package init(
        peopleAnHour: Int = 60, nightFrom: Int = 22, nightUntil: Int = 6, ownRecord: Bool = true,
        sameFamilyName: Bool = true
    ) {
        self.peopleAnHour = peopleAnHour
        self.nightFrom = nightFrom
        self.nightUntil = nightUntil
        self.ownRecord = ownRecord
        self.sameFamilyName = sameFamilyName
    }

    /// The day on whose evening the night of `moment` began; nothing by day.
    func night(of moment: Timestamp) -> CalendarDay? {
        let time = RomeTime(moment)
        guard nightFrom != nightUntil else { return nil }
        guard nightFrom > nightUntil else { return (nightFrom..<nightUntil).contains(time.hour) ? time.day : nil }
        if time.hour >= nightFrom { return time.day }
        return time.hour < nightUntil ? time.day.adding(days: -1) : nil
    }
}

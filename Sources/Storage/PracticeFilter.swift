// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// What the desk's search asks for (manual §3.2); empty texts and absent values ask for everything.
package struct PracticeFilter: Hashable, Sendable {
    /// The two halves of the desk.
    package enum Tab: String, Hashable, Sendable, CaseIterable {
        case open, closed
    }

    package var tab: Tab?
    package var state: PracticeState?
    /// Any of these; none asks for all.
    package var exemptions: [ExemptionCode]
    /// First and last day of the request, in Italy.
    package var from: CalendarDay?
    package var until: CalendarDay?
    /// The beginning of the name; accents, case, blanks and signs aside.
    package var familyName: String
    package var givenName: String
    /// The beginning of the code, case aside.
    package var fiscalCode: String
    /// Only those of which AURA refused a notice.
    package var isRefusedByAURA: Bool

    package init(
        tab: Tab? = nil, state: PracticeState? = nil, exemptions: [ExemptionCode] = [], from: CalendarDay? = nil,
        until: CalendarDay? = nil, familyName: String = "", givenName: String = "", fiscalCode: String = "",
        isRefusedByAURA: Bool = false
    ) {
        self.tab = tab
        self.state = state
        self.exemptions = exemptions
        self.from = from
        self.until = until
        self.familyName = familyName
        self.givenName = givenName
        self.fiscalCode = fiscalCode
        self.isRefusedByAURA = isRefusedByAURA
    }
}

/// One page of a search, and how many there are in all.
package struct PracticePage: Hashable, Sendable {
    package let practices: [Practice]
    package let total: Int
}

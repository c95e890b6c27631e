// SPDX-License-Identifier: EUPL-1.2

import Domain

/// A person who does not exist, with a sound fiscal code that agrees with name, birth and sex.
struct InventedPerson: Hashable {
    let familyName: String
    let givenName: String
    let sex: Sex
    let birth: CalendarDay
    let town: Town
    let fiscalCode: String

    /// `ROSSI MARIO`, as registers write it.
    var registerName: String { "\(familyName) \(givenName)" }

    init(_ random: inout SplitMix64, bornFrom first: CalendarDay, to last: CalendarDay) {
        sex = random.pick([.male, .female], or: .male)
        // One in ten has names that do not fit into a line of their cell.
        let isLong = random.number(in: 1...10) == 1
        let givenNames =
            switch (sex, isLong) {
            case (.male, false): NameLists.men
            case (.male, true): NameLists.longMen
            case (_, false): NameLists.women
            case (_, true): NameLists.longWomen
            }
        familyName = random.pick(isLong ? NameLists.longFamilies : NameLists.families, or: "ROSSI")
        givenName = random.pick(givenNames, or: "ANDREA")
        birth = random.day(from: first, to: last)
        town = random.pick(NameLists.towns, or: Town(name: "TORINO", cadastralCode: "L219", census: "001272"))
        fiscalCode = Self.fiscalCode(familyName, givenName, sex, birth, town)
    }

    private static let months = Array("ABCDEHLMPRST")

    /// The layout of codes.md §1; women have 40 added to the day.
    private static func fiscalCode(
        _ family: String,
        _ given: String,
        _ sex: Sex,
        _ birth: CalendarDay,
        _ town: Town
    ) -> String {
        let letters = FiscalCode.nameLetters(familyName: family, givenName: given)
        let year = CalendarDay.padded(birth.year % 100, 2)
        let day = CalendarDay.padded(birth.day + (sex == .female ? 40 : 0), 2)
        let start = "\(letters)\(year)\(months[birth.month - 1])\(day)\(town.cadastralCode)"
        // One of the 26 letters is the check character; the type that checks it knows which.
        let ends = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        return ends.lazy.map { start + String($0) }.first { FiscalCode($0) != nil } ?? start
    }
}

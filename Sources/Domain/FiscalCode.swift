// SPDX-License-Identifier: EUPL-1.2

/// The identifier of a person toward the Italian tax and health services: sixteen characters (*codice fiscale*), eleven
/// digits (the provisional numeric code), or an STP or ENI code.
///
/// A value of this type has a sound shape and, where the kind has one, a correct check character. Whether birth date, sex
/// and names agree with it is another question, which `decodedBirth` helps to answer: test persons and old records often
/// break it, so it is a finding and never a refusal (codes.md §1).
package struct FiscalCode: Hashable, Sendable {
    /// Which of the four numberings the code belongs to.
    package enum Kind: String, Hashable, Sendable {
        case personal, provisional, temporarilyPresentForeigner, europeanNotEnrolled
    }

    /// Upper case, without blanks.
    package let value: String
    package let kind: Kind

    /// Accepts `text` when shape and check character are sound; surrounding blanks and lower case are tolerated.
    ///
    /// - Throws: `FiscalCodeProblem`, naming the first thing that is wrong.
    package init(checking text: some StringProtocol) throws(FiscalCodeProblem) {
        try self.init(checking: String(text))
    }

    /// The same for the type that nearly all texts have.
    package init(checking text: String) throws(FiscalCodeProblem) {
        try self.init(bytes: text.utf8.filter { $0 != UInt8(ascii: " ") }.map(\.asciiUppercased))
    }

    private init(bytes: [UInt8]) throws(FiscalCodeProblem) {
        switch bytes.count {
        case 0: throw .empty
        case 11: try Self.checkProvisional(bytes)
        case 16: try Self.checkSixteen(bytes)
        default: throw .length(bytes.count)
        }
        value = String(decoding: bytes, as: UTF8.self)
        kind = Self.kind(of: bytes)
    }

    /// The sixteen- or eleven-character code, or nothing when it is not sound.
    package init?(_ text: some StringProtocol) { self.init(String(text)) }

    /// The same for the type that nearly all texts have.
    package init?(_ text: String) {
        do { try self.init(checking: text) } catch { return nil }
    }
}

/// Why a text is no sound fiscal code.
package enum FiscalCodeProblem: Error, Hashable, Sendable {
    case empty
    case length(Int)
    /// Not the pattern of any of the four numberings.
    case shape
    case checkCharacter
}

extension FiscalCode {
    private static let stp = Array("STP".utf8)
    private static let eni = Array("ENI".utf8)

    private static func kind(of bytes: [UInt8]) -> Kind {
        if bytes.count == 11 { return .provisional }
        if isNumbered(bytes, prefix: stp) { return .temporarilyPresentForeigner }
        if isNumbered(bytes, prefix: eni) { return .europeanNotEnrolled }
        return .personal
    }

    private static func isNumbered(_ bytes: [UInt8], prefix: [UInt8]) -> Bool {
        bytes.starts(with: prefix) && bytes.dropFirst(3).allSatisfy(\.isASCIIDigit)
    }

    private static func checkProvisional(_ bytes: [UInt8]) throws(FiscalCodeProblem) {
        guard bytes.allSatisfy(\.isASCIIDigit) else { throw .shape }
        let digits = bytes.map { Int($0 - UInt8(ascii: "0")) }
        guard digits[10] == provisionalCheckDigit(digits) else { throw .checkCharacter }
    }

    /// The check digit of the VAT number: even places doubled, nine taken off above nine (codes.md §2).
    private static func provisionalCheckDigit(_ digits: [Int]) -> Int {
        let sum = (0..<10).reduce(0) { sum, place in
            guard place % 2 == 1 else { return sum + digits[place] }
            let doubled = digits[place] * 2
            return sum + (doubled > 9 ? doubled - 9 : doubled)
        }
        return (10 - sum % 10) % 10
    }

    private static func checkSixteen(_ bytes: [UInt8]) throws(FiscalCodeProblem) {
        if isNumbered(bytes, prefix: stp) || isNumbered(bytes, prefix: eni) { return }
        guard hasPersonalShape(bytes) else { throw .shape }
        guard bytes[15] == checkCharacter(of: bytes[..<15]) else { throw .checkCharacter }
    }

    /// A bit for each of the places 6, 7, 9, 10, 12, 13 and 14.
    private static let digitPlaces: UInt16 = 0b0111_0110_1100_0000
    private static let months = Array("ABCDEHLMPRST".utf8)
    /// The letters that stand for 0 to 9 where two persons would share a code (*omocodia*).
    private static let omocodia = Array("LMNPQRSTUV".utf8)

    private static func hasPersonalShape(_ bytes: [UInt8]) -> Bool {
        bytes.indices.allSatisfy { place in
            if digitPlaces >> UInt16(place) & 1 == 1 { return digit(bytes[place]) != nil }
            if place == 8 { return months.contains(bytes[place]) }
            return bytes[place].isASCIIUppercaseLetter
        }
    }

    /// The digit that a character stands for, omocodia undone.
    private static func digit(_ byte: UInt8) -> Int? {
        byte.isASCIIDigit ? Int(byte - UInt8(ascii: "0")) : omocodia.firstIndex(of: byte)
    }

    /// Values of the characters 0-9 and A-Z at odd places (first, third …), by decree; 0 and A share a value, 1 and B, ….
    private static let oddValues = [
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
    ]

    /// The sixteenth character that belongs to the first fifteen.
    private static func checkCharacter(of bytes: ArraySlice<UInt8>) -> UInt8 {
        let sum = bytes.indices.reduce(0) { sum, place in
            let byte = bytes[place]
            let rank = Int(byte - (byte.isASCIIDigit ? UInt8(ascii: "0") : UInt8(ascii: "A")))
            return sum + (place % 2 == 0 ? oddValues[rank] : rank)
        }
        return UInt8(ascii: "A") + UInt8(sum % 26)
    }
}

extension FiscalCode {
    /// Birth data as far as the code tells them: the century is not stored, and day and month may be impossible.
    package struct DecodedBirth: Hashable, Sendable {
        /// 0 to 99.
        package let yearOfCentury: Int
        /// 1 to 12.
        package let month: Int
        /// 1 to 31 in a sound code.
        package let day: Int
        package let sex: Sex

        /// Whether `date` is the day that the code states, in any century.
        package func agrees(with date: CalendarDay) -> Bool {
            date.year % 100 == yearOfCentury && date.month == month && date.day == day
        }
    }

    /// What the characters 7 to 11 say; nothing for codes that carry no birth data.
    package var decodedBirth: DecodedBirth? {
        guard kind == .personal else { return nil }
        let bytes = Array(value.utf8)
        guard let month = Self.months.firstIndex(of: bytes[8]),
            let yearTens = Self.digit(bytes[6]), let yearUnits = Self.digit(bytes[7]),
            let dayTens = Self.digit(bytes[9]), let dayUnits = Self.digit(bytes[10])
        else { return nil }
        let day = dayTens * 10 + dayUnits
        return DecodedBirth(
            yearOfCentury: yearTens * 10 + yearUnits,
            month: month + 1,
            day: day > 40 ? day - 40 : day,
            sex: day > 40 ? .female : .male)
    }

    /// No person of this age lives: a year of birth that would make one is of the next century.
    private static let greatestAge = 120

    /// The earliest day on which the person can have been born; nothing for codes that carry no birth data. The code has no
    /// century: of somebody who may be a child or very old it is the day of the old one.
    package func earliestBirth(at today: CalendarDay) -> CalendarDay? {
        guard let birth = decodedBirth else { return nil }
        let oldest = today.year - Self.greatestAge
        let year = oldest + (birth.yearOfCentury - oldest % 100 + 100) % 100
        // A day that the month does not have, which a sound code may state, counts as the first.
        return CalendarDay(year: year, month: birth.month, day: birth.day)
            ?? CalendarDay(year: year, month: birth.month, day: 1)
    }

    /// The six letters that family and given name contribute (codes.md §1): consonants, then vowels, then X.
    package static func nameLetters(familyName: String, givenName: String) -> String {
        let family = sortedLetters(familyName)
        let given = sortedLetters(givenName)
        let consonants = given.prefix { !isVowel($0) }
        let chosen = consonants.count >= 4 ? [consonants[0], consonants[2], consonants[3]] : filled(given)
        return String(decoding: filled(family) + chosen, as: UTF8.self)
    }

    private static func filled(_ letters: [UInt8]) -> [UInt8] { Array((letters + Array("XXX".utf8)).prefix(3)) }

    private static func isVowel(_ letter: UInt8) -> Bool {
        switch letter {
        case UInt8(ascii: "A"), UInt8(ascii: "E"), UInt8(ascii: "I"), UInt8(ascii: "O"), UInt8(ascii: "U"): true
        default: false
        }
    }

    /// Consonants first, vowels after, each in their order; accents and everything that is no letter left out.
    private static func sortedLetters(_ name: String) -> [UInt8] {
        let folded = name.foldedToASCII
        // A letter with a mark of its own behind it is one character with it, and no plain letter.
        let plain = folded.utf8.allSatisfy { $0 < 0x80 } ? folded : folded.filter(\.isASCII)
        let letters = plain.utf8.filter(\.isASCIIUppercaseLetter)
        return letters.filter { !isVowel($0) } + letters.filter(isVowel)
    }
}

extension FiscalCode: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        try self.init(checking: container.decode(String.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// The administrative sex of a document: `M`, `F`, or `UN` where the register does not tell.
package enum Sex: String, Codable, Hashable, Sendable {
    case male = "M"
    case female = "F"
    case undetermined = "UN"
}

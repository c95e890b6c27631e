// SPDX-License-Identifier: EUPL-1.2

import Domain

/// A day that is printed somewhere.
struct FoundDate {
    /// Nothing for one that no calendar has, such as 31/02/2025.
    let day: CalendarDay?
    let tokens: [Int]
    /// The century is not printed.
    let isShort: Bool
    /// Eight digits in a row: a day only where a label says so.
    let isBare: Bool

    var first: Int { tokens[0] }
    var last: Int { tokens[tokens.count - 1] }

    func isDay(_ test: (CalendarDay) -> Bool) -> Bool { day.map(test) ?? false }
}

/// Finds days in every form that Italians write: 12/03/2025, 12.3.25, 12 marzo 2025, 2025-03-12, 12 / 03 / 2025, and in words.
struct DateSearch {
    let context: PageContext

    var dates: [FoundDate] {
        var found: [FoundDate] = []
        var token = 0
        while token < context.tokens.count {
            if let date = context.tokens[token].startsWithDigit ? date(at: token) : spelt(token) {
                found.append(date)
                token = date.last + 1
            } else {
                token += 1
            }
        }
        return found
    }

    private func date(at token: Int) -> FoundDate? {
        whole(token) ?? worded(token) ?? glued(token) ?? abbreviated(token) ?? parted(token)
    }

    /// In one piece.
    private func whole(_ token: Int) -> FoundDate? {
        let piece = context.tokens[token]
        guard (6...12).contains(piece.range.count) else { return nil }
        let scalars = context.layout.words[piece.word].scalars[piece.range]
        var parts: [[UInt8]] = [[]]
        for scalar in scalars {
            if scalar.value >= 0x30, scalar.value <= 0x39 {
                parts[parts.count - 1].append(UInt8(truncatingIfNeeded: scalar.value))
            } else if "/-.".unicodeScalars.contains(scalar) {
                parts.append([])
            } else if parts.count == 2, "IVX".unicodeScalars.contains(scalar) {
                parts[1].append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                return nil
            }
        }
        if parts.count == 1, parts[0].count == 8 { return bare(parts[0], token) }
        guard parts.count == 3 else { return nil }
        if let month = ItalianMonth.roman(parts[1]) { parts[1] = [UInt8](String(month).utf8) }
        return date(parts[0], parts[1], parts[2], [token])
    }

    /// Digits with signs between them as pieces of their own; also a date that is broken at the end of a line.
    private func parted(_ token: Int) -> FoundDate? {
        let key = context.tokens[token].key
        if let broken = broken(token) { return broken }
        if let boxed = boxed(token) { return boxed }
        if key.count <= 2 {
            guard let second = joined(token), let third = joined(second) else { return nil }
            return date(key, context.tokens[second].key, context.tokens[third].key, [token, second, third])
        }
        // `12/03/`, `12-03-` at the end of a line, the year on the next.
        guard (2...4).contains(key.count), !context.tokens[token].after.isDisjoint(with: [.slash, .hyphen]),
            let year = context.next(token), context.tokens[year].isNumber, context.tokens[year].key.count == 4,
            context.layout.cellOf[year] != context.layout.cellOf[token]
        else { return nil }
        let scalars = context.layout.words[context.tokens[token].word].scalars[context.tokens[token].range]
        let parts = scalars.split { "/-".unicodeScalars.contains($0) }
            .map { $0.map { UInt8(truncatingIfNeeded: $0.value) } }
        return parts.count == 2 ? date(parts[0], parts[1], context.tokens[year].key, [token, year]) : nil
    }

    /// `20 04 1979` in boxes: a day only where a label says so.
    private func boxed(_ token: Int) -> FoundDate? {
        let line = context.layout.lines[context.cell(of: token).line]
        let end = context.layout.cells[line.cells.upperBound - 1].tokens.upperBound
        guard token + 2 < end else { return nil }
        let pieces = (token...(token + 2)).map { context.tokens[$0] }
        guard pieces.allSatisfy(\.isNumber), pieces.map(\.key.count) == [2, 2, 4],
            pieces.dropLast().allSatisfy({ $0.after.isEmpty }),
            let day = date(pieces[0].key, pieces[1].key, pieces[2].key, [token])?.day
        else { return nil }
        return FoundDate(day: day, tokens: [token, token + 1, token + 2], isShort: false, isBare: true)
    }

    /// `12-` at the end of a line, month and year on the next.
    private func broken(_ token: Int) -> FoundDate? {
        guard let rest = joined(token), (5...7).contains(context.tokens[rest].range.count),
            context.layout.cellOf[rest] != context.layout.cellOf[token]
        else { return nil }
        let scalars = context.layout.words[context.tokens[rest].word].scalars[context.tokens[rest].range]
        let parts = scalars.split { "/-.".unicodeScalars.contains($0) }
            .map { $0.map { UInt8(truncatingIfNeeded: $0.value) } }
        return parts.count == 2 ? date(context.tokens[token].key, parts[0], parts[1], [token, rest]) : nil
    }

    /// The next piece when a slash, a hyphen or a full stop stands between and nothing else.
    private func joined(_ token: Int) -> Int? {
        guard let next = context.next(token), context.tokens[next].isNumber,
            !context.tokens[token].after.isDisjoint(with: [.slash, .hyphen, .stop])
        else { return nil }
        return next
    }

    private func worded(_ token: Int) -> FoundDate? {
        let key = context.tokens[token].key
        guard key.count <= 2, key.allSatisfy(\.isASCIIDigit), !isStreet(token) else { return nil }
        // `1 9 novembre`, printed with wide spaces.
        if key.count == 1 {
            for unit in followers(token) where context.tokens[unit].key.count == 1 && context.tokens[unit].isNumber {
                if let date = worded(key + context.tokens[unit].key, [token, unit]) { return date }
            }
        }
        return worded(key, [token])
    }

    /// `sedici settembre duemilaventisei`, `primo marzo 2025`
    private func spelt(_ token: Int) -> FoundDate? {
        guard let day = ItalianNumber.day(context.tokens[token].key), !isStreet(token),
            let place = followers(token).first, let month = ItalianMonth.number(context.tokens[place].key),
            let last = followers(place).first
        else { return nil }
        let key = context.tokens[last].key
        let year = ItalianNumber.year(key).map { [UInt8](String($0).utf8) } ?? key
        guard year.count == 4 else { return nil }
        return date([UInt8](String(day).utf8), [UInt8](String(month).utf8), year, [token, place, last])
    }

    /// `Via 25 Aprile 37`
    private func isStreet(_ token: Int) -> Bool {
        context.previous(token).map { StreetWords.keys.contains(context.tokens[$0].key) } ?? false
    }

    private func worded(_ day: [UInt8], _ tokens: [Int]) -> FoundDate? {
        for second in followers(tokens[tokens.count - 1]) {
            guard let (month, words) = month(second) ?? figures(second, behind: tokens[tokens.count - 1]) else {
                continue
            }
            for third in followers(words[words.count - 1]) {
                let year = context.tokens[third].key
                if let date = date(day, [UInt8](String(month).utf8), year, tokens + words + [third]) { return date }
            }
        }
        return nil
    }

    /// Figures are a month where a sign parts them from the day, as no other letters are.
    private func roman(_ key: [UInt8], behind day: Int) -> Int? {
        context.tokens[day].after.isDisjoint(with: [.slash, .hyphen, .stop]) ? nil : ItalianMonth.roman(key)
    }

    /// `30-AGO-1952`, which comes in two pieces, and `12-III-2025`.
    private func abbreviated(_ token: Int) -> FoundDate? {
        let day = context.tokens[token].key
        guard day.count <= 2, day.allSatisfy(\.isASCIIDigit), let rest = followers(token).first else { return nil }
        let key = context.tokens[rest].key
        let year = key.reversed().prefix { $0.isASCIIDigit }.count
        let word = Array(key.dropLast(year))
        guard year == 2 || year == 4, let month = ItalianMonth.number(word) ?? roman(word, behind: token) else {
            return nil
        }
        return date(day, [UInt8](String(month).utf8), Array(key.suffix(year)), [token, rest])
    }

    /// `19luglio2001`, where a narrow setting lost the blanks.
    private func glued(_ token: Int) -> FoundDate? {
        let key = context.tokens[token].key
        let day = Array(key.prefix { $0.isASCIIDigit })
        let year = Array(key.reversed().prefix { $0.isASCIIDigit }.reversed())
        guard (1...2).contains(day.count), year.count == 4, key.count > 8,
            let month = ItalianMonth.number(Array(key[day.count..<(key.count - 4)]))
        else { return nil }
        return date(day, [UInt8](String(month).utf8), year, [token])
    }

    private func figures(_ token: Int, behind day: Int) -> (number: Int, tokens: [Int])? {
        roman(context.tokens[token].key, behind: day).map { ($0, [token]) }
    }

    /// A month, also broken at the end of a line: `no-` `vembre`.
    private func month(_ token: Int) -> (number: Int, tokens: [Int])? {
        if let number = ItalianMonth.number(context.tokens[token].key) { return (number, [token]) }
        guard context.tokens[token].after.contains(.hyphen), let rest = context.next(token),
            let number = ItalianMonth.number(context.tokens[token].key + context.tokens[rest].key)
        else { return nil }
        return (number, [token, rest])
    }

    /// The next piece on the line, since wide blanks make cells of their own, and the next in reading order.
    private func followers(_ token: Int) -> [Int] {
        let beside = token + 1
        let isBeside = beside < context.tokens.count && context.cell(of: beside).line == context.cell(of: token).line
        let next = context.next(token)
        return (isBeside ? [beside] : []) + (next.map { $0 == beside && isBeside ? [] : [$0] } ?? [])
    }

    private func date(_ first: [UInt8], _ second: [UInt8], _ third: [UInt8], _ tokens: [Int]) -> FoundDate? {
        guard let a = Self.number(first), let b = Self.number(second), let c = Self.number(third) else { return nil }
        if first.count == 4, second.count <= 2, third.count <= 2 {
            return FoundDate(day: CalendarDay(year: a, month: b, day: c), tokens: tokens, isShort: false, isBare: false)
        }
        guard first.count <= 2, second.count <= 2, third.count == 4 || third.count == 2 else { return nil }
        let isShort = third.count == 2
        // Certificates are of this century; a birth date takes its century from the fiscal code.
        let year = isShort ? 2000 + c : c
        guard year >= 1890, year < 2100 else { return nil }
        let day = CalendarDay(year: year, month: b, day: a)
        // Numbers that are far from any day are another thing: 89/01/12.
        guard
            day != nil || ((1...31).contains(a) && (1...19).contains(b))
                || ((1...39).contains(a) && (1...12).contains(b)) || (!isShort && (a <= 31 || b <= 12))
        else { return nil }
        return FoundDate(day: day, tokens: tokens, isShort: isShort, isBare: false)
    }

    private func bare(_ digits: [UInt8], _ token: Int) -> FoundDate? {
        let (head, middle, tail) = (Array(digits[..<2]), Array(digits[2..<4]), Array(digits[4...]))
        guard let day = date(head, middle, tail, [token])?.day else { return nil }
        return FoundDate(day: day, tokens: [token], isShort: false, isBare: true)
    }

    private static func number(_ digits: [UInt8]) -> Int? {
        guard !digits.isEmpty, digits.count <= 4, digits.allSatisfy(\.isASCIIDigit) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
}

/// Names of months as they are written, whole or cut.
enum ItalianMonth {
    private static let names = [
        "GENNAIO", "FEBBRAIO", "MARZO", "APRILE", "MAGGIO", "GIUGNO", "LUGLIO", "AGOSTO", "SETTEMBRE", "OTTOBRE",
        "NOVEMBRE", "DICEMBRE",
    ].map { [UInt8]($0.utf8) }

    private static let romans = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ].map { [UInt8]($0.utf8) }

    /// 1 to 12.
    static func number(_ key: [UInt8]) -> Int? {
        guard key.count >= 3 else { return nil }
        return names.firstIndex { $0.starts(with: key) }.map { $0 + 1 }
    }

    /// 1 to 12, in Roman figures: `12/III/2025`.
    static func roman(_ key: [UInt8]) -> Int? { romans.firstIndex(of: key).map { $0 + 1 } }
}

// SPDX-License-Identifier: EUPL-1.2

/// Numbers that are written out, as days are in solemn papers: `addì sedici settembre duemilaventisei`.
enum ItalianNumber {
    /// 1 to 31; `primo` is the first of a month.
    static func day(_ key: [UInt8]) -> Int? { days[key] }

    /// 1900 to 2099, written in one word.
    static func year(_ key: [UInt8]) -> Int? { years[key] }

    private static let days = Dictionary(
        uniqueKeysWithValues: [([UInt8]("PRIMO".utf8), 1)] + (1...31).map { ([UInt8](word($0).utf8), $0) })

    private static let years = Dictionary(
        uniqueKeysWithValues: [("MILLENOVECENTO", 1900), ("DUEMILA", 2000)].flatMap { head, century in
            (0...99).map { ([UInt8]((head + word($0)).utf8), century + $0) }
        })

    /// 0 to 99 in capitals; nothing is said of 0.
    private static func word(_ number: Int) -> String {
        guard number >= 20 else { return small[number] }
        let (ten, unit) = (tens[number / 10], small[number % 10])
        // `ventuno`, `ventotto`: the vowel gives way.
        return (number % 10 == 1 || number % 10 == 8 ? String(ten.dropLast()) : ten) + unit
    }

    private static let small = [
        "", "UNO", "DUE", "TRE", "QUATTRO", "CINQUE", "SEI", "SETTE", "OTTO", "NOVE", "DIECI", "UNDICI", "DODICI",
        "TREDICI", "QUATTORDICI", "QUINDICI", "SEDICI", "DICIASSETTE", "DICIOTTO", "DICIANNOVE",
    ]
    private static let tens = [
        "", "", "VENTI", "TRENTA", "QUARANTA", "CINQUANTA", "SESSANTA", "SETTANTA", "OTTANTA", "NOVANTA",
    ]
}

// SPDX-License-Identifier: EUPL-1.2

import Domain

/// A health company as the head of a certificate shows it; addresses and telephones are invented.
struct SampleStructure: Hashable {
    let code: ASLCode
    let name: String
    let address: String
    let pec: String
    /// Eleven digits of the company itself, which a reader must not take for a person's.
    let vatNumber: String

    init(_ entry: ASLEntry, _ random: inout SplitMix64) {
        code = entry.code
        name = entry.name
        let street = random.pick(NameLists.streets, or: "VIA ROMA")
        address = "\(street) \(random.number(in: 1...200)) - 10100 TORINO"
        let domain = entry.name.lowercased().filter { $0.isASCII && $0.isLetter }
        pec = "protocollo@pec.\(domain).example"
        vatNumber = Self.vatNumber(random.number(in: 100_000...999_999))
    }

    /// A number with its check digit, which goes as for the provisional fiscal code (codes.md §2).
    private static func vatNumber(_ company: Int) -> String {
        let start = CalendarDay.padded(company, 7) + "001"
        return "0123456789".lazy.map { start + String($0) }.first { FiscalCode($0) != nil } ?? start
    }
}

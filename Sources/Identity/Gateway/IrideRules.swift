// SPDX-License-Identifier: EUPL-1.2

internal import Crypto
package import Domain
internal import FoundationEssentials

/// What the token of Iride says (field-notes C.1): `CF/Nome/Cognome/IdP/yyyyMMddHHmmss/livello/MAC`.
package struct IrideToken: Hashable, Sendable {
    package let fiscalCode: FiscalCode
    /// When the person signed in; the token has the legal time of Italy.
    package let issuedAt: Timestamp
    package let level: Int
}

/// The key of Iride's tokens, and what is asked of them.
package struct IrideRules: Sendable {
    private let key: SymmetricKey
    private let maxAge: Int64
    private let minLevel: Int

    /// - Parameters:
    ///   - key: of HMAC-SHA-256 over everything before the last slash of the six; the code is in Base64 or hexadecimal digits.
    ///   - maxAge: seconds.
    package init(key: [UInt8], maxAge: Int, minLevel: Int) {
        self.key = SymmetricKey(data: key)
        self.maxAge = Int64(maxAge)
        self.minLevel = minLevel
    }

    /// A clock of the gateway may be ahead of ours by so many seconds.
    private static let clockSkew: Int64 = 60

    /// What a token says, where it is genuine, fresh and of a level that is enough.
    package func token(_ text: String, at now: Timestamp) throws(GatewayRefusal) -> IrideToken {
        // Base64 has slashes of its own: the code is all that follows the sixth.
        let parts = text.split(separator: "/", maxSplits: 6, omittingEmptySubsequences: false)
        guard parts.count == 7, let moments = Self.moments(parts[4]), let level = Int(parts[5]),
            let mac = Self.bytes(String(parts[6]))
        else { throw .tokenUnsound }
        let signed = Data(parts[..<6].joined(separator: "/").utf8)
        guard HMAC<SHA256>.isValidAuthenticationCode(mac, authenticating: signed, using: key) else {
            throw .tokenForged
        }
        guard let code = FiscalCode(parts[0]), code.kind == .personal, code.value == parts[0] else {
            throw .codeUnsound
        }
        guard let issued = moments.first(where: { isCurrent($0, at: now) }) else { throw .tokenOld }
        guard level >= minLevel else { throw .levelTooLow }
        return IrideToken(fiscalCode: code, issuedAt: issued, level: level)
    }

    private func isCurrent(_ issued: Timestamp, at now: Timestamp) -> Bool {
        let age = now.seconds - issued.seconds
        return age <= maxAge && age >= -Self.clockSkew
    }

    /// `yyyyMMddHHmmss` in the legal time of Italy: one moment, two in the hour that comes twice in autumn, the earlier first, and
    /// none in the one that spring leaves out. The token does not say which of the two it means, and is good where either is.
    private static func moments(_ text: Substring) -> [Timestamp]? {
        let bytes = Array(text.utf8)
        guard bytes.count == 14, bytes.allSatisfy(\.isASCIIDigit) else { return nil }
        func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1 - 48) } }
        let (hour, minute, second) = (number(8..<10), number(10..<12), number(12..<14))
        guard let day = CalendarDay(year: number(0..<4), month: number(4..<6), day: number(6..<8)), hour < 24,
            minute < 60, second < 60
        else { return nil }
        let local = Int64(day.daysSinceEpoch) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
        let moments = [2, 1].compactMap { offset in
            let moment = Timestamp(seconds: local - Int64(offset) * 3600)
            return RomeTime(moment).offsetHours == offset ? moment : nil
        }
        return moments.isEmpty ? nil : moments
    }

    private static func bytes(_ text: String) -> [UInt8]? {
        if text.utf8.count == 64 { return [UInt8](hexadecimal: text) }
        return Data(base64Encoded: text).map(Array.init)
    }
}

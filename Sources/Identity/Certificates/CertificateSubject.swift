// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// The attributes of a certificate's subject in which Italian cards and certificates name their holder.
///
/// A CNS or TS-CNS has the code in the common name, before the card's number (`CF/number.digest`); ETSI EN 319 412-1 has it in
/// the serial number as `TINIT-CF`, older certificates as `IT:CF`. Nothing else is looked at: an address of mail or an
/// organisation may hold anything.
package struct CertificateSubject: Hashable, Sendable {
    package var commonNames: [String]
    package var serialNumbers: [String]

    package init(commonNames: [String] = [], serialNumbers: [String] = []) {
        self.commonNames = commonNames
        self.serialNumbers = serialNumbers
    }

    /// The one person that the subject names.
    ///
    /// - Throws: `codeMissing`, `codeUnsound` (shape or check character) or `codeAmbiguous`.
    package func fiscalCode() throws(CertificateRefusal) -> FiscalCode {
        let written = commonNames.compactMap(Self.ofCommonName) + serialNumbers.compactMap(Self.ofSerialNumber)
        guard !written.isEmpty else { throw .codeMissing }
        var found: Set<FiscalCode> = []
        for text in written {
            guard text.utf8.count == 16, text.utf8.allSatisfy(\.isLetterOrDigit), let code = FiscalCode(text),
                code.kind == .personal
            else { throw .codeUnsound }
            found.insert(code)
        }
        guard let code = found.first, found.count == 1 else { throw .codeAmbiguous }
        return code
    }

    /// The first sixteen characters, where they stand alone or before a slash; a name of a person has none there.
    private static func ofCommonName(_ text: String) -> String? {
        let end = text.firstIndex(of: "/") ?? text.endIndex
        let head = text[..<end]
        let hasCardNumber = end != text.endIndex
        return head.utf8.count == 16 && (hasCardNumber || head.utf8.contains(where: \.isASCIIDigit))
            ? String(head) : nil
    }

    /// What follows a prefix that announces an Italian tax number.
    private static func ofSerialNumber(_ text: String) -> String? {
        for prefix in ["TINIT-", "IT:"] where text.uppercased().hasPrefix(prefix) {
            return String(text.dropFirst(prefix.count))
        }
        return nil
    }
}

extension UInt8 {
    fileprivate var isLetterOrDigit: Bool { isASCIIDigit || asciiUppercased.isASCIIUppercaseLetter }
}

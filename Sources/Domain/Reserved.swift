// SPDX-License-Identifier: EUPL-1.2

extension ExemptionCode {
    /// Neoplastic disease: who has it is told only to those who may know (domain.md §2.4).
    package var isReserved: Bool { value.isReservedCode }
}

extension CodePair {
    /// Whether the exemption of the pair is the reserved one.
    package var isReserved: Bool { exemption?.isReserved ?? false }
}

extension Extract {
    /// Whether the document speaks of the reserved exemption at all, as the one that counts or as another, whether in force or
    /// not. Codes are looked at as they are written: one with a diagnosis behind it (`048.174`) is the reserved one too.
    package var namesReserved: Bool {
        let field = fields[.exemptionCode]
        let codes = [field?.value].compactMap(\.self) + (field?.candidates ?? []) + exemptions.map(\.code)
        let words = [field?.asWritten] + exemptions.map(\.text)
        return codes.contains(where: \.isReservedCode) || words.contains { $0?.namesReservedCode == true }
            || findings.contains(where: \.namesReserved)
    }
}

extension Finding {
    /// Whether it tells of the reserved exemption: of a code that is over, unknown, or contradicted by another source.
    package var namesReserved: Bool {
        (field == .exemptionCode || code == .diagnosisNotOfExemption) && detail?.namesReservedCode == true
    }
}

extension StringProtocol {
    /// Nothing but neoplastic disease begins so; whatever stands behind it, the code fails to no side but this one.
    fileprivate var isReservedCode: Bool { utf8.drop { $0 == UInt8(ascii: " ") }.starts(with: "048".utf8) }

    /// Whether one of its words is such a code.
    fileprivate var namesReservedCode: Bool {
        utf8.split { !$0.isASCIIDigit && !$0.asciiUppercased.isASCIIUppercaseLetter }
            .contains { $0.starts(with: "048".utf8) }
    }
}

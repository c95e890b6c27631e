// SPDX-License-Identifier: EUPL-1.2

extension ExemptionCode {
    /// Neoplastic disease: who has it is told only to those who may know (domain.md §2.4).
    package var isReserved: Bool { value == "048" }
}

extension CodePair {
    /// Whether the exemption of the pair is the reserved one.
    package var isReserved: Bool { exemption?.isReserved ?? false }
}

extension Extract {
    /// Whether the document speaks of the reserved exemption at all, as the one that counts or as another.
    package var namesReserved: Bool {
        let field = fields[.exemptionCode]
        let codes = [field?.value].compactMap(\.self) + (field?.candidates ?? []) + exemptions.map(\.code)
        return codes.contains { ExemptionCode($0)?.isReserved ?? false }
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// The values of `templates/ricevute/ricevuta.mustache`, each ready to print; absent elements are absent values.
struct ReceiptModel {
    let file: String
    let sha256: String
    let sender: String
    let at: String
    let outcome: String
    let practice: String?
    let duplicateOf: String?
    let documentKind: String?
    let findings: [FindingModel]
    let noteBeneficiary: String?
    let noteInternal: String?

    struct FindingModel {
        let code: String
        let message: String
        let remedy: String
    }

    init(_ receipt: Receipt) {
        file = receipt.file
        sha256 = receipt.sha256.value
        sender = receipt.sender
        at = receipt.at.iso
        outcome = receipt.outcome.rawValue
        practice = receipt.practice?.value
        duplicateOf = receipt.outcome == .duplicate ? receipt.sha256.value : nil
        documentKind = receipt.documentKind.flatMap { $0 == .unknown ? nil : $0.italianName }
        // The detail may hold what another reader must not see; the sentence of the code does not.
        findings = receipt.findings.map {
            FindingModel(code: $0.code.rawValue, message: $0.code.message, remedy: $0.code.remedy)
        }
        noteBeneficiary = receipt.noteBeneficiary.isEmpty ? nil : receipt.noteBeneficiary
        noteInternal = receipt.noteInternal.isEmpty ? nil : receipt.noteInternal
    }
}

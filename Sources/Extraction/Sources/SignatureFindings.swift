// SPDX-License-Identifier: EUPL-1.2

import Domain

extension Extract {
    /// Tells what the signatures are worth, and whether it is the certificate's physician who signed.
    mutating func judge(_ verdicts: [SignatureVerdict]) {
        signatures = verdicts.map { verdict in
            var verdict = verdict
            verdict.isPhysician = isPhysician(verdict)
            return verdict
        }
        for verdict in signatures {
            switch verdict.state {
            case .invalid: tell(.signatureInvalid, verdict.told)
            case .unverifiable: tell(.signatureUnverifiable, verdict.told)
            case .valid: break
            }
            if !verdict.coversWholeFile { tell(.signatureIncomplete, verdict.signer) }
        }
        if !signatures.isEmpty, signatures.allSatisfy({ $0.isPhysician == false }) {
            tell(.signerNotPhysician, signatures.compactMap(\.signer).joined(separator: ", "))
        }
        if signatures.isEmpty, role == .certificate { tell(.signatureAbsent, nil) }
    }

    private mutating func tell(_ code: FindingCode, _ detail: String?) {
        let finding = Finding(code, detail: detail.flatMap { $0.isEmpty ? nil : $0 })
        if !findings.contains(finding) { findings.append(finding) }
    }

    /// By the fiscal codes where both are known, else by the names: each word of the physician's is in the signer's.
    private func isPhysician(_ verdict: SignatureVerdict) -> Bool? {
        if let signer = verdict.signerFiscalCode, let own = value(.physicianFiscalCode) { return signer.value == own }
        guard let signer = verdict.signer, let name = value(.physicianName) else { return nil }
        let words = Set(signer.foldedToASCII.split { !$0.isLetter })
        return name.foldedToASCII.split { !$0.isLetter }.allSatisfy { words.contains($0) }
    }
}

extension SignatureVerdict {
    fileprivate var told: String { [signer, reason].compactMap(\.self).joined(separator: ": ") }
}

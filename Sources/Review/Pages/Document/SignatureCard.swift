// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// One digital signature of a document and what checking it yielded; it informs and decides nothing.
struct SignatureCard: Encodable, Hashable, Sendable {
    let verdict: String
    let verdictStyle: String
    let technique: String?
    let signer: String?
    let signerCode: String?
    let signedAt: String?
    let coverage: String?
    let physician: String?
    let reason: String?
    let hasDetails: Bool

    /// A card a signature, outermost first; one that says so where there is none.
    static func cards(_ extract: Extract) -> [SignatureCard] {
        extract.signatures.isEmpty ? [.absent] : extract.signatures.map(SignatureCard.init)
    }

    private static let absent = SignatureCard(verdict: "assente", verdictStyle: "absent")

    private init(verdict: String, verdictStyle: String) {
        self.verdict = verdict
        self.verdictStyle = verdictStyle
        technique = nil
        signer = nil
        signerCode = nil
        signedAt = nil
        coverage = nil
        physician = nil
        reason = nil
        hasDetails = false
    }

    private init(_ signature: SignatureVerdict) {
        verdict = signature.state.italianName
        verdictStyle = signature.state.rawValue
        technique = signature.kind.italianName
        signer = signature.signer
        signerCode = signature.signerFiscalCode?.value
        signedAt = signature.signedAt?.italian
        coverage =
            signature.coversWholeFile
            ? "tutto il file" : "solo una parte del file: qualcosa è stato aggiunto dopo la firma"
        physician =
            switch signature.isPhysician {
            case true?: "chi ha firmato è il medico indicato nel documento"
            case false?: "chi ha firmato non è il medico indicato nel documento"
            case nil: "non è possibile stabilire se chi ha firmato è il medico indicato nel documento"
            }
        reason = signature.reason?.withCapital
        hasDetails = true
    }
}

extension String {
    /// As a sentence of its own.
    fileprivate var withCapital: String { prefix(1).uppercased() + dropFirst() }
}

extension SignatureVerdict.State {
    fileprivate var italianName: String {
        switch self {
        case .valid: "valida"
        case .invalid: "non valida"
        case .unverifiable: "non verificabile"
        }
    }
}

extension SignatureVerdict.Kind {
    fileprivate var italianName: String {
        switch self {
        case .envelope: "busta firmata (CAdES)"
        case .pdf: "firma nel PDF (PAdES)"
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Domain

/// What checking one signer of a message yielded, before it is known where the signature stands.
struct SignerCheck: Hashable {
    var signer: String?
    var fiscalCode: FiscalCode?
    var signedAt: Timestamp?
    /// Nothing where all is well.
    var problem: SignatureProblem?

    func verdict(kind: SignatureVerdict.Kind, coversWholeFile: Bool) -> SignatureVerdict {
        SignatureVerdict(
            kind: kind, state: problem?.state ?? .valid, signer: signer, signerFiscalCode: fiscalCode,
            signedAt: signedAt, coversWholeFile: coversWholeFile, reason: reason)
    }

    /// A signature without a time is checked without it: today's date must not decide, since the same document must give the
    /// same answer tomorrow. The doctor is told.
    private var reason: String? {
        if let problem { return problem.reason }
        guard signedAt == nil else { return nil }
        return "il momento della firma non è dichiarato: la scadenza del certificato non è stata controllata"
    }
}

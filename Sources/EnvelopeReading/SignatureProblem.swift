// SPDX-License-Identifier: EUPL-1.2

import Domain

/// Why a signature is not valid.
enum SignatureProblem: Hashable {
    /// The bytes are not those that were signed.
    case contentChanged
    /// The signature does not belong to the certificate and the attributes signed with it.
    case signatureBroken
    /// The certificate is not the one that the signer named in the signed attributes (ESS, RFC 5035).
    case certificateExchanged
    /// The ranges of bytes that a PDF's signature names are impossible.
    case rangesImpossible
    /// The signature's own bytes are no CMS message.
    case messageBroken
    /// The authority withdrew the certificate before the stated time of signing.
    case revokedBefore(Timestamp)
    /// The authority withdrew the certificate, and nothing but the signer's word says that the signature is older.
    case revokedAfter(Timestamp)
    case noSigner
    case tooManySigners(Int)
    case certificateMissing
    case algorithmUnknown
    /// SHA-1, MD5 or a key under 112 bits of strength: whoever forges one leaves no trace.
    case algorithmWeak
    /// The certificate is not made for signing documents.
    case notForSigning
    case authorityUnknown(issuer: String)
    case expired
    case notYetValid
    /// Any other fault of the certificates, in OpenSSL's words.
    case certificateRefused(String)
    /// A time stamp of a whole PDF, which no person signs.
    case timeStamp
    /// A PDF signature of a form that is no longer made.
    case formUnknown(String)

    /// `invalid` where the document or the signature is demonstrably not what it claims to be.
    var state: SignatureVerdict.State {
        switch self {
        case .contentChanged, .signatureBroken, .certificateExchanged, .rangesImpossible, .messageBroken,
            .revokedBefore:
            .invalid
        default: .unverifiable
        }
    }
}

extension SignatureProblem {
    /// In Italian, for the person who decides.
    var reason: String {
        switch self {
        case .contentChanged: "il documento è stato modificato dopo la firma"
        case .signatureBroken: "la firma non corrisponde al certificato del firmatario"
        case .certificateExchanged: "il certificato non è quello con cui è stato firmato"
        case .rangesImpossible: "l'intervallo del file coperto dalla firma è impossibile"
        case .messageBroken: "la firma è danneggiata"
        case .revokedBefore(let time): "il certificato era revocato dal \(time.italian), prima della firma"
        case .revokedAfter(let time):
            "il certificato è stato revocato il \(time.italian); il momento della firma è solo dichiarato da chi ha firmato"
        case .noSigner: "la busta non contiene alcuna firma"
        case .tooManySigners(let count): "altre \(count) firme non sono state controllate"
        case .certificateMissing: "manca il certificato del firmatario"
        case .algorithmUnknown: "l'algoritmo di firma non è riconosciuto"
        case .algorithmWeak: "l'algoritmo di firma (SHA-1, MD5 o chiave corta) non è più sicuro"
        case .notForSigning: "il certificato non è destinato alla firma di documenti"
        case .authorityUnknown(let issuer): "l'autorità «\(issuer)» non è tra quelle configurate"
        case .expired: "il certificato era scaduto al momento della firma"
        case .notYetValid: "il certificato non era ancora valido al momento della firma"
        case .certificateRefused(let words): "il certificato non supera i controlli (\(words))"
        case .timeStamp: "è una marca temporale, non la firma di una persona; non è stata controllata"
        case .formUnknown(let name): "il tipo di firma «\(name)» non è gestito"
        }
    }
}

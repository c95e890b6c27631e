// SPDX-License-Identifier: EUPL-1.2

internal import Crypto
internal import CryptoExtras
internal import FoundationEssentials

/// The public keys of an issuer (RFC 7517). Keys of other kinds, for other uses or too small are left out.
struct KeySet {
    private struct Key {
        let id: String?
        /// The only algorithm that it may be used with; nothing where its kind decides.
        let algorithm: String?
        let material: Material
    }

    private enum Material {
        case rsa(_RSA.Signing.PublicKey)
        case p256(P256.Signing.PublicKey)
        case p384(P384.Signing.PublicKey)
    }

    private struct Written: Decodable {
        struct Key: Decodable {
            let kty: String
            let kid: String?
            let use: String?
            let alg: String?
            let crv: String?
            let n: String?
            let e: String?
            let x: String?
            let y: String?
        }

        let keys: [Key]
    }

    private let keys: [Key]

    /// - Throws: `providerUnsound` where the text is no set of keys.
    init(json: [UInt8]) throws(OpenIDRefusal) {
        do {
            let written = try JSONDecoder().decode(Written.self, from: Data(json))
            keys = written.keys.filter { $0.use ?? "sig" == "sig" }.compactMap { key in
                Self.material(key).map { Key(id: key.kid, algorithm: key.alg, material: $0) }
            }
        } catch {
            throw .providerUnsound
        }
    }

    /// Checks who signed `token`.
    ///
    /// - Throws: `keyUnknown` where no key of that name and kind is here; `signatureWrong`.
    func check(_ token: SignedToken) throws(OpenIDRefusal) {
        let fitting = keys.filter { key in
            (token.keyID == nil || key.id == token.keyID)
                && (key.algorithm ?? token.algorithm.rawValue)
                    == token.algorithm.rawValue
                && Self.fits(key.material, token.algorithm)
        }
        guard !fitting.isEmpty else { throw .keyUnknown }
        guard fitting.contains(where: { Self.isValid(token, $0.material) }) else { throw .signatureWrong }
    }

    private static func material(_ key: Written.Key) -> Material? {
        func bytes(_ text: String?) -> [UInt8]? { text.flatMap { Base64URL.decode($0) } }
        do {
            switch (key.kty, key.crv) {
            case ("RSA", _):
                // Under 2048 bits a key is none.
                guard let n = bytes(key.n), let e = bytes(key.e), n.drop(while: { $0 == 0 }).count >= 256 else {
                    return nil
                }
                return .rsa(try _RSA.Signing.PublicKey(n: n, e: e))
            case ("EC", "P-256"):
                guard let x = bytes(key.x), let y = bytes(key.y) else { return nil }
                return .p256(try P256.Signing.PublicKey(x963Representation: [4] + x + y))
            case ("EC", "P-384"):
                guard let x = bytes(key.x), let y = bytes(key.y) else { return nil }
                return .p384(try P384.Signing.PublicKey(x963Representation: [4] + x + y))
            default: return nil
            }
        } catch {
            return nil
        }
    }

    private static func fits(_ material: Material, _ algorithm: SignedToken.Algorithm) -> Bool {
        switch (material, algorithm) {
        case (.rsa, .rs256), (.rsa, .rs384), (.rsa, .rs512), (.rsa, .ps256), (.p256, .es256), (.p384, .es384): true
        default: false
        }
    }

    private static func isValid(_ token: SignedToken, _ material: Material) -> Bool {
        switch material {
        case .rsa(let key):
            let signature = _RSA.Signing.RSASignature(rawRepresentation: Data(token.signature))
            return switch token.algorithm {
            case .rs384:
                key.isValidSignature(signature, for: SHA384.hash(data: token.signed), padding: .insecurePKCS1v1_5)
            case .rs512:
                key.isValidSignature(signature, for: SHA512.hash(data: token.signed), padding: .insecurePKCS1v1_5)
            case .ps256: key.isValidSignature(signature, for: SHA256.hash(data: token.signed), padding: .PSS)
            default: key.isValidSignature(signature, for: SHA256.hash(data: token.signed), padding: .insecurePKCS1v1_5)
            }
        case .p256(let key):
            do {
                let signature = try P256.Signing.ECDSASignature(rawRepresentation: token.signature)
                return key.isValidSignature(signature, for: SHA256.hash(data: token.signed))
            } catch { return false }
        case .p384(let key):
            do {
                let signature = try P384.Signing.ECDSASignature(rawRepresentation: token.signature)
                return key.isValidSignature(signature, for: SHA384.hash(data: token.signed))
            } catch { return false }
        }
    }
}

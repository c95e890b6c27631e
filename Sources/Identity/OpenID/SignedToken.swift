// SPDX-License-Identifier: EUPL-1.2

internal import FoundationEssentials

/// A signed token in its compact form (RFC 7515): three parts with dots between. Nothing in it is true before a key says so.
struct SignedToken {
    /// The signatures that are taken: none with a shared secret, so that a public key can never be taken for one, and of course
    /// not `none`.
    enum Algorithm: String, CaseIterable {
        case rs256 = "RS256"
        case rs384 = "RS384"
        case rs512 = "RS512"
        case ps256 = "PS256"
        case es256 = "ES256"
        case es384 = "ES384"
    }

    let algorithm: Algorithm
    /// Which key of the issuer.
    let keyID: String?
    let signed: [UInt8]
    let signature: [UInt8]
    let payload: [UInt8]

    private struct Head: Decodable {
        let alg: String
        let kid: String?
        /// Extensions that must be understood; none is.
        let crit: [String]?
    }

    /// The longest token that is looked at, in characters.
    private static let limit = 64 * 1024

    init(_ compact: String) throws(OpenIDRefusal) {
        let parts = compact.split(separator: ".", omittingEmptySubsequences: false)
        guard compact.utf8.count <= Self.limit, parts.count == 3, let head = Base64URL.decode(parts[0]),
            let payload = Base64URL.decode(parts[1]), let signature = Base64URL.decode(parts[2])
        else { throw .tokenUnsound }
        guard let fields = Self.head(head), fields.crit == nil else { throw .tokenUnsound }
        guard let algorithm = Algorithm(rawValue: fields.alg) else { throw .algorithmRefused }
        self.algorithm = algorithm
        keyID = fields.kid
        signed = Array(compact.utf8.prefix(parts[0].utf8.count + 1 + parts[1].utf8.count))
        self.signature = signature
        self.payload = payload
    }

    private static func head(_ bytes: [UInt8]) -> Head? {
        do { return try JSONDecoder().decode(Head.self, from: Data(bytes)) } catch { return nil }
    }
}

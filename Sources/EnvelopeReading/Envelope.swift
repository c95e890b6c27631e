// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// A document with its signed wrappers taken off.
package struct Envelope: Hashable, Sendable {
    /// What was taken off, outermost first: `p7m` for each signed wrapper, `base64` and `pem` for each encoding.
    package let layers: [String]
    /// The innermost bytes; those given where there is no wrapper.
    package let content: [UInt8]
    /// One verdict a signer of each wrapper, outermost first.
    package let verdicts: [SignatureVerdict]

    package init(layers: [String], content: [UInt8], verdicts: [SignatureVerdict]) {
        self.layers = layers
        self.content = content
        self.verdicts = verdicts
    }
}

extension Envelope {
    /// How often wrappings are taken off. No wrapping makes its content larger than it is itself, so that is all there is to
    /// bound.
    private enum Limits {
        /// Signed wrappers.
        static let signed = 4
        /// Signed wrappers and encodings together.
        static let layers = 8
    }

    /// Takes off every wrapper: CMS signed data in DER or BER, PEM, base64 without armour, and any of them inside another.
    ///
    /// Only the bytes count, never a name. The same bytes and authorities always give the same answer: whether certificates had
    /// expired is asked for the time that the signer states, not for today. Bytes that are no envelope come back as they are,
    /// after a look at the first of them.
    ///
    /// - Throws: what is wrong, where the bytes are an envelope but no document can be had from it.
    package static func open(_ bytes: [UInt8], trust: TrustStore) throws(EnvelopeDamage) -> Envelope {
        var layers: [String] = []
        var content = bytes
        var verdicts: [SignatureVerdict] = []
        var signed = 0
        while let wrapping = Wrapping(of: content) {
            guard layers.count < Limits.layers else { throw .tooDeep }
            layers.append(wrapping.layer)
            switch wrapping {
            case .pem(let body), .base64(let body):
                content = try Base64Text.decoded(content[body])
            case .message(.signedData):
                guard signed < Limits.signed else { throw .tooDeep }
                signed += 1
                let message = try SignedMessage(reading: content)
                verdicts += message.verdicts(trust: trust)
                content = try message.content()
            case .message(.encrypted): throw .encrypted
            case .message(.other): throw .unsupported
            }
        }
        return Envelope(layers: layers, content: content, verdicts: verdicts)
    }
}

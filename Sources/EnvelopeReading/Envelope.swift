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

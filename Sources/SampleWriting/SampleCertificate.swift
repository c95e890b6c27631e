// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// One written document with the values that a reader must find in it.
package struct SampleCertificate: Hashable, Sendable {
    /// The name of the file.
    package let name: String
    package let bytes: [UInt8]
    package let truth: SampleTruth
}

/// What a document states, in the terms of `extract --json` (contract §5).
package struct SampleTruth: Hashable, Sendable, Codable {
    package let file: String
    package let sample: SampleKind
    package let form: DocumentForm
    package let role: DocumentRole
    package let kind: DocumentKind
    /// Absent where the document does not tell; dates are ISO 8601, the diagnosis has no dot, the structure's code six digits.
    package let fields: [FieldName: String]
}

/// Why a sample could not be written.
package struct SampleFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
}

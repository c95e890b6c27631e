// SPDX-License-Identifier: EUPL-1.2

import Domain
package import SystemPackage
import XMLReading

/// The schemas by which requests and cancellations are checked (contract §4.2, §4.3). Compiled before the reader is
/// confined, since it opens no file afterwards.
package struct RequestSchemas: Sendable {
    private let request: SchemaValidator
    private let cancellation: SchemaValidator

    /// - Parameter folder: with `richiesta.xsd`, `annullamento.xsd` and the types that both include.
    /// - Throws: when one of them is missing or no sound schema.
    package init(folder: FilePath) throws {
        request = try SchemaValidator(path: folder.appending("richiesta.xsd").string)
        cancellation = try SchemaValidator(path: folder.appending("annullamento.xsd").string)
    }

    enum Kind {
        case request, cancellation
    }

    /// What the sender must put right, line by line; nothing when the document is valid.
    func findings(_ kind: Kind, in bytes: [UInt8]) -> [Finding] {
        let schema = kind == .request ? request : cancellation
        let faults: [XMLFault]
        do { faults = try schema.faults(in: bytes) } catch { return [error.finding] }
        // The validator tells a wrong value twice, first by the rule that it breaks and then by the type that it is not of.
        var lines: Set<Int> = []
        return faults.filter { lines.insert($0.line).inserted }.prefix(Self.told).map { fault in
            Finding(.requestInvalid, detail: "riga \(fault.line): \(SchemaWords(fault).italian)")
        }
    }

    /// After so many faults the rest says nothing new.
    private static let told = 5
}

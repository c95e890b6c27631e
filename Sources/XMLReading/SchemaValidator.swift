// SPDX-License-Identifier: EUPL-1.2

import CLibXML2

/// An XML schema, compiled once from a file and used for any number of documents.
///
/// `@unchecked Sendable`: libxml2 never changes a compiled schema, and every validation has its own context.
package final class SchemaValidator: @unchecked Sendable {
    private let schema: xmlSchemaPtr

    /// - Parameter path: the XSD; what it includes is looked for beside it.
    /// - Throws: `SchemaFault` with every complaint about the schema itself.
    package init(path: String) throws(SchemaFault) {
        guard let context = xmlSchemaNewParserCtxt(path) else { throw SchemaFault(path: path, faults: []) }
        defer { xmlSchemaFreeParserCtxt(context) }
        let faults = FaultList()
        xmlSchemaSetParserStructuredErrors(context, FaultList.receiver, faults.opaque)
        // A file that is not there is told to this thread's general receiver only, which otherwise prints.
        xmlSetStructuredErrorFunc(faults.opaque, FaultList.receiver)
        defer { xmlSetStructuredErrorFunc(nil, nil) }
        let schema = withExtendedLifetime(faults) { xmlSchemaParse(context) }
        guard let schema else { throw SchemaFault(path: path, faults: faults.faults) }
        self.schema = schema
    }

    deinit { xmlSchemaFree(schema) }

    /// What is wrong with a document by this schema; nothing when it is valid.
    ///
    /// - Throws: `XMLReadError` when the bytes cannot be read as XML at all.
    package func faults(in bytes: [UInt8], limits: XMLLimits = .standard) throws(XMLReadError) -> [XMLFault] {
        let tree = try XMLTree(parsing: bytes, limits: limits)
        guard let context = xmlSchemaNewValidCtxt(schema) else { throw .outOfMemory }
        defer { xmlSchemaFreeValidCtxt(context) }
        let faults = FaultList()
        xmlSchemaSetValidStructuredErrors(context, FaultList.receiver, faults.opaque)
        let outcome = withExtendedLifetime((tree, faults)) { xmlSchemaValidateDoc(context, tree.document) }
        guard outcome != 0, faults.faults.isEmpty else { return faults.faults }
        return [XMLFault(line: 0, message: "the validator stopped with code \(outcome)")]
    }
}

/// Collects the complaints of one run of libxml2's schema code.
private final class FaultList {
    private(set) var faults: [XMLFault] = []

    var opaque: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    static let receiver: xmlStructuredErrorFunc = { userData, error in
        guard let userData, let error else { return }
        let list = Unmanaged<FaultList>.fromOpaque(userData).takeUnretainedValue()
        if list.faults.count < 100 { list.faults.append(XMLFault(error.pointee)) }
    }
}

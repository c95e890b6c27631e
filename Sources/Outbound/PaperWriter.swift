// SPDX-License-Identifier: EUPL-1.2

package import Domain
package import Storage
package import SystemPackage
internal import Templating
internal import XMLReading

/// Writes notices and receipts: a template filled with values, then checked against the schema that its reader holds us to.
package struct PaperWriter: Sendable {
    private let notice: Template
    private let receipt: Template
    private let noticeSchema: SchemaValidator
    private let receiptSchema: SchemaValidator

    /// - Parameters:
    ///   - templates: the folder with `aura/avviso.mustache` and `ricevute/ricevuta.mustache`.
    ///   - schemas: the folder with `avviso.xsd` and `ricevuta.xsd`.
    /// - Throws: when a template or a schema is missing or faulty, so that a daemon that starts can write.
    package init(templates: FilePath, schemas: FilePath) throws {
        notice = try Self.template(templates.appending("aura").appending("avviso.mustache"))
        receipt = try Self.template(templates.appending("ricevute").appending("ricevuta.mustache"))
        noticeSchema = try SchemaValidator(path: schemas.appending("avviso.xsd").string)
        receiptSchema = try SchemaValidator(path: schemas.appending("ricevuta.xsd").string)
    }

    /// What the store calls inside its transactions.
    package var renderer: PaperRenderer {
        PaperRenderer(notice: { try bytes(of: $0) }, receipt: { try bytes(of: $0) })
    }

    /// - Throws: `PaperRefused` when the schema does not accept the notice.
    package func bytes(of paper: Notice) throws -> [UInt8] {
        try checked(notice.filled(with: NoticeModel(paper)), noticeSchema)
    }

    /// - Throws: `PaperRefused` when the schema does not accept the receipt.
    package func bytes(of paper: Receipt) throws -> [UInt8] {
        try checked(receipt.filled(with: ReceiptModel(paper)), receiptSchema)
    }

    private func checked(_ bytes: [UInt8], _ schema: SchemaValidator) throws -> [UInt8] {
        let faults = try schema.faults(in: bytes)
        guard faults.isEmpty else {
            throw PaperRefused(reason: "\(faults.count) fault(s), the first on line \(faults[0].line)")
        }
        return bytes
    }

    private static func template(_ path: FilePath) throws -> Template {
        let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        let bytes = try file.closeAfter { try file.readAll(limit: 1 << 20) }
        return try Template(path.lastComponent?.string ?? path.string, bytes)
    }
}

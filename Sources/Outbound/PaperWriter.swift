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
    /// - Throws: when a template or a schema is missing or faulty, or a template writes what its schema refuses, so that a
    ///   daemon that starts can write.
    package init(templates: FilePath, schemas: FilePath) throws {
        notice = try Self.template(templates.appending("aura").appending("avviso.mustache"))
        receipt = try Self.template(templates.appending("ricevute").appending("ricevuta.mustache"))
        noticeSchema = try SchemaValidator(path: schemas.appending("avviso.xsd").string)
        receiptSchema = try SchemaValidator(path: schemas.appending("ricevuta.xsd").string)
        try rehearse()
    }

    private func rehearse() throws {
        guard let samples = SamplePapers() else { return }
        for notice in samples.notices { _ = try bytes(of: notice) }
        for receipt in try samples.receipts() { _ = try bytes(of: receipt) }
    }

    /// What the store calls inside its transactions.
    package var renderer: PaperRenderer {
        PaperRenderer(notice: { try bytes(of: $0) }, receipt: { try bytes(of: $0) })
    }

    /// - Throws: `PaperRefused` when the schema does not accept the notice.
    package func bytes(of paper: Notice) throws -> [UInt8] {
        try checked(notice.filled(with: NoticeModel(paper)), noticeSchema, "avviso")
    }

    /// - Throws: `PaperRefused` when the schema does not accept the receipt.
    package func bytes(of paper: Receipt) throws -> [UInt8] {
        try checked(receipt.filled(with: ReceiptModel(paper)), receiptSchema, "ricevuta")
    }

    private func checked(_ bytes: [UInt8], _ schema: SchemaValidator, _ name: String) throws -> [UInt8] {
        let faults = try schema.faults(in: bytes)
        guard faults.isEmpty else {
            throw PaperRefused(
                reason:
                    "\(name).mustache against \(name).xsd: \(faults.count) fault(s), the first on line \(faults[0].line)"
            )
        }
        return bytes
    }

    private static func template(_ path: FilePath) throws -> Template {
        let name = path.stem ?? path.string
        let bytes: [UInt8]
        do {
            let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            bytes = try file.closeAfter { try file.readAll(limit: 1 << 20) }
        } catch Errno.noSuchFileOrDirectory {
            throw TemplateFault.missing(template: name)
        }
        return try Template(name, bytes)
    }
}

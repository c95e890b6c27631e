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
    package init(templates: FilePath, schemas: FilePath) throws(PaperRefused) {
        do {
            notice = try Self.template(templates.appending("aura").appending("avviso.mustache"))
            receipt = try Self.template(templates.appending("ricevute").appending("ricevuta.mustache"))
            noticeSchema = try SchemaValidator(path: schemas.appending("avviso.xsd").string)
            receiptSchema = try SchemaValidator(path: schemas.appending("ricevuta.xsd").string)
            try rehearse()
        } catch let refused as PaperRefused {
            throw refused
        } catch let fault as SchemaFault {
            throw PaperRefused(reason: "\(fault.path) is no sound schema, or is not there")
        } catch {
            throw PaperRefused(reason: "\(error)")
        }
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

    /// - Throws: where the notice cannot be made, or the schema does not accept it.
    package func bytes(of paper: Notice) throws(PaperRefused) -> [UInt8] {
        try checked("avviso", noticeSchema) { try notice.filled(with: NoticeModel(paper)) }
    }

    /// - Throws: where the receipt cannot be made, or the schema does not accept it.
    package func bytes(of paper: Receipt) throws(PaperRefused) -> [UInt8] {
        try checked("ricevuta", receiptSchema) { try receipt.filled(with: ReceiptModel(paper)) }
    }

    /// What keeps a paper from being written is a fault of that paper, whichever part of the way tells it: no other may wait for it.
    private func checked(
        _ name: String, _ schema: SchemaValidator, _ fill: () throws -> [UInt8]
    ) throws(PaperRefused) -> [UInt8] {
        let bytes: [UInt8]
        let faults: [XMLFault]
        do {
            bytes = try fill()
            faults = try schema.faults(in: bytes)
        } catch let fault as TemplateFault {
            throw PaperRefused(reason: "\(fault)")
        } catch {
            // Not in the words of the library, which may repeat what was filled in.
            throw PaperRefused(reason: "what \(name).mustache gives cannot be read back as XML")
        }
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

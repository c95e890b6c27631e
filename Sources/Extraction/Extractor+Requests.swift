// SPDX-License-Identifier: EUPL-1.2

import Domain
import XMLReading

/// The two papers of the citizens' portal: refused with line and reason where the schema does not accept them, so that the
/// portal's makers can mend them; nothing of a refused one is used.
extension Extractor {
    /// A request or a cancellation, told by the name space of its root; nothing for any other document.
    func extractPortalPaper(_ tree: XMLTree, _ bytes: [UInt8]) -> Extract? {
        guard let root = tree.root else { return nil }
        switch root.namespace {
        case RequestDocument.namespace: return extractRequest(root, bytes)
        case CancellationDocument.namespace: return extractCancellation(root, bytes)
        default: return nil
        }
    }

    private func extractRequest(_ root: XMLNode, _ bytes: [UInt8]) -> Extract {
        let refused = faults(.request, in: bytes)
        guard refused.isEmpty else { return Extract(form: .requestXML, role: .request, findings: refused) }
        let document = RequestDocument(root: root)
        guard let (request, doubts) = document.stated(catalogue) else {
            return Extract(form: .requestXML, role: .request, findings: [Finding(.requestInvalid)])
        }
        // It would wait for a file that can never come.
        if let own = request.attachments.first(where: { $0.name == RequestDocument.fileName }) {
            let detail = "elenca \(own.name) fra gli allegati: elencare soltanto i documenti che la accompagnano"
            return Extract(form: .requestXML, role: .request, findings: [Finding(.requestInvalid, detail: detail)])
        }
        var extract = finish(document.reading, form: .requestXML)
        extract.role = .request
        extract.request = request
        extract.findings += doubts.filter { !extract.findings.contains($0) }
        return extract
    }

    private func extractCancellation(_ root: XMLNode, _ bytes: [UInt8]) -> Extract {
        var extract = Extract(form: .cancellationXML, role: .cancellation, findings: faults(.cancellation, in: bytes))
        guard extract.findings.isEmpty else { return extract }
        extract.cancellation = CancellationDocument(root: root).stated
        if extract.cancellation == nil {
            extract.findings = [Finding(.requestInvalid, detail: "codiceFiscaleRichiedente non è corretto")]
        }
        return extract
    }

    private func faults(_ kind: RequestSchemas.Kind, in bytes: [UInt8]) -> [Finding] {
        requests?.findings(kind, in: bytes) ?? [Finding(.requestInvalid, detail: "manca lo schema per controllarla")]
    }
}

// SPDX-License-Identifier: EUPL-1.2

package import Catalogue
package import Domain
package import EnvelopeReading
import PDFReading
package import TextRecognition
import XMLReading

/// Reads one document: bytes to `Extract`. Pure: the same bytes and catalogue give the same answer, whatever the day.
///
/// It never throws. What cannot be read is an outcome like any other, an extract with the role `unreadable` and a finding
/// that says why.
package struct Extractor: Sendable {
    let catalogue: ExemptionCatalogue
    let vocabulary: Vocabulary
    let requests: RequestSchemas?
    let trust: TrustStore
    let recogniser: TextRecogniser?

    /// - Parameters:
    ///   - requests: the schemas of the portal's papers; without them each is refused, as nobody could check it.
    ///   - trust: the authorities whose signatures count.
    ///   - recogniser: reads pictures of pages; without it a document that needs it is only told to.
    package init(
        catalogue: ExemptionCatalogue, wording: Wording, requests: RequestSchemas? = nil, trust: TrustStore = TrustStore(),
        recogniser: TextRecogniser? = nil
    ) {
        self.catalogue = catalogue
        vocabulary = Vocabulary(wording)
        self.requests = requests
        self.trust = trust
        self.recogniser = recogniser
    }

    /// What came of a first look at a document.
    package enum Reading: Hashable, Sendable {
        case read(Extract)
        /// Pages must be recognised from their picture, which takes a hundred times as long as reading text and is done
        /// in a queue of its own, by an extractor that has a recogniser.
        case needsRecognition
    }

    /// Reads `bytes` as far as that goes without recognising pictures, unless this extractor has a recogniser.
    package func read(_ bytes: [UInt8]) -> Reading { .read(extract(bytes)) }

    /// What `bytes` state, with the place of every value (contract §5). Envelopes (.p7m, base64) are taken off before.
    package func extract(_ bytes: [UInt8]) -> Extract {
        switch ContentSniff(bytes) {
        case .xml: extractXML(bytes)
        case .pdf: extractPDF(bytes)
        case .unrecognised: .unreadable(Finding(.contentUnrecognised))
        }
    }

    private func extractXML(_ bytes: [UInt8]) -> Extract {
        let tree: XMLTree
        do { tree = try CDADocument.tree(bytes) } catch {
            return .unreadable(error.finding, form: error.likelyForm(of: bytes))
        }
        if let document = CDADocument(tree) { return finish(document.reading, form: .cdaXML) }
        return extractPortalPaper(tree, bytes)
            ?? .unreadable(Finding(.contentUnrecognised, detail: "XML di altro tipo"))
    }

    private func extractPDF(_ bytes: [UInt8]) -> Extract {
        if PDFCompleteness.isTruncated(bytes) { return .unreadable(Finding(.contentTruncated)) }
        let file: PDFFile
        do { file = try PDFFile(reading: bytes) } catch { return .unreadable(error.finding) }
        switch AttachedCDA(in: file.attachments) {
        case .read(var reading):
            reading.compare(with: PageText(pages: file.pages, vocabulary: vocabulary, catalogue: catalogue))
            return finish(reading, form: .pdfCDA)
        case .broken(let finding):
            return .unreadable(finding, form: .pdfCDA)
        case .none:
            return finishText(file)
        }
    }

    /// A PDF without a CDA: what is printed is all there is.
    private func finishText(_ file: PDFFile) -> Extract {
        var reading = PageText(pages: file.pages, vocabulary: vocabulary, catalogue: catalogue).reading
        if file.unreadAttachments > 0 { reading.note(.layoutUnknown, detail: "un allegato non è stato letto") }
        let hasText = file.pages.contains { !$0.words.isEmpty }
        return finish(reading, form: hasText ? .pdfText : .pdfScan)
    }

    /// The checks that are the same whatever the source.
    func finish(_ source: SourceReading, form: DocumentForm) -> Extract {
        var reading = source
        reading.checkIdentity()
        let role = reading.role(catalogue)
        reading.chooseExemption(catalogue)
        reading.chooseDiagnosis(catalogue)
        reading.lower(reading.weakened, to: .probable)
        reading.lower(reading.unsure, to: .doubtful)
        if role == .notEvidence {
            reading.note(.documentNotEvidence, detail: reading.kind.italianName)
        } else {
            reading.checkCodes(catalogue)
        }
        return Extract(
            form: form,
            role: role,
            kind: reading.kind,
            fields: reading.fields.filter { $0.value.isWorthTelling },
            diagnoses: reading.diagnoses,
            exemptions: reading.exemptions,
            findings: reading.findings
        )
    }
}

extension ExtractedField {
    /// A field without value is told only for what it has instead: candidates, or the words that could not be read.
    fileprivate var isWorthTelling: Bool { value != nil || !candidates.isEmpty || asWritten != nil }
}

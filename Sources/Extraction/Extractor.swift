// SPDX-License-Identifier: EUPL-1.2

package import Catalogue
package import Domain
package import EnvelopeReading
import PDFReading
package import TextRecognition
import XMLReading

/// Reads one document: bytes to `Extract`. The same bytes and catalogue give the same answer; the day on which they are read
/// only tells which days are still to come.
///
/// It never throws. What cannot be read is an outcome like any other, an extract with the role `unreadable` and a finding
/// that says why.
package struct Extractor: Sendable {
    let catalogue: ExemptionCatalogue
    let vocabulary: Vocabulary
    let requests: RequestSchemas?
    let trust: TrustStore
    let recogniser: TextRecogniser?
    private let clock: (@Sendable () -> Timestamp)?

    /// - Parameters:
    ///   - requests: the schemas of the portal's papers; without them each is refused, as nobody could check it.
    ///   - trust: the authorities whose signatures count.
    ///   - recogniser: reads pictures of pages; without it a document that needs it is only told to.
    ///   - clock: tells what is in the future; without it nothing is.
    package init(
        catalogue: ExemptionCatalogue, wording: Wording, requests: RequestSchemas? = nil,
        trust: TrustStore = TrustStore(),
        recogniser: TextRecogniser? = nil, clock: (@Sendable () -> Timestamp)? = nil
    ) {
        self.catalogue = catalogue
        vocabulary = Vocabulary(wording)
        self.requests = requests
        self.trust = trust
        self.recogniser = recogniser
        self.clock = clock
    }

    /// What came of a first look at a document.
    package enum Reading: Hashable, Sendable {
        case read(Extract)
        /// Pages must be recognised from their picture, which takes a hundred times as long as reading text and is done
        /// in a queue of its own, by an extractor that has a recogniser.
        case needsRecognition
    }

    /// Reads `bytes` as far as that goes without recognising pictures, unless this extractor has a recogniser.
    package func read(_ bytes: [UInt8]) -> Reading {
        let envelope: Envelope
        do { envelope = try Envelope.open(bytes, trust: trust) } catch {
            return .read(.unreadable(Finding(.envelopeDamaged, detail: error.reason)))
        }
        guard var extract = extract(content: envelope.content) else { return .needsRecognition }
        extract.envelopes = envelope.layers
        extract.judge(envelope.verdicts + extract.signatures)
        return .read(extract)
    }

    /// What `bytes` state, with the place of every value (contract §5). Pictures are read only with a recogniser.
    package func extract(_ bytes: [UInt8]) -> Extract {
        switch read(bytes) {
        case .read(let extract): extract
        case .needsRecognition: .unreadable(Finding(.recognitionUnavailable), form: .pdfScan)
        }
    }

    /// Nothing where pictures must be recognised and there is no recogniser.
    private func extract(content: [UInt8]) -> Extract? {
        switch ContentSniff(content) {
        case .xml: extractXML(content)
        case .pdf: extractPDF(content)
        case .unrecognised: .unreadable(Finding(.contentUnrecognised))
        }
    }

    private func extractXML(_ bytes: [UInt8]) -> Extract {
        let tree: XMLTree
        do { tree = try CDADocument.tree(bytes) } catch {
            return .unreadable(error.finding, form: error.likelyForm(of: bytes))
        }
        if let document = CDADocument(tree) { return finish(reading(of: document), form: .cdaXML) }
        return extractPortalPaper(tree, bytes)
            ?? .unreadable(Finding(.contentUnrecognised, detail: "XML di altro tipo"))
    }

    private func extractPDF(_ bytes: [UInt8]) -> Extract? {
        if PDFCompleteness.isTruncated(bytes) { return .unreadable(Finding(.contentTruncated)) }
        let file: PDFFile
        do { file = try PDFFile(reading: bytes) } catch { return .unreadable(error.finding) }
        var extract: Extract?
        switch AttachedCDA(in: file.attachments, read: reading) {
        case .read(var reading):
            reading.complete(with: PageText(pages: file.pages, vocabulary: vocabulary, catalogue: catalogue))
            extract = finish(reading, form: .pdfCDA)
        case .broken(let finding): extract = .unreadable(finding, form: .pdfCDA)
        case .none: extract = extractPages(PDFSources(bytes: bytes, file: file, extractor: self))
        }
        // Checked here because a signature inside a PDF signs the PDF, not what it came in.
        extract?.signatures = PDFSignature.verdicts(fields: file.signatures, in: bytes, trust: trust)
        return extract
    }

    /// A PDF without a CDA: what its pages show is all there is.
    private func extractPages(_ sources: PDFSources) -> Extract? {
        let written = sources.written
        var reading = Reconciliation(sources: written, catalogue: catalogue).reading
        if sources.needsRecognition(reading ?? SourceReading()) {
            guard recogniser != nil else { return nil }
            reading =
                Reconciliation(
                    sources: written + [sources.recognised].compactMap(\.self), catalogue: catalogue
                ).reading
        }
        var merged = reading ?? SourceReading()
        if reading == nil { merged.note(.textMissing) }
        // Where the picture of the page says it all, its unreadable text does not matter.
        if sources.isGarbled, !merged.hasKeyValues { merged.note(.textGarbled) }
        if sources.file.unreadAttachments > 0 { merged.note(.layoutUnknown, detail: "un allegato non è stato letto") }
        merged.noteWhatPagesLack()
        return finish(merged, form: sources.form)
    }

    /// The checks that are the same whatever the source.
    func finish(_ source: SourceReading, form: DocumentForm) -> Extract {
        var reading = source
        reading.checkIdentity()
        reading.checkDays(today: clock.map { $0().romeDay })
        let role = reading.role(catalogue)
        reading.chooseExemption(catalogue)
        reading.chooseDiagnosis(catalogue)
        reading.setOpposedBeside()
        reading.lower(reading.weakened + reading.fromWords, to: .probable)
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
            findings: reading.findings,
            residence: reading.residences.count == 1 ? reading.residences.first : nil
        )
    }
}

extension ExtractedField {
    /// A field without value is told only for what it has instead: candidates, or the words that could not be read.
    fileprivate var isWorthTelling: Bool { value != nil || !candidates.isEmpty || asWritten != nil }
}

extension PDFFile {
    /// The signatures inside the file, as the room that checks them takes them.
    fileprivate var signatures: [PDFSignature] {
        signatureFields.map {
            PDFSignature(
                subFilter: $0.subFilter, byteRange: $0.byteRange, contents: $0.contents, statedTime: $0.statedTime)
        }
    }
}

extension SourceReading {
    /// What a paper without structured data should have said.
    fileprivate mutating func noteWhatPagesLack() {
        // A paper that is known, and known to prove nothing, need not be understood.
        if kind.isNeverEvidence { return }
        let names = [FieldName.beneficiaryFamilyName, .beneficiaryGivenName]
        if names.contains(where: { fields[$0] == nil }) { note(.nameMissing) }
        if fields[.beneficiaryFiscalCode] == nil { note(.fiscalCodeMissing) }
        let hasCondition = !exemptions.isEmpty || !diagnoses.isEmpty
        if fields[.beneficiaryFiscalCode] == nil || !hasCondition { note(.layoutUnknown) }
    }
}

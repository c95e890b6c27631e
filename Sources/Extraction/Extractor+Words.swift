// SPDX-License-Identifier: EUPL-1.2

package import Domain
import EnvelopeReading
import PDFReading
import XMLReading

extension Extractor {
    /// The words of a document, for somebody who cannot look at its pages, or wants to know what stands around a value.
    ///
    /// Pages that show only a picture have words where this extractor has a recogniser.
    package func words(_ bytes: [UInt8]) -> DocumentWords {
        let content: [UInt8]
        do { content = try Envelope.open(bytes, trust: trust).content } catch { return DocumentWords() }
        switch ContentSniff(content) {
        case .xml: return DocumentWords(sections: Self.sections(content))
        case .pdf: return pdfWords(content)
        case .unrecognised: return DocumentWords()
        }
    }

    private func pdfWords(_ content: [UInt8]) -> DocumentWords {
        let file: PDFFile
        do { file = try PDFFile(reading: content) } catch { return DocumentWords() }
        return DocumentWords(
            pageCount: file.pageCount,
            pages: file.pages.prefix(Self.mostPages).map { page in
                page.words.isEmpty ? recognisedText(of: page, in: content) : page.text.capped(Self.longestPage)
            },
            sections: file.attachments.lazy.map { Self.sections(RootEnd.trim($0.bytes).bytes) }.first { !$0.isEmpty }
                ?? [])
    }

    private func recognisedText(of page: PDFPage, in content: [UInt8]) -> String {
        guard let recogniser else { return "" }
        let recognised = PageRecognition(bytes: content, recogniser: recogniser).page(page, dotsPerInch: nil)
        return recognised?.readAloud.capped(Self.longestPage) ?? ""
    }

    private static func sections(_ bytes: [UInt8]) -> [ClinicalSection] {
        guard case .xml = ContentSniff(bytes) else { return [] }
        do { return CDADocument(try CDADocument.tree(bytes))?.sections ?? [] } catch { return [] }
    }

    /// What a desk shows of one document: pages past these are appendices of a clinical record.
    private static let mostPages = 20
    /// Characters; a page of small print has some six thousand.
    private static let longestPage = 30_000
}

extension PDFPage {
    /// The words in their order, a new line where one begins to the left of the word before.
    fileprivate var readAloud: String {
        var text = ""
        var last: PDFWord?
        for word in words {
            if let last { text += word.box.left < last.box.left ? "\n" : " " }
            text += word.text
            last = word
        }
        return text
    }
}

extension CDADocument {
    /// The sections with a title or a text, those inside others each by itself.
    fileprivate var sections: [ClinicalSection] {
        root.nodes("h:component//h:section").prefix(Self.mostSections).compactMap { section in
            let title = section.first("h:title")?.words ?? ""
            let lines =
                section.first("h:text")?.lines(breakingAt: CDANarrative.blocks, dividingAt: CDANarrative.cells) ?? []
            guard !title.isEmpty || !lines.isEmpty else { return nil }
            return ClinicalSection(
                path: section.path, title: title.capped(200),
                lines: lines.prefix(Self.mostLines).map { $0.capped(Self.longestLine) })
        }
    }

    private static let mostSections = 60
    private static let mostLines = 400
    private static let longestLine = 5000
}

/// How the elements of a CDA's narrative part its words (HL7 CDA R2 §4.3.5).
enum CDANarrative {
    /// They begin on a line of their own.
    static let blocks: Set<String> = [
        "paragraph", "list", "item", "table", "tr", "caption", "br", "renderMultiMedia", "thead", "tbody", "tfoot",
    ]
    static let cells: Set<String> = ["td", "th"]
}

extension String {
    /// The beginning, with a mark where something was left out.
    fileprivate func capped(_ length: Int) -> String { count <= length ? self : "\(prefix(length)) […]" }
}

// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// The sources of a PDF without a CDA, each read apart: printed text, what is filled in, and what its pictures show.
struct PDFSources {
    let bytes: [UInt8]
    let file: PDFFile
    let extractor: Extractor

    /// Pages whose text is none.
    private let garbled: Set<Int>

    init(bytes: [UInt8], file: PDFFile, extractor: Extractor) {
        self.bytes = bytes
        self.file = file
        self.extractor = extractor
        garbled = Set(file.pages.filter { $0.isGarbled(extractor.vocabulary) }.map(\.number))
    }

    /// A picture that covers so much of a page is no letterhead.
    private static let tellingShare = 0.1
    /// A smaller one may hold what the text lacks, such as a stamp, or a single value that was pasted in: a few letters are
    /// a thousandth of a page.
    private static let smallShare = 0.0003
    /// A picture of the whole page, beside whose text nothing of it is left.
    private static let wholeShare = 0.6

    /// What the text and the form say, in the order of their standing.
    var written: [SourceReading] {
        let pages = file.pages.filter { !garbled.contains($0.number) }
        let form = FormPages(file)
        guard form.isFilled else {
            guard var printed = printed(pages) else { return [] }
            if form.isBlank, printed.namesNobody { printed.certifiesNothing = true }
            return [printed]
        }
        let named = form.named.flatMap { text([$0]) }
        return [named, printed(form.filled(pages))].compactMap(\.self).map { reading in
            var reading = reading
            reading.completeDiagnoses(from: form)
            return reading
        }
    }

    /// Whether pictures must be recognised to read the document, given what its text says.
    func needsRecognition(_ merged: SourceReading) -> Bool {
        if !garbled.isEmpty || !wordless.isEmpty { return true }
        if file.pictures.contains(where: { $0.share >= Self.tellingShare }) { return true }
        return file.pictures.contains { $0.share >= Self.smallShare } && !merged.isWhole
    }

    /// What the pictures say; nothing without a recogniser.
    var recognised: SourceReading? {
        guard let recogniser = extractor.recogniser else { return nil }
        let recognition = PageRecognition(bytes: bytes, recogniser: recogniser)
        let pages = file.pages.prefix(Self.mostPages).compactMap { recognised($0, recognition) }
        return pages.isEmpty ? nil : text(pages)
    }

    /// Pages past this number are appendices of a clinical record: recognising them takes a second each.
    private static let mostPages = 12

    /// A page read from its picture, or the words of its pictures among its own.
    private func recognised(_ page: PDFPage, _ recognition: PageRecognition) -> PDFPage? {
        let pictures = file.pictures.filter { $0.page == page.number }
        let whole = pictures.first { $0.share >= Self.wholeShare }
        if garbled.contains(page.number) || wordless.contains(page.number) || whole != nil {
            let dotsPerInch = whole.map(\.dotsPerInch).flatMap { $0 > 0 ? $0 : nil }
            return recognition.page(page, dotsPerInch: dotsPerInch)
        }
        let telling = pictures.filter { $0.share >= Self.smallShare }
        let words = telling.isEmpty ? [] : recognition.words(in: telling, of: page)
        return words.isEmpty ? nil : page.with(words: page.words + words.filter { !page.shows($0) })
    }

    /// Pages without text that are not simply empty: they have a picture, or no page of the document has text, whose
    /// letters may then be drawn as lines.
    private var wordless: Set<Int> {
        let filled = Set(file.formFields.filter { !$0.value.isEmpty }.map(\.page))
        let bare = Set(file.pages.filter { $0.words.count < 3 }.map(\.number)).subtracting(filled).subtracting(garbled)
        let isAll = bare.count == file.pages.count
        return isAll ? bare : bare.intersection(file.pictures.filter { $0.share >= Self.tellingShare }.map(\.page))
    }

    var isGarbled: Bool { !garbled.isEmpty }

    /// What carries the document's words.
    var form: DocumentForm {
        if FormPages(file).isFilled { return .pdfForm }
        let printed = file.pages.contains { $0.words.count >= 3 && !garbled.contains($0.number) }
        return printed ? .pdfText : .pdfScan
    }

    /// What text says, and where it leaves a choice open, the ticks that are drawn beside it.
    private func printed(_ pages: [PDFPage]) -> SourceReading? {
        let reading = text(pages)
        guard reading?.hasOpenChoice == true else { return reading }
        let drawn = DrawnTicks(bytes: bytes)
        var isTicked = false
        let marked = pages.enumerated().map { place, page in
            guard place < Self.mostTicked, let marked = drawn.page(page) else { return page }
            isTicked = true
            return marked
        }
        return isTicked ? text(marked) : reading
    }

    /// Forms have their lists on the first pages.
    private static let mostTicked = 3

    private func text(_ pages: [PDFPage]) -> SourceReading? {
        PageText(pages: pages, vocabulary: extractor.vocabulary, catalogue: extractor.catalogue).reading
    }
}

extension PDFPage {
    /// Whether text already stands where a word was recognised: a scan with a hidden text layer.
    fileprivate func shows(_ word: PDFWord) -> Bool {
        words.contains { printed in
            let across = min(printed.box.right, word.box.right) - max(printed.box.left, word.box.left)
            let down = min(printed.box.bottom, word.box.bottom) - max(printed.box.top, word.box.top)
            return across > 0.5 * word.box.width && down > 0.5 * word.box.height
        }
    }
}

extension SourceReading {
    /// Nothing is left that a picture on the page could add.
    var isWhole: Bool {
        let isCertified = exemptions.contains { $0.status == nil } && diagnoses.contains { $0.role.counts }
        return hasKeyValues && isCertified && fields[.issueDate]?.confidence == .probable
            && fields[.beneficiaryBirthDate]?.value != nil
    }

    /// The person and what is certified.
    var hasKeyValues: Bool {
        fields[.beneficiaryFiscalCode]?.value != nil && fields[.beneficiaryFamilyName]?.value != nil
            && (!exemptions.isEmpty || diagnoses.contains { $0.role.counts })
    }
}

extension SourceReading {
    /// Neither a person's code nor a code of an exemption or a condition.
    fileprivate var namesNobody: Bool {
        fields[.beneficiaryFiscalCode]?.value == nil && exemptions.isEmpty
            && !diagnoses.contains { $0.role.counts && $0.code != nil }
    }
}

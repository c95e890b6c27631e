// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// What words on pages say: the values that their phrases and places prove.
struct PageText {
    let pages: [PDFPage]
    let vocabulary: Vocabulary
    let catalogue: ExemptionCatalogue

    /// Nothing where there are no words.
    var reading: SourceReading? {
        let context = PageContext(pages, vocabulary: vocabulary, catalogue: catalogue)
        guard !context.tokens.isEmpty else { return nil }
        var reading = SourceReading(kind: PaperKind(context: context).kind)
        let dates = DateSearch(context: context).dates
        PersonReading(context: context, dates: dates).read(into: &reading)
        IssueDateReading(context: context, dates: dates).read(into: &reading)
        ExemptionReading(context: context, catalogue: catalogue).read(into: &reading)
        DiagnosisReading(context: context, catalogue: catalogue, dates: dates).read(into: &reading)
        reading.proveCodes(catalogue)
        PathologyNote(context: context).read(into: &reading)
        PhysicianReading(context: context).read(into: &reading)
        StructureReading(context: context).read(into: &reading)
        reading.residences = ResidenceReading(context: context, catalogue: catalogue).asls
        reading.hasOpenChoice = context.hasOpenChoice(reading, catalogue)
        reading.certifiesNothing =
            SilentPaper(context: context, reading: reading, vocabulary: vocabulary).certifiesNothing
        return reading
    }

    /// What the words certify and of which day, whoever it is about and whoever wrote it.
    var certified: SourceReading? {
        let context = PageContext(pages, vocabulary: vocabulary, catalogue: catalogue)
        guard !context.tokens.isEmpty else { return nil }
        var reading = SourceReading()
        let dates = DateSearch(context: context).dates
        IssueDateReading(context: context, dates: dates).read(into: &reading)
        ExemptionReading(context: context, catalogue: catalogue).read(into: &reading)
        DiagnosisReading(context: context, catalogue: catalogue, dates: dates).read(into: &reading)
        return reading
    }
}

extension PageContext {
    /// A list of conditions of which none is marked, several exemptions with an equal claim, or both answers to *Sesso*.
    fileprivate func hasOpenChoice(_ reading: SourceReading, _ catalogue: ExemptionCatalogue) -> Bool {
        if !rows.undecided.isEmpty || (reading.exemptions.isEmpty && listsExemptions(catalogue)) { return true }
        if Set(reading.exemptions.filter { $0.status == nil }.compactMap(\.written.code)).count > 1 { return true }
        return reading.fields[.beneficiarySex] == nil
            && cues.contains { $0.meaning == .sex && SexAnswer.isOpen(self, $0) }
    }
}

extension PageContext {
    /// Codes of exemptions at the head of cells, one below the other or side by side, none of which is announced.
    private func listsExemptions(_ catalogue: ExemptionCatalogue) -> Bool {
        let heads = layout.cells.filter { cell in
            let token = cell.tokens.lowerBound
            guard tokens[token].hasDigit, cue(at: token) == nil else { return false }
            return WrittenExemption(text([token]).uppercased()).code.flatMap { catalogue.exemption($0) } != nil
        }
        return heads.count >= 4 && Set(heads.map(\.line)).count > 1
    }
}

extension PDFPage {
    /// Whether the words are no text: fonts without a Unicode map yield other letters than are seen.
    ///
    /// A page of text in Italian has articles and prepositions, or labels: of a dozen words with three letters or more, at
    /// least one in ten is known. Shorter ones are hit by chance.
    func isGarbled(_ vocabulary: Vocabulary) -> Bool {
        var count = 0
        var known = 0
        var strange = 0
        var letters = 0
        for word in self.words {
            let scalars = word.text.scalars
            letters += scalars.count
            strange += scalars.count { $0.isStrange }
            for piece in WordPieces.pieces(of: scalars)
            where piece.key.count >= 3 && piece.key.allSatisfy({ $0 >= 0x41 }) {
                count += 1
                if vocabulary.term(piece.key) >= 0 { known += 1 }
            }
        }
        if letters >= 20, strange * 5 > letters { return true }
        return count >= 12 && known * 10 < count
    }
}

extension Unicode.Scalar {
    /// Control characters, private use and the sign for an unknown letter: nobody writes them.
    fileprivate var isStrange: Bool {
        value < 0x20 || (0x7F...0x9F).contains(value) || (0xE000...0xF8FF).contains(value) || value == 0xFFFD
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// What is printed on the pages of a document: the values that its words and their places prove.
struct PageText {
    let pages: [PDFPage]
    let vocabulary: Vocabulary
    let catalogue: ExemptionCatalogue
    /// `text`, or `ocr` for pages that were recognised from their picture.
    var kind = FieldSource.Kind.text
    /// Degrees by which the lines of scanned pages climb, by page number.
    var slants: [Int: Double] = [:]

    var reading: SourceReading {
        let context = PageContext(pages, vocabulary: vocabulary, slants: slants)
        guard !context.tokens.isEmpty else {
            var reading = SourceReading()
            reading.note(.textMissing)
            return reading
        }
        var reading = SourceReading(kind: PaperKind(context: context).kind)
        let dates = DateSearch(context: context).dates
        PersonReading(context: context, dates: dates, kind: kind).read(into: &reading)
        IssueDateReading(context: context, dates: dates, kind: kind).read(into: &reading)
        ExemptionReading(context: context, catalogue: catalogue, kind: kind).read(into: &reading)
        DiagnosisReading(context: context, catalogue: catalogue, kind: kind).read(into: &reading)
        PathologyNote(context: context, kind: kind).read(into: &reading)
        PhysicianReading(context: context, kind: kind).read(into: &reading)
        StructureReading(context: context, kind: kind).read(into: &reading)
        noteWhatIsMissing(&reading)
        return reading
    }

    /// The kind of paper by its title alone.
    var paperKind: DocumentKind {
        let context = PageContext(pages, vocabulary: vocabulary, slants: slants)
        return context.tokens.isEmpty ? .unknown : PaperKind(context: context).kind
    }

    private func noteWhatIsMissing(_ reading: inout SourceReading) {
        let hasCondition = !reading.exemptions.isEmpty || !reading.diagnoses.isEmpty
        if reading.fields[.beneficiaryFiscalCode] == nil { reading.note(.fiscalCodeMissing) }
        // A paper that is known, and known to prove nothing, need not be understood.
        if reading.kind.isNeverEvidence { return }
        if reading.fields[.beneficiaryFiscalCode] == nil || !hasCondition { reading.note(.layoutUnknown) }
    }
}

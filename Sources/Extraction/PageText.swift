// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// What is printed on the pages of a PDF: labels that are understood, and their values.
struct PageText {
    let pages: [PDFPage]

    init(_ pages: [PDFPage]) { self.pages = pages }

    var reading: SourceReading {
        guard pages.contains(where: { !$0.words.isEmpty }) else {
            var reading = SourceReading()
            reading.note(.textMissing)
            return reading
        }
        var reading = SourceReading(kind: PageTitle.kind(of: pages))
        let lines = pages.map(\.lines)
        var values = PageValues()
        for found in lines.flatMap(\.labelledValues) { values.take(found) }
        values.settle(into: &reading)
        if reading.kind == .regionalCertificate, let first = lines.first {
            RegionalPage(lines: first).read(into: &reading)
        }
        noteWhatIsMissing(&reading)
        return reading
    }

    private func noteWhatIsMissing(_ reading: inout SourceReading) {
        let hasCondition = !reading.exemptions.isEmpty || !reading.diagnoses.isEmpty
        if reading.fields[.beneficiaryFiscalCode] == nil { reading.note(.fiscalCodeMissing) }
        if reading.fields[.beneficiaryFiscalCode] == nil || !hasCondition { reading.note(.layoutUnknown) }
    }
}

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
        let body = PageBody(pages)
        var values = PageValues()
        for found in body.labelledValues { values.take(found) }
        values.settle(into: &reading)
        if reading.kind == .regionalCertificate {
            RegionalPage(lines: body.lines).read(into: &reading)
        } else {
            Letterhead(lines: body.lines).read(into: &reading)
        }
        noteWhatIsMissing(&reading)
        return reading
    }

    private func noteWhatIsMissing(_ reading: inout SourceReading) {
        let hasCondition = !reading.exemptions.isEmpty || !reading.diagnoses.isEmpty
        if reading.fields[.beneficiaryFiscalCode] == nil { reading.note(.fiscalCodeMissing) }
        // A paper that is known, and known to prove nothing, need not be understood.
        if reading.kind.isNeverEvidence { return }
        if reading.fields[.beneficiaryFiscalCode] == nil || !hasCondition { reading.note(.layoutUnknown) }
    }
}

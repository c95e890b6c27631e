// SPDX-License-Identifier: EUPL-1.2

import Domain
import Extraction
import ReadingSamples

/// The labels of the person of most samples, each on a line.
let samplePerson = ["Cognome: Rossi", "Nome: Mario", "Codice fiscale: RSSMRA48R11B111I"]

/// Reads one page of lines at the distance that running text has.
func extract(lines: [String], today: CalendarDay? = nil) -> Extract {
    extract(runs: lines.enumerated().map { SamplePDF.Line($1, y: 100 + 13 * Double($0)) }, today: today)
}

func extract(lines: String...) -> Extract { extract(lines: lines) }

/// Reads a line below another that says nothing: a page with hardly a word counts as a picture.
func extract(line: String) -> Extract {
    extract(lines: "Il presente foglio si rilascia in carta libera per gli usi consentiti.", line)
}

/// Reads one page whose runs of text stand anywhere.
///
/// - Parameter today: the day in Italy on which it is read; nothing is in the future without it.
func extract(runs: [SamplePDF.Line], today: CalendarDay? = nil) -> Extract {
    let sample = SamplePDF(pages: [runs])
    guard let today else { return extract(sample) }
    let noon = Timestamp(seconds: Int64(today.daysSinceEpoch) * 86_400 + 12 * 3600)
    return Extractor(catalogue: SampleCatalogue.small, wording: SampleWording.project, clock: { noon })
        .extract(sample.bytes)
}

// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

@testable import Extraction

/// A page as it comes from a picture: words of equal letters in lines, each with what the recogniser thinks of it.
struct RecognisedPage {
    private(set) var words: [PDFWord] = []
    private var lines = 0

    /// How a word was recognised, unless it was surely.
    struct Doubt {
        var certainty = 90.0
        var alternatives: [String] = []
    }

    /// - Parameter pitch: from one line to the next; letters are 11 high.
    init(_ lines: [String], doubts: [String: Doubt] = [:], pitch: Double = 16) {
        for line in lines { add(line, doubts, pitch) }
    }

    private mutating func add(_ line: String, _ doubts: [String: Doubt], _ pitch: Double) {
        var left = 70.0
        let top = 100 + pitch * Double(lines)
        for text in line.split(separator: " ").map(String.init) {
            let width = 5.5 * Double(text.count)
            let doubt = doubts[text] ?? Doubt()
            words.append(
                PDFWord(
                    text: text, box: PDFBox(left: left, top: top, right: left + width, bottom: top + 11),
                    origin: .recognised(certainty: doubt.certainty, alternatives: doubt.alternatives)))
            left += width + 3.5
        }
        lines += 1
    }

    /// What the page says by itself.
    func reading(_ catalogue: ExemptionCatalogue = SampleCatalogue.small) -> SourceReading {
        let page = PDFPage(number: 1, width: 595, height: 842, text: "", words: words)
        return PageText(pages: [page], vocabulary: Vocabulary(SampleWording.project), catalogue: catalogue).reading
            ?? SourceReading()
    }
}

extension SourceReading {
    /// The codes of all findings.
    var told: [String] { findings.map(\.code.rawValue) }
}

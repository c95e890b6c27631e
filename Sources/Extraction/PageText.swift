// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// What is printed on the pages of a PDF without structured data.
struct PageText {
    let pages: [PDFPage]

    init(_ pages: [PDFPage]) { self.pages = pages }

    var reading: SourceReading {
        var reading = SourceReading()
        if pages.allSatisfy(\.words.isEmpty) { reading.note(.textMissing) } else { reading.note(.layoutUnknown) }
        return reading
    }
}

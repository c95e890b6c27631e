// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading
import XMLReading

/// The words of a CDA's sections, set out as pages, so that the rules for printed words read them too.
///
/// The narrative is what the physician signs and all that many vendors write (HL7 CDA R2 §4.3.5); entries only code it. Each
/// section is a page of its own: its title, then a line for each paragraph, item or row.
struct NarrativePages {
    /// The sections that are read, those inside others each by itself.
    private let sections: [XMLNode]

    /// - Parameter sections: all of the document.
    init(of sections: [XMLNode]) {
        self.sections = Array(
            sections.filter { section in
                !Self.ofOthers.contains(section.first("h:code")?.attribute("code")?.trimmed ?? "")
                    && section.first("h:text") != nil
            }
            .prefix(Self.mostSections))
    }

    /// Sections on what is no condition certified here: what was asked, the past, relatives, treatment and measurements.
    private static let ofOthers: Set<String> = [
        "29299-5", "18785-6", "42349-1", "46241-6", "11329-0", "11348-0", "10164-2", "10157-6", "29762-2", "10160-0",
        "29549-3", "42346-7", "10183-2", "48765-2", "47519-4", "62387-6", "29554-3", "8716-3", "29545-1", "30954-2",
        "11369-6", "18776-5", "47420-5", "42348-3", "46264-8", "11450-4", "10162-6", "55109-3", "11493-4", "8648-8",
        "34104-0", "34766-6", "10210-3", "72170-4", "28570-0", "75310-3", "81215-6",
    ]
    private static let mostSections = 40

    /// Page 1, 3, 5 …: nothing goes on from one section to the next.
    var pages: [PDFPage] {
        var pages: [PDFPage] = []
        var room = Self.mostWords
        for (place, section) in sections.enumerated() where room > 0 {
            let page = Self.page(section, number: 2 * place + 1, room: room)
            room -= page.words.count
            pages.append(page)
        }
        return pages
    }

    /// Of a document; the longest text of a real one has some 3,500 (21,644 characters, documents.md §1).
    private static let mostWords = 10_000

    /// Where the words of a page stand in the document.
    func source(_ page: Int) -> FieldSource? {
        section(page)?.first("h:text").map { FieldSource(.cda, xpath: $0.path) }
    }

    func section(_ page: Int) -> XMLNode? {
        let place = (page - 1) / 2
        return sections.indices.contains(place) ? sections[place] : nil
    }

    private static func page(_ section: XMLNode, number: Int, room: Int) -> PDFPage {
        let title = section.first("h:title")?.words ?? ""
        let lines =
            section.first("h:text")?.lines(
                breakingAt: CDANarrative.blocks, dividingAt: CDANarrative.cells, atLineFeeds: true)
            ?? []
        var setting = Setting()
        for line in ([title] + lines).prefix(mostLines) where !line.isEmpty && setting.words.count < room {
            setting.append(line)
        }
        return PDFPage(
            number: number, width: setting.width, height: setting.top, text: "", words: setting.words)
    }

    private static let mostLines = 400

    /// Words of equal letters in lines of any length; the cells of rows begin at equal places.
    private struct Setting {
        private(set) var words: [PDFWord] = []
        private(set) var top = 0.0
        private(set) var width = 1.0

        mutating func append(_ line: String) {
            let parts = line.split(separator: " ").prefix(Self.mostOfLine)
            let isRow = parts.contains(Self.divider)
            // What stands below a table is no part of its last row.
            if isBelowRow, !isRow { top += Self.height }
            isBelowRow = isRow
            var (column, left) = (0, 0.0)
            for word in parts where word.utf8.count <= Self.longestWord {
                if word == Self.divider {
                    column += 1
                    left = max(Double(column) * Self.column, left + 4 * Self.letter)
                    continue
                }
                let right = left + Double(word.unicodeScalars.count) * Self.letter
                let box = PDFBox(left: left, top: top, right: right, bottom: top + Self.height)
                words.append(PDFWord(text: String(word), box: box, letters: [], origin: .printed))
                left = right + 0.6 * Self.letter
                width = max(width, right)
            }
            top += 1.3 * Self.height
        }

        private var isBelowRow = false
        /// Between the cells of a row, of which some may be empty.
        private static let divider: Substring = "·"

        private static let letter = 5.0
        private static let height = 10.0
        private static let column = 400.0
        private static let mostOfLine = 2000
        /// Bytes; no longer word means anything.
        private static let longestWord = 200
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

extension [PDFPage] {
    /// The lines of all pages one after the other, with what is repeated on every page kept once: the head on the first page
    /// and the foot on the last, so that a text that goes on overleaf stands together.
    var bodyLines: [PageLine] {
        let printed = map(\.lines)
        var pages = printed
        for index in pages.indices.dropFirst() {
            let before = printed[index - 1]
            let after = printed[index]
            let head = RunningLines.count(after, before)
            let foot = RunningLines.count(after.reversed(), before.reversed())
            // Pages that have nothing else are copies.
            guard head + foot < Swift.min(before.count, after.count) else { continue }
            pages[index].removeFirst(Swift.min(head, pages[index].count))
            pages[index - 1].removeLast(Swift.min(foot, pages[index - 1].count))
        }
        return pages.flatMap(\.self)
    }
}

/// What two pages have in common at the same height.
private enum RunningLines {
    /// How many lines from the edge are the same on both pages.
    static func count(_ lines: [PageLine], _ others: [PageLine]) -> Int {
        zip(lines, others).prefix { areSame($0, $1) }.count
    }

    private static func areSame(_ line: PageLine, _ other: PageLine) -> Bool {
        guard abs(line.box.top - other.box.top) < 3 else { return false }
        return line.text == other.text || (isPageNumber(line) && isPageNumber(other))
    }

    /// `Pagina 1 di 2`, `Pag. 1/2`, `- 1 -`.
    private static func isPageNumber(_ line: PageLine) -> Bool {
        let letters = line.text.foldedToASCII.filter { $0.isLetter }
        return ["", "DI", "PAG", "PAGDI", "PAGINA", "PAGINADI"].contains(letters)
            && line.text.contains(where: \.isNumber)
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// Lines that are repeated on every page.
enum RunningLines {
    /// The lines of all pages one after the other, with what is repeated kept once: the head on the first page and the foot
    /// on the last, so that a text that goes on overleaf stands together.
    static func body(of printed: [[[PageWord]]]) -> [[PageWord]] {
        guard printed.count > 1 else { return printed.first ?? [] }
        var pages = printed
        for index in pages.indices.dropFirst() {
            let before = printed[index - 1]
            let after = printed[index]
            let head = count(after, before)
            let foot = count(after.reversed(), before.reversed())
            // Pages that have nothing else are copies.
            guard head + foot < Swift.min(before.count, after.count) else { continue }
            pages[index].removeFirst(Swift.min(head, pages[index].count))
            pages[index - 1].removeLast(Swift.min(foot, pages[index - 1].count))
        }
        return pages.flatMap(\.self)
    }

    /// How many lines from the edge are the same on both pages.
    private static func count(_ lines: some Sequence<[PageWord]>, _ others: some Sequence<[PageWord]>) -> Int {
        zip(lines, others).prefix { areSame($0, $1) }.count { _ in true }
    }

    private static func areSame(_ line: [PageWord], _ other: [PageWord]) -> Bool {
        guard let first = line.first, let second = other.first, abs(first.box.top - second.box.top) < 3 else {
            return false
        }
        if line.elementsEqual(other, by: { $0.scalars == $1.scalars }) { return true }
        return isPageNumber(line) && isPageNumber(other)
    }

    /// `Pagina 1 di 2`, `Pag. 1/2`, `- 1 -`.
    private static func isPageNumber(_ line: [PageWord]) -> Bool {
        var letters: [UInt8] = []
        for word in line { for scalar in word.scalars { scalar.plainLetters.append(to: &letters) } }
        let words = letters.filter { $0 >= 0x41 }
        return words.count < letters.count && known.contains(words)
    }

    private static let known = Set(["", "DI", "PAG", "PAGDI", "PAGINA", "PAGINADI"].map { [UInt8]($0.utf8) })
}

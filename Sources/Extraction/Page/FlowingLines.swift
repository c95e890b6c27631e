// SPDX-License-Identifier: EUPL-1.2

import PDFReading

/// Lines of a sentence whose blanks are filled in: `certifica che il Sig. ____ Rossi Mario ____ nato a` goes on at the beginning of
/// the next line, whatever stands below each of its parts.
struct FlowingLines {
    /// The lines that go on in the one after them.
    private let flowing: Set<Int>

    init(_ layout: PageLayout) {
        var rightEnds: [Int: Double] = [:]
        for line in layout.lines { rightEnds[line.page] = max(rightEnds[line.page] ?? 0, line.box.right) }
        flowing = Set(
            layout.lines.indices.dropLast().filter { Self.flows($0, layout, rightEnds[layout.lines[$0].page] ?? 0) })
    }

    func contains(_ line: Int) -> Bool { flowing.contains(line) || flowing.contains(line - 1) }

    /// Where the sentence goes on after the last cell of a line; nothing for other cells.
    func overLine(_ cell: Int, _ layout: PageLayout) -> Int? {
        next(cell, layout).flatMap { layout.cells[$0].line == layout.cells[cell].line ? nil : $0 }
    }

    /// Where the text of a cell in such lines goes on; nothing at the end of the last.
    func next(_ cell: Int, _ layout: PageLayout) -> Int? {
        let line = layout.cells[cell].line
        if cell + 1 < layout.lines[line].cells.upperBound { return cell + 1 }
        return flowing.contains(line) ? layout.lines[line + 1].cells.lowerBound : nil
    }

    private static func flows(_ index: Int, _ layout: PageLayout, _ rightEnd: Double) -> Bool {
        let (line, below) = (layout.lines[index], layout.lines[index + 1])
        guard isCloseBelow(line, below, layout), line.cells.count > 1 else { return false }
        let last = layout.cells[line.cells.upperBound - 1].tokens.upperBound - 1
        let first = layout.cells[below.cells.lowerBound].tokens.lowerBound
        guard layout.tokens[last].after.isDisjoint(with: [.stop, .colon, .semicolon]) else { return false }
        if hasDottedBlank(line, layout) {
            // Between dotted blanks a small word at the end is the middle of a sentence.
            if isSmall(last, layout), !isDottedBlank(last, layout) { return true }
        } else {
            guard max(line.cells.count, below.cells.count) > 2, isLoose(index, layout), isLoose(index + 1, layout)
            else {
                return false
            }
        }
        return (isSmall(last, layout) || isSmall(first, layout)) && isFull(last, before: first, rightEnd, layout)
    }

    private static func isCloseBelow(_ line: PageLayout.Line, _ below: PageLayout.Line, _ layout: PageLayout) -> Bool {
        line.page == below.page && below.box.top - line.box.bottom < 1.5 * line.box.height
            && abs(left(of: line, layout) - left(of: below, layout)) < 3
    }

    /// Lines are broken where the next word has no room, or that and the blank behind it.
    private static func isFull(_ last: Int, before first: Int, _ rightEnd: Double, _ layout: PageLayout) -> Bool {
        let end = layout.words[layout.tokens[last].word].box
        let words = layout.words[layout.tokens[first].word...].prefix(2)
        return words.reduce(end.right + end.height) { $0 + $1.box.width + 0.3 * end.height } > rightEnd
    }

    /// Parts that begin where others near them do are columns: of a sentence's fewer than half do so by chance.
    private static func isLoose(_ index: Int, _ layout: PageLayout) -> Bool {
        let line = layout.lines[index]
        let parts = line.cells.dropFirst().map { layout.cells[$0].box.left }
        let near = layout.lines.indices.filter {
            $0 != index && abs($0 - index) <= reach && layout.lines[$0].page == line.page
        }
        .flatMap { layout.lines[$0].cells.map { layout.cells[$0].box.left } }
        let aligned = parts.count { part in near.contains { abs($0 - part) < 2 } }
        return parts.isEmpty || 2 * aligned < parts.count
    }

    /// Lines above and below among which columns are looked for.
    private static let reach = 6

    /// `____ Rossi Mario ....`
    private static func hasDottedBlank(_ line: PageLayout.Line, _ layout: PageLayout) -> Bool {
        line.cells.contains { cell in
            layout.cells[cell].tokens.contains { isDottedBlank($0, layout) }
        }
    }

    private static func isDottedBlank(_ token: Int, _ layout: PageLayout) -> Bool {
        let word = layout.words[layout.tokens[token].word]
        return word.box.width - word.solidBox.width > word.box.height
    }

    /// With the dots or dashes of a blank.
    private static func left(of line: PageLayout.Line, _ layout: PageLayout) -> Double {
        layout.words[layout.tokens[layout.cells[line.cells.lowerBound].tokens.lowerBound].word].box.left
    }

    private static func isSmall(_ token: Int, _ layout: PageLayout) -> Bool {
        let piece = layout.tokens[token]
        let scalars = layout.words[piece.word].scalars
        return scalars[piece.range.lowerBound].properties.isLowercase
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// The words of a document as they stand: pieces in cells, cells in lines, and which cell goes on in which.
struct PageLayout {
    /// Pieces that stand together in one line.
    struct Cell {
        let page: Int
        let line: Int
        /// Places in `tokens`.
        let tokens: Range<Int>
        let box: PDFBox
    }

    struct Line {
        let page: Int
        /// Places in `cells`, from left to right.
        let cells: Range<Int>
        let box: PDFBox
    }

    private(set) var words: [PageWord] = []
    private(set) var tokens: [PageToken] = []
    private(set) var cells: [Cell] = []
    private(set) var lines: [Line] = []
    private let frames: [Int: PageFrame]
    /// The cell of each token.
    private(set) var cellOf: [Int] = []

    init(_ pages: [PDFPage], vocabulary: Vocabulary) {
        var frames: [Int: PageFrame] = [:]
        for page in pages {
            frames[page.number] = PageFrame(
                quarterTurns: page.textTurns, width: page.width, height: page.height)
        }
        self.frames = frames
        let printed = pages.map { page in
            frames[page.number].map { PageWords(page, frame: $0).lines } ?? []
        }
        let body = BrokenCells.joined(
            RunningLines.body(of: printed),
            isKnown: { word in WordPieces.pieces(of: word.scalars).contains { vocabulary.term($0.key) >= 0 } },
            shown: { word in
                word.shown ?? PDFWord.Place(page: word.page, box: frames[word.page]?.shown(word.box) ?? word.box)
            })
        let count = body.reduce(0) { $0 + $1.count }
        words.reserveCapacity(count)
        tokens.reserveCapacity(count + count / 4)
        for (index, line) in body.enumerated() { append(line, ColumnGap(body, at: index), vocabulary) }
    }

    /// Where a box of the layout stands on its page as shown.
    func shown(_ box: PDFBox, page: Int) -> PDFBox { frames[page]?.shown(box) ?? box }

    private mutating func append(_ line: [PageWord], _ columnGap: ColumnGap, _ vocabulary: Vocabulary) {
        guard let page = line.first?.page else { return }
        let firstCell = cells.count
        var start = tokens.count
        var last: PageWord?
        for (place, word) in line.enumerated() where !word.isLeader {
            let first = tokens.count
            let opensCell = first > start && (last.map { columnGap.parts($0, word, at: place) } ?? false)
            // `M ☐  F ☒` at the end of a column: the square belongs to what it stands behind.
            if opensCell, let signs = pending {
                tokens[first - 1].after.formUnion(signs)
                pending = nil
            }
            append(word, vocabulary, isFirstOfLine: first == start && cells.count == firstCell)
            if opensCell {
                close(start..<first, page)
                start = first
            }
            last = word
        }
        if let signs = pending, tokens.count > start { tokens[tokens.count - 1].after.formUnion(signs) }
        pending = nil
        close(start..<tokens.count, page)
        guard cells.count > firstCell else { return }
        let box = cells[firstCell...].dropFirst().reduce(cells[firstCell].box) { $0.union($1.box) }
        lines.append(Line(page: page, cells: firstCell..<cells.count, box: box))
    }

    private mutating func close(_ range: Range<Int>, _ page: Int) {
        guard !range.isEmpty else { return }
        let box = tokens[range].dropFirst().reduce(tokens[range.lowerBound].box) { $0.union($1.box) }
        cellOf += [Int](repeating: cells.count, count: range.count)
        cells.append(Cell(page: page, line: lines.count, tokens: range, box: box))
    }

    private mutating func append(_ word: PageWord, _ vocabulary: Vocabulary, isFirstOfLine: Bool) {
        let glued = GluedWords(vocabulary: vocabulary)
        let word = word.withoutFootnoteMark
        var pieces = WordPieces.pieces(of: word.scalars)
        if pieces.contains(where: glued.mayPart) { pieces = pieces.flatMap { glued.parted($0, of: word.scalars) } }
        var place = 0
        var hasPiece = false
        for piece in pieces {
            let signs = PageSigns(word.scalars[place..<piece.range.lowerBound])
            if hasPiece || !isFirstOfLine { tokens[tokens.count - 1].after.formUnion(signs.closing) }
            tokens.append(
                PageToken(
                    word: words.count, range: piece.range, key: piece.key,
                    term: word.certainty == nil
                        ? vocabulary.term(piece.key) : vocabulary.termDespiteMisreading(piece.key),
                    box: word.box(of: piece.range), isGlued: hasPiece, before: signs.opening, after: []))
            pending.map { tokens[tokens.count - 1].before.formUnion($0) }
            pending = nil
            place = piece.range.upperBound
            hasPiece = true
        }
        let rest = PageSigns(word.scalars[place...])
        if hasPiece || (!isFirstOfLine && !tokens.isEmpty) { tokens[tokens.count - 1].after.formUnion(rest.closing) }
        // `M☐ F☒`: a square without a blank before it belongs to what it stands behind.
        let behind = hasPiece ? rest.opening.intersection([.box, .tick]) : []
        if !behind.isEmpty { tokens[tokens.count - 1].after.formUnion(behind) }
        let opening = rest.opening.subtracting(behind)
        if !opening.isEmpty { pending = opening }
        words.append(word)
    }

    /// Signs of a word without letters, which belong to what follows.
    private var pending: PageToken.Signs?
}

extension PageLayout {
    /// The last piece of a word with a hyphen at its end, which is no dash that stands apart.
    func endsInHyphen(_ token: Int) -> Bool {
        guard tokens[token].after.contains(.hyphen), let last = words[tokens[token].word].scalars.last else {
            return false
        }
        return last == "-" || last == "\u{2010}" || last == "\u{2011}"
    }
}

/// What signs between pieces say of the piece before and of the one after.
private struct PageSigns {
    private(set) var closing: PageToken.Signs = []
    private(set) var opening: PageToken.Signs = []

    init(_ scalars: ArraySlice<Unicode.Scalar>) {
        var (stops, slashes) = (0, 0)
        for scalar in scalars {
            switch scalar {
            case ":": closing.insert(.colon)
            case ",": closing.insert(.comma)
            case ".": stops += 1
            case ";", "|", "\u{2022}", "\u{B7}", "\u{00A6}": closing.insert(.semicolon)
            case "/":
                closing.insert(.slash)
                slashes += 1
            case "+", "&": closing.insert(.plus)
            case ")", "]", "}": closing.insert(.close)
            case "(", "[", "{": opening.insert(.open)
            case "-", "\u{2010}", "\u{2011}":
                closing.insert(.hyphen)
                opening.insert(.dash)
            case "\u{2013}", "\u{2014}": opening.insert(.dash)
            case "\u{2611}", "\u{2612}", "\u{2713}"..."\u{2718}", "\u{25A0}", "\u{25CF}", "\u{25A3}", "\u{25C9}":
                opening.insert(.tick)
            case "\u{2610}", "\u{25A1}", "\u{25CB}": opening.insert(.box)
            default: continue
            }
        }
        // A row of dots leads from a label to its value and ends nothing.
        if stops == 1 { closing.insert(.stop) }
        // `Rossi Mario // Nato il: …`
        if slashes > 1 { closing.insert(.semicolon) }
    }
}

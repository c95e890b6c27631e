// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// A document's pages with the phrases that are understood on them: what finders ask.
struct PageContext {
    let layout: PageLayout
    let streams: PageStreams
    let cues: [Cue]
    /// The cue that each token is part of, or -1.
    private let cueOf: [Int]
    /// Tables of which one row is marked.
    let rows: ConditionRows
    /// Labels stand below their values, as the captions of forms do.
    private(set) var hasCaptions = false
    /// Labels stand above their values, and what is beside them is another column.
    private(set) var hasHeads = false
    /// How far a label may be from the value below or above it, in heights of a line.
    private(set) var columnGap = Self.closeGap
    /// Knows the words of conditions.
    let catalogue: ExemptionCatalogue?

    init(_ pages: [PDFPage], vocabulary: Vocabulary, catalogue: ExemptionCatalogue? = nil) {
        self.catalogue = catalogue
        layout = PageLayout(pages, vocabulary: vocabulary)
        streams = PageStreams(layout)
        cues = CueSearch(layout: layout, streams: streams, vocabulary: vocabulary).cues
        var cueOf = [Int](repeating: -1, count: layout.tokens.count)
        for (index, cue) in cues.enumerated() {
            for place in cue.range { cueOf[streams.streams[cue.stream][place]] = index }
        }
        self.cueOf = cueOf
        rows = ConditionRows(layout)
        (hasCaptions, hasHeads) = sides
        guard !hasCaptions, !hasHeads else { return }
        // Forms leave room to write by hand between a head and its value.
        columnGap = Self.roomyGap
        let roomy = counts
        (hasCaptions, hasHeads) = sides
        // Above a label that is far away stands the value of another, unless the label is a caption in brackets, or values that
        // prove themselves stand nowhere else.
        let isPlain = roomy.above >= 2 && roomy.below + roomy.beside == 0
        hasCaptions = hasCaptions && (isPlain || cues.count(where: isInBrackets) >= Self.fewCaptions)
        if !hasHeads, !hasCaptions { columnGap = Self.closeGap }
    }
}

extension PageContext {
    /// Where the values that prove themselves by their shape stand: more often below their labels than beside them, and
    /// more often above than below.
    private var sides: (hasCaptions: Bool, hasHeads: Bool) {
        let (beside, above, below) = counts
        return (above > below && above > beside, below > beside)
    }

    /// How many such values stand where.
    private var counts: (beside: Int, above: Int, below: Int) {
        var (beside, above, below) = (0, 0, 0)
        for cue in cues where cue.opensCell && cue.endsCell && (cue.meaning == .personCode || cue.meaning == .birth) {
            let cell = layout.cellOf[cue.last]
            let line = layout.lines[layout.cells[cell].line]
            if cell + 1 < line.cells.upperBound, holdsValue(of: cue, cell + 1) { beside += 1 }
            if let next = columnCell(cell, below: false), holdsValue(of: cue, next) { above += 1 }
            // `(data di nascita)` is the caption of what stands above it.
            if !isInBrackets(cue), let next = columnCell(cell, below: true), holdsValue(of: cue, next) { below += 1 }
        }
        return (beside, above, below)
    }

    private func isInBrackets(_ cue: Cue) -> Bool {
        cue.opensCell && cue.endsCell && tokens[cue.first].before.contains(.open)
            && tokens[cue.last].after.contains(.close)
    }

    private static let fewCaptions = 3

    private func holdsValue(of label: Cue, _ cell: Int) -> Bool {
        let keys = layout.cells[cell].tokens.map { tokens[$0].key }
        // `RSS MRA 48R11 B111I`
        let hasCode = keys.contains { FiscalCodeShape.resembles($0) } || FiscalCodeShape.resembles(keys.flatMap(\.self))
        if label.meaning == .personCode { return hasCode }
        // Six digits without a sign between them are a telephone's more likely than a day's.
        let hasDay = layout.cells[cell].tokens.contains { token in
            let piece = tokens[token]
            // `30-set-1970` comes in two pieces; `Via XX Settembre` is no day.
            let month = piece.key.prefix { !(0x30...0x39).contains($0) }
            let isBehindDay = token > layout.cells[cell].tokens.lowerBound && tokens[token - 1].isNumber
            return (isBehindDay && ItalianMonth.number(Array(month)) != nil)
                || ((6...8).contains(piece.key.count) && piece.isNumber && piece.range.count > piece.key.count)
        }
        // `11 / 10 / 1948`
        let isDay =
            keys.count == 3 && keys[2].count == 4 && layout.cells[cell].tokens.allSatisfy { tokens[$0].isNumber }
        return !hasCode && (hasDay || isDay)
    }

    /// The nearest cell above or below that shares the column; other columns may have more lines in between.
    func columnCell(_ index: Int, below: Bool) -> Int? {
        let cell = layout.cells[index]
        var edge = below ? cell.box.bottom : cell.box.top
        var line = cell.line + (below ? 1 : -1)
        while layout.lines.indices.contains(line), layout.lines[line].page == cell.page {
            let box = layout.lines[line].box
            let gap = below ? box.top - edge : edge - box.bottom
            guard gap < columnGap * max(cell.box.height, box.height), abs(line - cell.line) < 4 else { return nil }
            let near = layout.lines[line].cells.first { layout.cells[$0].box.sharesColumn(with: cell.box) }
            // Labels are set smaller than what is written in.
            if let near {
                return gap < columnGap * max(cell.box.height, layout.cells[near].box.height) ? near : nil
            }
            if !below, let value = valueOverCaption(index, line) { return value }
            edge = below ? box.bottom : box.top
            line += below ? 1 : -1
        }
        return nil
    }

    /// Heads may stand in the middle of columns whose values begin at the left: each value belongs to the nearest, if any is near.
    func head(over value: PageLayout.Cell, among heads: Range<Int>) -> Int? {
        let gaps = heads.map { head in
            let box = layout.cells[head].box
            return (head: head, size: max(box.left - value.box.right, value.box.left - box.right))
        }
        return gaps.min { $0.size < $1.size }.flatMap { $0.size < 3 * value.box.height ? $0.head : nil }
    }

    /// `Rossi ______ Maria ______` over captions in the middle of their blanks: the value that stands at the blank's left end.
    private func valueOverCaption(_ caption: Int, _ above: Int) -> Int? {
        let (upper, lower) = (layout.lines[above].cells, layout.lines[layout.cells[caption].line].cells)
        guard above + 1 == layout.cells[caption].line else { return nil }
        return zip(upper, captions(lower, under: upper)).first { $0.1 == caption }?.0
    }

    /// The caption under a value, likewise.
    func captionUnder(_ value: Int) -> Int? {
        let below = layout.cells[value].line + 1
        guard layout.lines.indices.contains(below), layout.lines[below].page == layout.cells[value].page else {
            return nil
        }
        let upper = layout.lines[below - 1].cells
        return zip(upper, captions(layout.lines[below].cells, under: upper)).first { $0.0 == value }?.1
    }

    /// The caption of each value: the first whose middle is right of the value's left end, a caption for each; none where the lines
    /// are not values and their captions. Blanks that nothing was written in have only a caption.
    private func captions(_ lower: Range<Int>, under upper: Range<Int>) -> [Int] {
        let labels = lower.compactMap { soleCue(of: $0) }
        let areBracketed = labels.allSatisfy(isInBrackets)
        // A label in brackets is a caption wherever its blank ends.
        guard labels.count == lower.count, upper.count == lower.count || (upper.count < lower.count && areBracketed),
            upper.count > 1 || hasCaptions || areBracketed
        else { return [] }
        let found = upper.compactMap { value in
            lower.first { (layout.cells[$0].box.left + layout.cells[$0].box.right) / 2 > layout.cells[value].box.left }
        }
        return found.count == upper.count && Set(found).count == found.count ? found : []
    }

    private static let closeGap = 1.8
    private static let roomyGap = 2.8

    var tokens: [PageToken] { layout.tokens }

    func cue(at token: Int) -> Cue? { cueOf[token] < 0 ? nil : cues[cueOf[token]] }

    func cell(of token: Int) -> PageLayout.Cell { layout.cells[layout.cellOf[token]] }

    /// The token before in the reading order.
    func previous(_ token: Int) -> Int? {
        let place = streams.placeOf[token]
        return place.offset > 0 ? streams.streams[place.stream][place.offset - 1] : nil
    }

    /// The token after in the reading order.
    func next(_ token: Int) -> Int? {
        let place = streams.placeOf[token]
        let stream = streams.streams[place.stream]
        return place.offset + 1 < stream.count ? stream[place.offset + 1] : nil
    }

    /// Whether a sentence or an entry ends between a token and the next in reading order.
    func ends(_ token: Int, before next: Int) -> Bool {
        let signs = tokens[token].after
        if signs.contains(.semicolon) { return true }
        if signs.contains(.stop), isEndOfSentence(token, next) { return true }
        return layout.cellOf[token] != layout.cellOf[next] && beginsEntry(next, after: token)
    }

    /// Whether a line begins something else than it would if the one before had only been too long.
    func beginsEntry(_ next: Int, after token: Int) -> Bool {
        let (above, below) = (layout.cellOf[token], layout.cellOf[next])
        // A sentence goes on behind each of its blanks.
        if streams.flowing.next(above, layout) == below, streams.flowing.contains(layout.cells[above].line) {
            return false
        }
        if isBesideLabel(below) { return true }
        if leavesTable(layout.cells[above], layout.cells[below]) { return true }
        // What stands in brackets belongs to what is before it.
        if tokens[next].before.contains(.open) { return false }
        if let cue = cue(at: next), cue.isLabel, cue.first == next, cue.opensCell,
            cue.hasColon || cue.endsCell || cue.namesPerson
        {
            return true
        }
        // `ed ha diritto all'esenzione` at the end of a line waits for its value.
        let isLast = layout.lines[layout.cells[above].line].cells.upperBound == above + 1
        if let cue = cue(at: token), cue.last == token, isLast, Self.awaiting.contains(cue.meaning),
            cue.range.count > 1,
            self.cue(at: next).map({ !$0.isLabel }) ?? true
        {
            return false
        }
        if let cue = cue(at: next), cue.namesPerson, cue.opensCell, cue.first == next, isCapitalised(next) {
            return true
        }
        if isSetLarger(token, than: next), isCapitalised(next) { return true }
        if goesOnInCapitals(token, next) { return false }
        return !scalar(next).isLowercase && hadRoom(layout.cells[above], for: layout.tokens[next])
    }

    /// A title stands in larger letters than the text below it; in pictures letters of one size differ as well.
    private func isSetLarger(_ token: Int, than next: Int) -> Bool {
        !isRecognised(token) && tokens[token].box.height > 1.25 * tokens[next].box.height
    }

    /// `affetto da DISTURBO DELLO SPETTRO` / `AUTISTICO`: words set in capitals among others, over two lines.
    private func goesOnInCapitals(_ token: Int, _ next: Int) -> Bool {
        let line = layout.cells[layout.cellOf[token]].tokens
        return tokens[token].after.isEmpty && tokens[token].key.count > 2 && tokens[next].key.count > 2
            && isCapital([token]) && isCapital([next]) && cue(at: token) == nil && cue(at: next) == nil
            && line.count { scalar($0).isLowercase } >= 3
    }

    private static let awaiting: Set<WordingMeaning> = [.exemption, .exemptionStrong, .diagnosisCode, .personCode]

    /// A line that begins left of the cell of a table above it.
    private func leavesTable(_ above: PageLayout.Cell, _ below: PageLayout.Cell) -> Bool {
        layout.lines[above.line].cells.count >= 3 && layout.lines[below.line].cells.count == 1
            && below.box.left < above.box.left - 3
    }

    /// Whether the first word of the next line would have fitted on this one, by the longest line of the stream.
    private func hadRoom(_ cell: PageLayout.Cell, for next: PageToken) -> Bool {
        let width = layout.words[next.word].box.width + 0.5 * next.box.height
        let end = streams.rightEnds[streams.placeOf[cell.tokens.lowerBound].stream]
        return cell.box.right + width < end - next.box.height
    }

    /// A cell that has a label to its left is a row of its own, whatever stands above it.
    func isBesideLabel(_ cell: Int) -> Bool {
        let line = layout.lines[layout.cells[cell].line]
        guard cell > line.cells.lowerBound else { return false }
        let last = layout.cells[cell - 1].tokens.upperBound - 1
        guard let cue = cue(at: last), cue.isLabel else { return false }
        // The second line of a label does not begin a row.
        guard layout.cells[cell - 1].tokens.contains(cue.first) else { return false }
        // Under heads, a label with a value of its own below has none beside it.
        guard hasHeads, let below = columnCell(cell - 1, below: true) else { return true }
        return soleCue(of: below) != nil
    }

    /// A full stop ends a sentence when a capital follows and the word is no abbreviation.
    private func isEndOfSentence(_ token: Int, _ next: Int) -> Bool {
        let key = tokens[token].key
        guard key.count > 4 || tokens[token].hasDigit || isAcronym(token, before: next),
            cue(at: token)?.meaning != .physicianTitle
        else { return false }
        // `Cod. esenz. 055`: a label that is cut short.
        if let cue = cue(at: token), cue.isLabel { return false }
        return !scalar(next).isLowercase
    }

    /// `infezione da HIV. Nell'ultimo anno`: capitals among small letters are no word cut short.
    private func isAcronym(_ token: Int, before next: Int) -> Bool {
        tokens[token].key.count >= 3 && cue(at: token) == nil && isCapital([token]) && !isCapital([next])
            && tokens[next].key.count > 1
    }

    /// The token right below that begins where this one does: the rest of a value in a narrow cell. Cells of fewer lines, centred
    /// beside it, may have a line of their own in between.
    func below(_ token: Int) -> Int? {
        let place = cell(of: token)
        for line in layout.lines[(place.line + 1)...].prefix(3) {
            guard line.page == place.page, line.box.top - place.box.bottom < place.box.height else { return nil }
            let found = line.cells.lazy.flatMap { layout.cells[$0].tokens }.first {
                abs(tokens[$0].box.left - tokens[token].box.left) < 3
            }
            if let found { return found }
        }
        return nil
    }

    /// Other digits stand right beside it as if a wide setting had parted one number: `4 938`.
    func isPartOfNumber(_ token: Int) -> Bool {
        guard tokens[token].isNumber else { return false }
        return [token - 1, token + 1].contains { other in
            guard cell(of: token).tokens.contains(other), tokens[other].isNumber, tokens[other].key.count <= 2,
                // `ICD 9 252.0`
                cue(at: other)?.meaning != .diagnosisCode
            else { return false }
            let (left, right) = (min(token, other), max(token, other))
            return tokens[left].after.isEmpty && tokens[right].before.isEmpty
        }
    }

    /// The first letter as printed.
    func scalar(_ token: Int) -> Unicode.Scalar {
        layout.words[tokens[token].word].scalars[tokens[token].range.lowerBound]
    }

    func isCapitalised(_ token: Int) -> Bool { scalar(token).isUppercase }
}

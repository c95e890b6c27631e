// SPDX-License-Identifier: EUPL-1.2

import PDFReading

/// The order in which cells are read on: down a column, a paragraph or the cells of a table, one stream for each.
struct PageStreams {
    /// The pieces of each stream, as places in the layout's tokens.
    private(set) var streams: [[Int]] = []
    /// The stream of each token, and its place there.
    private(set) var placeOf: [(stream: Int, offset: Int)]
    /// The cell that each cell goes on in, and the one that it goes on from.
    private(set) var next: [Int?]
    private(set) var previous: [Int?]
    /// How far right the longest line of each stream reaches.
    private(set) var rightEnds: [Double] = []
    let flowing: FlowingLines

    init(_ layout: PageLayout) {
        placeOf = [(stream: Int, offset: Int)](repeating: (0, 0), count: layout.tokens.count)
        flowing = FlowingLines(layout)
        next = [Int?](repeating: nil, count: layout.cells.count)
        previous = next
        link(layout)
        for cell in layout.cells.indices where previous[cell] == nil { follow(cell, layout) }
    }

    /// A cell goes on in the one below that it shares most of its width with; of several that claim one cell, the first does.
    /// Sentences go on from line to line.
    private mutating func link(_ layout: PageLayout) {
        for cell in layout.cells.indices {
            if flowing.contains(layout.cells[cell].line) {
                guard let following = flowing.next(cell, layout) else { continue }
                previous[following] = cell
                next[cell] = following
                continue
            }
            guard let below = below(cell, layout), !flowing.contains(layout.cells[below].line) else { continue }
            guard let rival = previous[below] else {
                previous[below] = cell
                next[cell] = below
                continue
            }
            let box = layout.cells[below].box
            guard layout.cells[cell].box.overlapAcross(box) > layout.cells[rival].box.overlapAcross(box) else {
                continue
            }
            next[rival] = nil
            previous[below] = cell
            next[cell] = below
        }
    }

    private func below(_ index: Int, _ layout: PageLayout) -> Int? {
        let cell = layout.cells[index]
        for line in layout.lines[(cell.line + 1)...].prefix(4) {
            if line.page == cell.page {
                guard line.box.top - cell.box.bottom < 1.3 * cell.box.height else { return nil }
            } else {
                guard line.page == cell.page + 1 else { return nil }
            }
            let claims = line.cells.filter { layout.cells[$0].box.sharesColumn(with: cell.box) }
            if let best = claims.max(by: {
                layout.cells[$0].box.overlapAcross(cell.box) < layout.cells[$1].box.overlapAcross(cell.box)
            }) {
                return best
            }
        }
        return nil
    }

    private mutating func follow(_ first: Int, _ layout: PageLayout) {
        var stream: [Int] = []
        var rightEnd = 0.0
        var cell: Int? = first
        while let index = cell {
            for token in layout.cells[index].tokens {
                placeOf[token] = (streams.count, stream.count)
                stream.append(token)
            }
            rightEnd = max(rightEnd, layout.cells[index].box.right)
            cell = next[index]
        }
        rightEnds.append(rightEnd)
        streams.append(stream)
    }
}

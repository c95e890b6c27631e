// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// Tables of conditions, a row for each with the code of its exemption or of the disease, of which the physician marks one: what
/// stands in the other rows is certified of nobody. Where no mark is legible, every row with an exemption has the same claim.
struct ConditionRows {
    /// The tokens of rows beside the marked one.
    private(set) var passedOver: Set<Int> = []
    /// The exemptions' codes of the rows that are marked.
    private(set) var marked: Set<Int> = []
    /// The diseases' codes that marked rows begin with.
    private(set) var markedDiagnoses: Set<Int> = []
    /// All that stands in such rows.
    private(set) var chosen: Set<Int> = []
    /// The lists of which no row is marked.
    private(set) var undecided: [List] = []

    /// The exemptions among which a form lets choose, several in a line: `☐ 022  ☐ 023  ☐ 048`, a set for each form.
    private(set) var options: [Set<Int>] = []

    /// Rows of one table, from the top.
    struct List {
        /// The code of each row's exemption.
        let codes: [Int]
        /// All the tokens of each row.
        let rows: [[Int]]
    }

    private struct Row {
        let line: Int
        let code: Int
        /// Code and name stand in one cell, as in running text: only beside a mark is that a row.
        var isOneCell = false
    }

    init() {}

    init(_ layout: PageLayout) {
        options = Self.options(layout)
        let found = layout.lines.indices.compactMap { Self.row($0, layout) ?? Self.narrowRow($0, layout) }
        for rows in Self.tables(found, layout) where Self.isList(rows, layout) { take(rows, layout) }
        let other = Set(found.filter { !$0.isOneCell }.map(\.line))
        let diseases = layout.lines.indices.filter { !other.contains($0) }.compactMap { Self.diseaseRow($0, layout) }
        guard diseases.count >= Self.fewest else { return }
        for rows in Self.tables(diseases, layout) where rows.count >= Self.fewest { takeDiseases(rows, layout) }
    }

    /// Two rows are a list where one of them is marked.
    private static func isList(_ rows: [Row], _ layout: PageLayout) -> Bool {
        rows.contains { isCrossed($0, layout) } || (rows.count >= fewest && !rows.contains(where: \.isOneCell))
    }

    /// Lines of codes alone in their cells; the last of a form may have fewer.
    private static func options(_ layout: PageLayout) -> [Set<Int>] {
        var sets: [Set<Int>] = []
        var last = -2
        for line in layout.lines.indices {
            let codes = layout.lines[line].cells.map { layout.cells[$0].tokens }
                .filter { $0.count == 1 && hasShape($0.lowerBound, layout) && !isDotted($0.lowerBound, layout) }
                .map(\.lowerBound)
            if last == line - 1, !codes.isEmpty, let set = sets.popLast() {
                sets.append(set.union(codes))
            } else if codes.count >= fewest {
                sets.append(Set(codes))
            } else {
                continue
            }
            last = line
        }
        return sets
    }

    /// A list of diseases without a mark is what it says: all of them may be the patient's.
    private mutating func takeDiseases(_ rows: [Row], _ layout: PageLayout) {
        let ticked = rows.filter { Self.isMarked($0, layout, anywhere: false) }
        guard let only = ticked.first, ticked.count == 1 else { return }
        markedDiagnoses.insert(only.code)
        choose(only, of: rows, Self.extents(rows, layout))
    }

    private mutating func take(_ rows: [Row], _ layout: PageLayout) {
        let extents = Self.extents(rows, layout)
        let ticked = rows.filter { Self.isMarked($0, layout, anywhere: true) }
        guard let only = ticked.first, ticked.count == 1 else {
            if ticked.isEmpty { undecided.append(List(codes: rows.map(\.code), rows: extents)) }
            return
        }
        marked.insert(only.code)
        choose(only, of: rows, extents)
    }

    /// What stands in the other rows is passed over.
    private mutating func choose(_ row: Row, of rows: [Row], _ extents: [[Int]]) {
        for (other, tokens) in zip(rows, extents) {
            if other.line == row.line { chosen.formUnion(tokens) } else { passedOver.formUnion(tokens) }
        }
    }

    /// Fewer rows are what a paper says of two conditions.
    private static let fewest = 3

    /// A line of several cells with one code of the shape of an exemption's.
    private static func row(_ line: Int, _ layout: PageLayout) -> Row? {
        let cells = layout.lines[line].cells
        guard cells.count >= 2 else { return nil }
        let shaped = cells.flatMap { layout.cells[$0].tokens }.filter { hasShape($0, layout) }
        // `016 … 070.54`: the code of a diagnosis may have the shape.
        let undotted = shaped.filter { !isDotted($0, layout) }
        let codes = undotted.isEmpty ? shaped : undotted
        guard codes.count == 1, let code = codes.first else { return nil }
        let cell = layout.cells[layout.cellOf[code]].tokens
        // `011 5081234`
        guard !cell.contains(code + 1) || !layout.tokens[code + 1].isNumber else { return nil }
        // A mark, or what was recognised of an empty box.
        guard
            (cell.lowerBound..<code).allSatisfy({ layout.tokens[$0].key.count <= 2 || isMark(layout.tokens[$0]) })
        else { return nil }
        return Row(line: line, code: code)
    }

    /// `X 025 Ipercolesterolemia familiare`: a line whose only cell is a code and its name, behind a mark or not.
    private static func narrowRow(_ line: Int, _ layout: PageLayout) -> Row? {
        guard layout.lines[line].cells.count == 1 else { return nil }
        let tokens = tokens(of: line, layout)
        guard let code = tokens.first(where: { !isMark(layout.tokens[$0]) }), code - tokens[0] <= 1,
            hasShape(code, layout), !isDotted(code, layout), let name = tokens.first(where: { $0 > code }),
            !layout.tokens[name].hasDigit, layout.tokens[name].key.count > 3,
            layout.words[layout.tokens[name].word].scalars[layout.tokens[name].range.lowerBound].properties.isUppercase
        else { return nil }
        return Row(line: line, code: code, isOneCell: true)
    }

    /// A line that begins with the code of a disease, behind a mark or not, and goes on with its name.
    private static func diseaseRow(_ line: Int, _ layout: PageLayout) -> Row? {
        let tokens = tokens(of: line, layout)
        // `013` in a list of exemptions is none.
        guard let code = tokens.first(where: { layout.tokens[$0].key.count > 2 }), isDiseaseCode(code, layout),
            isDotted(code, layout) || !hasShape(code, layout),
            tokens.prefix(while: { $0 < code }).allSatisfy({ isMark(layout.tokens[$0]) || !layout.tokens[$0].hasDigit }
            ),
            tokens.contains(where: { $0 > code && !layout.tokens[$0].hasDigit && layout.tokens[$0].key.count > 3 })
        else { return nil }
        return Row(line: line, code: code)
    }

    /// `250.0`, `4280`, `V45.0`: most lines begin with a word and are not looked at further.
    private static func isDiseaseCode(_ token: Int, _ layout: PageLayout) -> Bool {
        let piece = layout.tokens[token]
        guard (3...5).contains(piece.key.count),
            piece.key.dropFirst().allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        else { return false }
        let scalars = layout.words[piece.word].scalars[piece.range]
        return DiagnosisCode(String(String.UnicodeScalarView(scalars)).uppercased()) != nil
    }

    private static func isDotted(_ token: Int, _ layout: PageLayout) -> Bool {
        let piece = layout.tokens[token]
        return layout.words[piece.word].scalars[piece.range].contains(".")
    }

    /// `013`, `0A31`, `RCG040`, with a diagnosis behind a dot or not; a zero may be recognised as a letter.
    private static func hasShape(_ token: Int, _ layout: PageLayout) -> Bool {
        let piece = layout.tokens[token]
        let scalars = layout.words[piece.word].scalars[piece.range]
        let stem = scalars.prefix { $0 != "." }.count
        guard (3...6).contains(stem), stem == scalars.count || piece.key.count + 1 == scalars.count else {
            return false
        }
        let key = piece.key.prefix(stem)
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        guard let first = key.first, key.count == stem else { return false }
        if first == UInt8(ascii: "R") { return stem >= 5 && key.suffix(3).allSatisfy(isDigit) }
        guard first == UInt8(ascii: "0") || first == UInt8(ascii: "O"), stem <= 4 else { return false }
        let isLettered = stem == 4 && (UInt8(ascii: "A")...UInt8(ascii: "D")).contains(key[key.startIndex + 1])
        return (stem == 3 || isLettered || piece.isNumber) && key.dropFirst(isLettered ? 2 : 1).allSatisfy(isDigit)
    }

    /// Rows of one page whose codes begin at one place, each below the other.
    private static func tables(_ rows: [Row], _ layout: PageLayout) -> [[Row]] {
        var open: [[Row]] = []
        for row in rows {
            let place = open.lastIndex { table in
                guard let last = table.last else { return false }
                return layout.lines[last.line].page == layout.lines[row.line].page
                    && abs(layout.tokens[last.code].box.left - layout.tokens[row.code].box.left)
                        < layout.tokens[row.code].box.height
                    && row.line - last.line <= mostLines
            }
            if let place { open[place].append(row) } else { open.append([row]) }
        }
        return open.filter { table in
            table.count >= 2 && Set(table.map { layout.tokens[$0.code].key }).count == table.count
        }
    }

    /// Of one row, in its narrowest cell.
    private static let mostLines = 8

    /// The tokens of each row: its line, and the lines around it that are nearer to it than to its neighbours.
    private static func extents(_ rows: [Row], _ layout: PageLayout) -> [[Int]] {
        var extents = rows.map { tokens(of: $0.line, layout) }
        for place in rows.indices.dropLast() {
            let (above, below) = (rows[place].line, rows[place + 1].line)
            for line in (above + 1)..<max(above + 1, below) {
                let middle = layout.lines[line].box.middle
                let isAbove =
                    middle - layout.lines[above].box.middle <= layout.lines[below].box.middle - middle
                extents[isAbove ? place : place + 1] += tokens(of: line, layout)
            }
        }
        return extents
    }

    private static func tokens(of line: Int, _ layout: PageLayout) -> [Int] {
        layout.lines[line].cells.flatMap { layout.cells[$0].tokens }
    }

    /// Whether a tick stands in a row, anywhere or no later than its code, or a cross before its code.
    private static func isMarked(_ row: Row, _ layout: PageLayout, anywhere: Bool) -> Bool {
        tokens(of: row.line, layout).contains { token in
            let piece = layout.tokens[token]
            let isTicked = piece.before.contains(.tick) && (anywhere || token <= row.code)
            return isTicked || (token < row.code && isMark(piece))
        }
    }

    /// A cross or tick stands before its code.
    private static func isCrossed(_ row: Row, _ layout: PageLayout) -> Bool { isMarked(row, layout, anywhere: false) }

    /// A cross drawn by a letter, with the box that it was recognised with.
    private static func isMark(_ piece: PageToken) -> Bool { piece.key.allSatisfy { $0 == UInt8(ascii: "X") } }
}

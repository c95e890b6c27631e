// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// A table of conditions under heads of its own, `Codice | Problema | Per esenzione`, of which one row may be marked as the one
/// that the paper is about: by a cross, a tick, or the code of its exemption.
struct ConditionTable {
    struct Row {
        let code: Int
        let value: String
        let text: [Int]
        let isMarked: Bool
    }

    let rows: [Row]
    /// All that stands in it, its heads and the title above them included.
    let tokens: Set<Int>
    /// The head of the codes.
    let head: Cue?

    /// The words of the marked row of a table without codes, by the first token of the head of the words.
    static func markedWords(_ context: PageContext, _ catalogue: ExemptionCatalogue) -> [Int: [Int]] {
        context.layout.lines.indices.reduce(into: [:]) { found, line in
            guard let heads = Heads(line, context), let words = heads.markedWords(context, catalogue) else { return }
            found[context.layout.cells[heads.condition].tokens.lowerBound] = words
        }
    }

    init(context: PageContext, catalogue: ExemptionCatalogue) {
        for line in context.layout.lines.indices {
            guard let heads = Heads(line, context) else { continue }
            let rows = heads.rows(context, catalogue)
            guard !rows.isEmpty, !rows.contains(where: { Self.isJudged($0.code, context) }) else { continue }
            self.rows = rows
            head = heads.cue(context)
            let last = context.cell(of: rows[rows.count - 1].code).line
            let first = heads.hasTitle(context) ? line - 1 : line
            tokens = Set(
                (first...last).flatMap { context.layout.lines[$0].cells }.flatMap { context.layout.cells[$0].tokens })
            return
        }
        rows = []
        tokens = []
        head = nil
    }

    /// A list that is known by its marks needs no heads.
    private static func isJudged(_ code: Int, _ context: PageContext) -> Bool {
        context.rows.passedOver.contains(code) || context.rows.chosen.contains(code)
            || context.rows.undecided.contains { $0.rows.joined().contains(code) }
    }

    func row(of code: Int) -> Row? { rows.first { $0.code == code } }

    /// Nothing where no row is marked, or more than one.
    func role(of code: Int) -> StatedDiagnosis.Role? {
        guard let row = row(of: code), rows.count(where: \.isMarked) == 1 else { return nil }
        return row.isMarked ? .diagnosis : .problem
    }
}

/// The line of the heads, and where its columns are.
private struct Heads {
    let line: Int
    let code: Int
    let condition: Int
    let others: [Int]

    init?(_ line: Int, _ context: PageContext) {
        let cells = Array(context.layout.lines[line].cells)
        guard (2...6).contains(cells.count), let code = cells.first(where: { Self.namesCode($0, context) }),
            let condition = cells.first(where: { $0 != code && Self.namesCondition($0, context) })
        else { return nil }
        self.line = line
        self.code = code
        self.condition = condition
        others = cells.filter { $0 > max(code, condition) }
    }

    private static func namesCode(_ cell: Int, _ context: PageContext) -> Bool {
        if context.soleCue(of: cell)?.meaning == .diagnosisCode { return true }
        let tokens = context.layout.cells[cell].tokens
        return tokens.count == 1 && codeWords.contains(context.tokens[tokens.lowerBound].key)
            && !context.tokens[tokens.lowerBound].after.contains(.colon)
    }

    private static func namesCondition(_ cell: Int, _ context: PageContext) -> Bool {
        let tokens = context.layout.cells[cell].tokens
        guard tokens.count <= 3, !context.tokens[tokens.upperBound - 1].after.contains(.colon) else { return false }
        // `Descrizione esenzione` heads the names of exemptions.
        return conditionWords.contains(context.tokens[tokens.lowerBound].key)
            && !tokens.contains { context.tokens[$0].key.starts(with: "ESEN".utf8) }
    }

    private static let codeWords = Set(keys: "COD CODICE CODICI ICD ICD9 ICD9CM")
    private static let conditionWords = Set(
        keys: "DIAGNOSI PROBLEMA PROBLEMI PATOLOGIA PATOLOGIE MALATTIA CONDIZIONE DESCRIZIONE DENOMINAZIONE")

    /// `Elenco dei problemi attivi` alone in the line above.
    func hasTitle(_ context: PageContext) -> Bool {
        guard line > 0 else { return false }
        let above = context.layout.lines[line - 1]
        guard above.page == context.layout.lines[line].page, above.cells.count == 1 else { return false }
        let cell = context.layout.cells[above.cells.lowerBound]
        return cell.tokens.count <= 5
            && context.tokens[cell.tokens.upperBound - 1].after.isDisjoint(with: [.stop, .comma])
    }

    func cue(_ context: PageContext) -> Cue {
        let tokens = context.layout.cells[code].tokens
        return Cue(
            meaning: .diagnosisCode, stream: 0, range: 0..<tokens.count, first: tokens.lowerBound,
            last: tokens.upperBound - 1, opensCell: true, endsCell: true, hasColon: false, namesPatient: false)
    }

    /// The lines below, as long as each has a code in its column.
    func rows(_ context: PageContext, _ catalogue: ExemptionCatalogue) -> [ConditionTable.Row] {
        var rows: [ConditionTable.Row] = []
        for below in context.layout.lines.indices.dropFirst(line + 1) {
            guard rows.count < Self.most, context.layout.lines[below].page == context.layout.lines[line].page,
                let row = row(below, context, catalogue)
            else { break }
            rows.append(row)
        }
        return rows
    }

    private static let most = 12

    private func row(_ line: Int, _ context: PageContext, _ catalogue: ExemptionCatalogue) -> ConditionTable.Row? {
        guard let cell = cell(under: code, in: line, context), cell.tokens.count == 1,
            let words = self.cell(under: condition, in: line, context), words.tokens != cell.tokens
        else { return nil }
        let token = cell.tokens.lowerBound
        let written = context.text([token]).uppercased()
        guard context.tokens[token].hasDigit, DiagnosisReading.hasShape(written),
            let diagnosis = DiagnosisCode(written),
            isOfDisease(written, context, catalogue), !context.tokens[words.tokens.lowerBound].isNumber
        else { return nil }
        let marks = others.compactMap { self.cell(under: $0, in: line, context) }
        return ConditionTable.Row(
            code: token, value: diagnosis.value, text: Array(words.tokens),
            isMarked: marks.contains { isMark($0.tokens, context, catalogue) } || isTicked(cell.box, context))
    }

    /// `013` below *Codice* may be the code of an exemption.
    private func isOfDisease(_ written: String, _ context: PageContext, _ catalogue: ExemptionCatalogue) -> Bool {
        context.soleCue(of: code)?.meaning == .diagnosisCode
            || ExemptionCode(written).flatMap(catalogue.exemption) == nil
    }

    private func isMark(_ tokens: Range<Int>, _ context: PageContext, _ catalogue: ExemptionCatalogue) -> Bool {
        guard tokens.count == 1 else { return false }
        let token = context.tokens[tokens.lowerBound]
        return token.before.contains(.tick) || Self.marks.contains(token.key)
            || ExemptionCode(context.text([tokens.lowerBound]).uppercased()).flatMap(catalogue.exemption) != nil
    }

    private static let marks = Set(keys: "X SI")

    /// A sign without letters has no cell, and may be too large for the line.
    private func isTicked(_ row: PDFBox, _ context: PageContext) -> Bool {
        let page = context.layout.lines[line].page
        return others.map { context.layout.cells[$0].box }.contains { head in
            context.layout.words.contains { word in
                word.page == page && word.scalars.allSatisfy(Self.ticks.contains) && !word.scalars.isEmpty
                    && abs(word.box.middle - row.middle) < row.height && word.box.sharesColumn(with: head)
            }
        }
    }

    private static let ticks = Set("\u{2611}\u{2612}\u{2713}\u{2714}\u{2717}\u{2718}".unicodeScalars)

    private func cell(under head: Int, in line: Int, _ context: PageContext) -> PageLayout.Cell? {
        let heads = context.layout.lines[self.line].cells
        return context.layout.lines[line].cells.map { context.layout.cells[$0] }.first { cell in
            context.head(over: cell, among: heads) == head
        }
    }

    /// The words of the one row that has a mark, in a table whose column for codes is empty.
    func markedWords(_ context: PageContext, _ catalogue: ExemptionCatalogue) -> [Int]? {
        var marked: [[Int]] = []
        for below in context.layout.lines.indices.dropFirst(line + 1).prefix(Self.most) {
            guard context.layout.lines[below].page == context.layout.lines[line].page,
                let words = cell(under: condition, in: below, context), cell(under: code, in: below, context) == nil
            else { break }
            let marks = others.compactMap { cell(under: $0, in: below, context) }
            if marks.contains(where: { isMark($0.tokens, context, catalogue) }) { marked.append(Array(words.tokens)) }
        }
        return marked.count == 1 ? marked.first : nil
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// Finds the exemption codes on the pages, each with what is said of it.
struct ExemptionReading {
    let context: PageContext
    let catalogue: ExemptionCatalogue

    /// A code where a word for exemptions announces it.
    struct Found {
        let code: String
        let tokens: [Int]
        /// It is said to be expired, former, or not due.
        let isOff: Bool
        /// Not what was recognised first in a picture.
        var isReread = false
    }

    func read(into reading: inout SourceReading) {
        let found = context.tokens.indices.compactMap(found)
        for code in found {
            if !code.isOff, code.isReread || context.isFaint(code.tokens) {
                reading.unsure.insert(.exemptionCode)
                reading.note(.recognitionUncertain, field: .exemptionCode, detail: code.code)
            }
            reading.exemptions.append(
                StatedExemption(
                    code: code.code, status: code.isOff ? "inactive" : nil,
                    text: description(after: code.tokens), source: context.source(code.tokens)))
        }
    }

    private func found(_ token: Int) -> Found? {
        let misread = MisreadExemption(token, in: context, catalogue)
        guard let code = misread?.code ?? shape(token), !context.isUnticked(token), !context.isInFootnote(token) else {
            return nil
        }
        let isKnown = WrittenExemption(code).code.flatMap { catalogue.exemption($0) } != nil
        let lead =
            lead(token, isKnown: isKnown)
            ?? (isKnown
                ? ofIllness(token) ?? listed(token) ?? inTable(token) ?? wrapped(token) ?? setApart(token)
                    ?? besideAnother(token)
                    ?? amongOptions(token)
                : nil)
        guard let lead, isKnown || !context.namesIllness(lead.cue) || !DiagnosisReading.mayMean(code, catalogue) else {
            return nil
        }
        let isOff =
            lead.cue.meaning == .exemptionOff || isOverBefore(token) || isOverAfter(token) || isOverInRow(token)
            || isUnderOverLabel(token)
        return Found(code: code, tokens: misread?.tokens ?? [token], isOff: isOff, isReread: misread != nil)
    }

    /// `Patologia per la quale compete l'esenzione ticket: cod. 067`: a label of conditions, and what follows is announced as a
    /// code.
    private func ofIllness(_ token: Int) -> Lead? {
        guard let filler = context.previous(token), let word = context.cue(at: filler), word.meaning == .filler,
            let label = context.previous(word.first).flatMap({ context.cue(at: $0) }), label.meaning == .diagnosis,
            context.saysExemption(label)
        else { return nil }
        return Lead(cue: label, way: .text, distance: 0)
    }

    /// The text of a token that may be a code, its dotted diagnosis included.
    func shape(_ token: Int) -> String? {
        let piece = context.tokens[token]
        guard (2...12).contains(piece.key.count), context.cue(at: token) == nil || piece.hasDigit,
            context.cue(at: token)?.meaning != .diagnosisCode,
            !context.isPartOfNumber(token), !isOfLaw(token)
        else { return nil }
        let text = context.text([token]).uppercased()
        if WrittenExemption(text).code != nil, text.contains(where: \.isNumber) { return text }
        // Codes of income have two or three characters, and are told apart only behind their label; so are texts that no
        // catalogue has, which a person must look at.
        if WrittenExemption.isNotOfPathology(text) { return text }
        let isCodeLike = (4...6).contains(piece.key.count) && piece.hasDigit && piece.key.count == piece.range.count
        return isCodeLike && !piece.isNumber ? text : nil
    }

    /// `D.M. 28/05/1999 n. 329`
    private func isOfLaw(_ token: Int) -> Bool {
        guard let number = context.previous(token), context.tokens[number].key == Array("N".utf8) else { return false }
        var current = number
        for _ in 0..<5 {
            // `D.Lgs. 29 aprile 1998 n.` may end a line.
            guard let before = context.previous(current),
                context.cell(of: token).line - context.cell(of: before).line <= 1
            else { return false }
            if Self.laws.contains(context.tokens[before].key) { return true }
            current = before
        }
        return false
    }

    private static let laws = Set(
        ["DM", "DPCM", "DPR", "DLGS", "DL", "LEGGE", "DECRETO", "DGR", "DELIBERA", "CIRCOLARE"].map { Array($0.utf8) })

    private static let relevant: Set<WordingMeaning> = [
        .exemption, .exemptionStrong, .exemptionOff, .diagnosisCode, .otherNumber, .personCode, .physicianCode,
        .otherCode, .structureCode, .titleAttestation,
    ]

    private func lead(_ token: Int, isKnown: Bool) -> Lead? {
        // `esenzione ticket per patologia, codice 099`: announced as a code, known or not.
        let before = context.previous(token).flatMap { context.cue(at: $0) }?.meaning
        let isAnnounced = before == .filler || before == .diagnosis
        // Laws may stand between: `esenzione ai sensi del D.M. 329/1999 e del D.P.C.M. 12 gennaio 2017, allegato 8, codice 013`.
        let reach = isKnown ? (before == .filler ? 30 : 12) : isAnnounced ? 6 : 1
        // One of a list of codes with a box before each.
        if isKnown, context.isTicked(token), context.tokens.indices.contains(where: context.isUnticked),
            let before = context.cues.last(where: { $0.first < token })
        {
            return Lead(cue: before, way: .above, distance: 0)
        }
        let leads = context.leads(first: token, last: token, reach: reach, among: Self.relevant)
        for lead in leads {
            switch lead.cue.meaning {
            case .exemption, .exemptionStrong, .exemptionOff, .titleAttestation:
                if lead.way == .text || context.isAloneBeforeText(token) { return lead }
            case .diagnosis where lead.way == .left && !lead.cue.isLabel:
                // `esenzione per patologia codice | 060`
                return self.lead(lead.cue.first, isKnown: isKnown) ?? trailing(token, isKnown)
            default:
                // Another label is nearer: the code is something else's.
                if lead.way == .text || lead.way == .left { return trailing(token, isKnown) }
            }
        }
        return trailing(token, isKnown)
    }

    /// `Codice | Esenzione | Stato`: a code under the first head, where the next says what the codes are.
    private func inTable(_ token: Int) -> Lead? {
        let cell = context.cell(of: token)
        guard cell.tokens.count == 1, context.layout.lines[cell.line].cells.count >= 2 else { return nil }
        for line in context.layout.lines[..<cell.line].suffix(12).reversed() where line.page == cell.page {
            guard line.cells.count >= 2 || isRow(line, of: cell) else { return nil }
            // `Cod. esenzione` over `non prevista`, and the code in another row.
            if let lead = headOfColumn(line, over: cell) { return lead }
            let head =
                line.cells.first { abs(context.layout.cells[$0].box.left - cell.box.left) < 3 }
                ?? context.head(over: cell, among: line.cells)
            guard let head, context.layout.cells[head].tokens.allSatisfy({ context.cue(at: $0)?.meaning == .filler })
            else {
                continue
            }
            let cues = line.cells.compactMap { context.soleCue(of: $0) }
            let named = cues.first { $0.meaning == .exemption || $0.meaning == .exemptionStrong }
            if let named { return Lead(cue: named, way: .above, distance: 0) }
            if cues.contains(where: { $0.meaning == .diagnosisCode || $0.meaning == .diagnosis }),
                let announced = announced(above: line)
            {
                return Lead(cue: announced, way: .above, distance: 0)
            }
        }
        return nil
    }

    /// `… ha titolo alla seguente esenzione per patologia:` right above the heads of a table.
    private func announced(above line: PageLayout.Line) -> Cue? {
        guard let first = line.cells.first else { return nil }
        let own = context.layout.cells[first].line
        return context.cues.last { cue in
            let place = context.cell(of: cue.last)
            return place.page == line.page && (1...2).contains(own - place.line)
                && (cue.meaning == .exemption || cue.meaning == .exemptionStrong)
        }
    }

    /// A row of the cell's table whose other columns are empty: it begins where a column of the cell's row does.
    private func isRow(_ line: PageLayout.Line, of cell: PageLayout.Cell) -> Bool {
        let left = context.layout.cells[line.cells.lowerBound].box.left
        return context.layout.lines[cell.line].cells.contains { abs(context.layout.cells[$0].box.left - left) < 3 }
    }

    /// One of three heads or more, of which another names the codes or the words of conditions.
    private func headOfColumn(_ line: PageLayout.Line, over cell: PageLayout.Cell) -> Lead? {
        guard line.cells.count >= 3,
            let head = context.head(over: cell, among: line.cells), let cue = context.soleCue(of: head), !cue.hasColon,
            cue.meaning == .exemption || cue.meaning == .exemptionStrong,
            line.cells.contains(where: { other in
                context.soleCue(of: other).map { $0.meaning == .diagnosisCode || $0.meaning == .diagnosis } ?? false
            })
        else { return nil }
        return Lead(cue: cue, way: .above, distance: 0)
    }

    /// A row of a table in which nothing is marked has the claim of any other.
    private func besideAnother(_ token: Int) -> Lead? {
        guard let list = context.rows.undecided.first(where: { $0.codes.contains(token) }) else { return nil }
        return list.codes.lazy.filter { $0 != token }.compactMap { lead($0, isKnown: true) }.first
    }

    /// Of the codes that a form lets choose from, none is more than the others where no mark is seen.
    private func amongOptions(_ token: Int) -> Lead? {
        guard let options = context.rows.options.first(where: { $0.contains(token) }) else { return nil }
        return options.sorted().lazy.filter { $0 != token }.compactMap { lead($0, isKnown: true) }.first
    }

    /// `… ha diritto all'esenzione per` | `patologia codice` | `035`: the line above ends with the word for exemptions, in a form
    /// whose blanks are filled inside its sentences.
    private func wrapped(_ token: Int) -> Lead? {
        let cell = context.cell(of: token)
        let line = context.layout.lines[cell.line]
        let start = context.layout.cells[line.cells.lowerBound].tokens.lowerBound
        guard cell.line > 0, start < token,
            (start..<token).allSatisfy({ token in
                context.cue(at: token).map {
                    $0.meaning == .filler || $0.meaning == .common || $0.meaning == .diagnosis
                }
                    ?? false
            })
        else { return nil }
        let above = context.layout.lines[cell.line - 1]
        guard above.page == line.page, above.cells.count > 1, let end = above.cells.last else { return nil }
        let last = context.layout.cells[end].tokens.reversed().compactMap { context.cue(at: $0) }
            .first { $0.meaning != .common }
        guard let last, last.endsCell || context.cue(at: last.last + 1)?.meaning == .common,
            last.meaning == .exemption || last.meaning == .exemptionStrong
        else { return nil }
        return Lead(cue: last, way: .text, distance: 0)
    }

    /// A sentence in the left of two columns, `… ha diritto all'esenzione per patologia codice`, and the code alone in the middle of
    /// the next line.
    private func setApart(_ token: Int) -> Lead? {
        let cell = context.cell(of: token)
        let line = context.layout.lines[cell.line]
        guard cell.tokens.count == 1, line.cells.count == 1, cell.line > 0 else { return nil }
        let above = context.layout.lines[cell.line - 1]
        guard above.page == line.page, above.cells.count > 1, line.box.top - above.box.bottom < 3 * cell.box.height,
            let announced = context.layout.cells[above.cells.lowerBound].tokens.last
        else { return nil }
        let cues = (context.layout.cells[above.cells.lowerBound].tokens.lowerBound...announced).compactMap {
            context.cue(at: $0)
        }
        guard let last = cues.last(where: { $0.meaning != .common && $0.meaning != .filler }),
            last.meaning == .exemptionStrong, cues.last?.last == announced
        else { return nil }
        return Lead(cue: last, way: .text, distance: 0)
    }

    /// `018 e 048`, `018; 048`: announced with the code before it.
    private func listed(_ token: Int) -> Lead? {
        guard let before = context.listed(before: token),
            let code = shape(before).flatMap({ WrittenExemption($0).code }), self.isKnown(code)
        else { return nil }
        return self.lead(before, isKnown: true)
    }

    /// `codice 013 di esenzione`: the word comes after.
    private func trailing(_ token: Int, _ isKnown: Bool) -> Lead? {
        guard isKnown, let before = context.previous(token), context.cue(at: before)?.meaning == .filler,
            let cue = context.cuesAfter(token, limit: 4).first(where: { $0.meaning != .common && $0.meaning != .stop }),
            cue.meaning == .exemption || cue.meaning == .exemptionStrong
        else { return nil }
        return Lead(cue: cue, way: .text, distance: 0)
    }

    /// The words after the code in its cell or in the next one.
    private func description(after tokens: [Int]) -> String? {
        guard let last = tokens.last else { return nil }
        let block = ValueBlocks(context: context).after(last)
        guard let block, block.tokens.contains(where: { !context.tokens[$0].hasDigit }) else { return nil }
        return DiagnosisText(context: context).string(block.tokens)
    }
}

extension PageContext {
    /// `codice malattia`, which some offices call the exemption's code by, and some the classification's.
    func namesIllness(_ cue: Cue) -> Bool {
        cue.meaning == .exemption && !saysExemption(cue)
            && (cue.first...cue.last).contains { Self.illness.contains(tokens[$0].key) }
    }

    private static let illness = Set(keys: "MALATTIA PATOLOGIA")

    /// It has the word itself, or one of its family.
    func saysExemption(_ cue: Cue) -> Bool {
        (cue.first...cue.last).contains { tokens[$0].key.starts(with: "ESEN".utf8) }
    }

    /// `(4) Es. 013 per il diabete`: the note that the mark behind a label leads to says how to answer, and answers nothing.
    func isInFootnote(_ token: Int) -> Bool {
        let mark = cell(of: token).tokens.lowerBound
        guard tokens[mark].isFootnoteMark, cue(at: mark) == nil else { return false }
        return tokens.indices.contains { other in
            other < mark && tokens[other].key == tokens[mark].key && tokens[other].isFootnoteMark
                && cue(at: other) != nil
        }
    }

    /// Whether a token opens its cell, fillers aside, as the value of a label beside or above does.
    func isAloneBeforeText(_ token: Int) -> Bool {
        let start = cell(of: token).tokens.lowerBound
        return (start..<token).allSatisfy { cue(at: $0)?.meaning == .filler || isSection($0) }
    }

    /// The token that one stands behind in a list of its cell: `018 e 048`, `579.0; 694.0`, `026/048`, `022 ed anche 019`, `030 + 0A02`.
    func listed(before token: Int) -> Int? {
        guard let before = previous(token), layout.cellOf[before] == layout.cellOf[token] else { return nil }
        var (current, words) = (before, 0)
        while Self.joining.contains(tokens[current].key), words < Self.mostJoining, let next = previous(current) {
            current = next
            words += 1
        }
        if words > 0 { return current }
        return tokens[before].after.isDisjoint(with: [.comma, .semicolon, .slash, .plus]) ? nil : before
    }

    private static let joining = Set(keys: "E ED ANCHE NONCHE INOLTRE PIU POI")
    private static let mostJoining = 3
}

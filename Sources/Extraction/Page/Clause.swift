// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import PDFReading

extension PageContext {
    /// The phrases before a token in its sentence or entry, nearest first.
    func cuesBefore(_ token: Int, limit: Int = 40) -> [Cue] {
        var cues: [Cue] = []
        var current = token
        for _ in 0..<limit {
            guard let before = previous(current), !ends(before, before: current) else { break }
            if let cue = cue(at: before) {
                cues.append(cue)
                current = cue.first
            } else {
                current = before
            }
        }
        return cues
    }

    /// The phrases after a token in its sentence or entry, nearest first.
    func cuesAfter(_ token: Int, limit: Int = 12) -> [Cue] {
        var cues: [Cue] = []
        var current = token
        for _ in 0..<limit {
            guard let after = next(current), !ends(current, before: after) else { break }
            if let cue = cue(at: after), cue.first == after {
                cues.append(cue)
                current = cue.last
            } else {
                current = after
            }
        }
        return cues
    }

    /// The heading that a token stands under: a phrase in a cell of its own before it in the reading order or, for a column
    /// that begins below a heading, above it.
    func heading(of token: Int, where isMeant: (Cue) -> Bool) -> Cue? {
        var current = token
        while let before = previous(current) {
            if let cue = cue(at: before), cue.opensCell, cue.endsCell || isRestInBrackets(cue), isMeant(cue),
                !isTableHead(cue)
            {
                return cue
            }
            current = before
        }
        return headingAbove(token, where: isMeant)
    }

    /// `Altre patologie (non oggetto di certificazione)`
    private func isRestInBrackets(_ cue: Cue) -> Bool {
        let cell = cell(of: cue.last).tokens
        guard cell.contains(cue.last + 1), tokens[cue.last + 1].before.contains(.open) else { return false }
        return tokens[cell.upperBound - 1].after.contains(.close)
            && !(cue.last + 1..<cell.upperBound - 1).contains { tokens[$0].after.contains(.close) }
    }

    /// One of several words in a row, each over a column.
    private func isTableHead(_ cue: Cue) -> Bool { layout.lines[cell(of: cue.first).line].cells.count >= 3 }

    /// The same by position: a line above that is only a heading, for a column that begins below it.
    private func headingAbove(_ token: Int, where isMeant: (Cue) -> Bool) -> Cue? {
        let stream = streams.streams[streams.placeOf[token].stream]
        let start = cell(of: stream[0])
        for line in layout.lines[..<start.line].reversed() where line.page == start.page {
            if let column = columnHeading(line, over: self.cell(of: token), where: isMeant) { return column }
            guard line.cells.count == 1, let cell = line.cells.first else { continue }
            if let cue = cue(at: layout.cells[cell].tokens.lowerBound), cue.opensCell, cue.endsCell, isMeant(cue) {
                return cue
            }
        }
        return nil
    }

    /// `Tutore` and `Assistito` side by side, each over a column: the one that begins left of what stands below.
    private func columnHeading(
        _ line: PageLayout.Line, over cell: PageLayout.Cell, where isMeant: (Cue) -> Bool
    ) -> Cue? {
        let heads = line.cells.map { index in
            cue(at: layout.cells[index].tokens.lowerBound).flatMap { cue in
                cue.opensCell && (cue.endsCell || isRestInBrackets(cue)) ? cue : nil
            }
        }
        guard heads.count > 1, !heads.contains(where: { $0 == nil }) else { return nil }
        let own = Array(zip(line.cells, heads)).last { layout.cells[$0.0].box.left < cell.box.left + 3 }?.1
        return own.flatMap { isMeant($0) ? $0 : nil }
    }

    /// `La paziente …` at the beginning of a line.
    private func namesPatient(_ token: Int) -> Bool {
        guard let cue = cue(at: token), cue.meaning == .personTitle, cue.first == token else { return false }
        return isCapitalised(token)
    }

    /// The phrase that opens the entry or paragraph which the token is in, sentence or not.
    func opening(of token: Int) -> Cue? {
        var current = token
        while let before = previous(current) {
            if layout.cellOf[before] != layout.cellOf[current],
                beginsEntry(current, after: before) || namesPatient(current)
            {
                break
            }
            current = before
        }
        return cue(at: current).flatMap { $0.opensCell ? $0 : nil }
    }
}

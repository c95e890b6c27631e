// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// Whether a code is said to be expired, former, refused or another's.
extension ExemptionReading {
    /// The nearest phrase of its sentence on exemptions says that the code is over, or one further away denies it: `non
    /// sussistono i requisiti per l'esenzione 037`.
    func isOverBefore(_ token: Int) -> Bool {
        let sentence = context.cuesBefore(token)
        let cues = own(sentence, upTo: token)
        // `Padre titolare di esenzione 027`
        if sentence.first(where: { $0.personRole != nil || $0.meaning == .familyCondition }).map(isOfOthers) ?? false {
            return true
        }
        let said = cues.filter { Self.said.contains($0.meaning) }
        return said.first?.meaning == .exemptionOff || said.contains { $0.meaning == .exemptionDenied }
    }

    private func isOver(_ cue: Cue) -> Bool {
        // `scaduta il 07/10/2021` announces a day as well.
        cue.meaning == .exemptionOff
            || (cue.meaning == .otherDate && context.tokens[cue.first].key.starts(with: "SCADUT".utf8))
    }

    private func isOfOthers(_ cue: Cue) -> Bool { cue.meaning == .familyCondition || cue.personRole == .other }

    /// `l'esenzione 035, rilasciata a suo tempo, risulta scaduta`.
    func isOverAfter(_ token: Int) -> Bool {
        if isPrevious(behind: token) { return false }
        let said = own(context.cuesAfter(token, limit: 20), upTo: token).first { Self.said.contains($0.meaning) }
        return said.map { ($0.meaning == .exemptionOff && !isOfAnother($0)) || $0.meaning == .exemptionDenied } ?? false
    }

    /// `il rinnovo dell'esenzione codice 014, il cui precedente attestato risulta scaduto`
    private func isPrevious(behind token: Int) -> Bool {
        guard let article = context.next(token), let relative = context.next(article) else { return false }
        return context.tokens[token].after.contains(.comma) && context.tokens[relative].key == Array("CUI".utf8)
    }

    /// The label of its cell says so: `Domanda respinta | esenzione 026, anno 2024`.
    func isUnderOverLabel(_ token: Int) -> Bool {
        let cell = context.layout.cellOf[token]
        let line = context.layout.lines[context.layout.cells[cell].line]
        guard cell > line.cells.lowerBound, let label = context.soleCue(of: cell - 1) else { return false }
        return label.meaning == .exemptionOff || label.meaning == .exemptionDenied
    }

    /// A cell to the right in the same row says so: `017 | epilessia | non concessa`.
    func isOverInRow(_ token: Int) -> Bool {
        let line = context.layout.lines[context.cell(of: token).line]
        let cells = (context.layout.cellOf[token] + 1)..<max(context.layout.cellOf[token] + 1, line.cells.upperBound)
        return cells.contains { cell in
            // `28/02/2015 (scaduta)`
            let start = context.layout.cells[cell].tokens.first { !context.tokens[$0].isNumber }
            // What ends its cell is the label of the next.
            guard let start, let cue = context.cue(at: start), cue.first == start,
                !(cue.endsCell && cue.opensCell && cell + 1 < line.cells.upperBound)
            else { return false }
            return (isOver(cue) || cue.meaning == .exemptionDenied) && !isOfAnother(cue)
        }
    }

    /// The phrases up to the next code: beyond it they speak of that.
    private func own(_ cues: [Cue], upTo token: Int) -> [Cue] {
        Array(
            cues.prefix { cue in
                let (start, end) = cue.first < token ? (cue.last, token) : (token, cue.first)
                return !((start + 1)..<max(start + 1, end)).contains {
                    shape($0).flatMap { WrittenExemption($0).code }.map(isKnown) ?? false
                }
            })
    }

    func isKnown(_ code: ExemptionCode) -> Bool { catalogue.exemption(code) != nil }

    /// `Già titolare di esenzione 028` at the beginning of the next line speaks of the code that follows it.
    private func isOfAnother(_ cue: Cue) -> Bool {
        if cue.hasColon { return true }
        guard cue.opensCell else { return false }
        let rest = (cue.last + 1)..<context.cell(of: cue.last).tokens.upperBound
        return rest.prefix(3).contains { shape($0).flatMap { WrittenExemption($0).code }.map(isKnown) ?? false }
    }

    /// Phrases that say whether a code is asked for, mentioned or over; the nearest one counts.
    private static let said: Set<WordingMeaning> = [.exemption, .exemptionStrong, .exemptionOff, .exemptionDenied]
}

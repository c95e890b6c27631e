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
    }

    func read(into reading: inout SourceReading) {
        let found = context.tokens.indices.compactMap(found)
        for code in found {
            if !code.isOff, context.isFaint(code.tokens) {
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
        guard let code = shape(token), !context.isUnticked(token) else { return nil }
        let isKnown = WrittenExemption(code).code.flatMap { catalogue.exemption($0) } != nil
        let lead = lead(token, isKnown: isKnown) ?? (isKnown ? listed(token) ?? inTable(token) : nil)
        guard let lead else { return nil }
        let isOff =
            lead.cue.meaning == .exemptionOff || isOverBefore(token) || isOverAfter(token) || isOverInRow(token)
            || isUnderOverLabel(token)
        return Found(code: code, tokens: [token], isOff: isOff)
    }

    /// The nearest phrase of its sentence on exemptions says that the code is over, or one further away denies it: `non
    /// sussistono i requisiti per l'esenzione 037`.
    private func isOverBefore(_ token: Int) -> Bool {
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
    private func isOverAfter(_ token: Int) -> Bool {
        let said = own(context.cuesAfter(token, limit: 20), upTo: token).first { Self.said.contains($0.meaning) }
        return said.map { ($0.meaning == .exemptionOff && !isOfAnother($0)) || $0.meaning == .exemptionDenied } ?? false
    }

    /// The label of its cell says so: `Domanda respinta | esenzione 026, anno 2024`.
    private func isUnderOverLabel(_ token: Int) -> Bool {
        let cell = context.layout.cellOf[token]
        let line = context.layout.lines[context.layout.cells[cell].line]
        guard cell > line.cells.lowerBound, let label = context.soleCue(of: cell - 1) else { return false }
        return label.meaning == .exemptionOff || label.meaning == .exemptionDenied
    }

    /// A cell to the right in the same row says so: `017 | epilessia | non concessa`.
    private func isOverInRow(_ token: Int) -> Bool {
        let line = context.layout.lines[context.cell(of: token).line]
        let cells = (context.layout.cellOf[token] + 1)..<max(context.layout.cellOf[token] + 1, line.cells.upperBound)
        return cells.contains { cell in
            // What ends its cell is the label of the next.
            guard let cue = context.cue(at: context.layout.cells[cell].tokens.lowerBound), cue.opensCell,
                !(cue.endsCell && cell + 1 < line.cells.upperBound)
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

    private func isKnown(_ code: ExemptionCode) -> Bool { catalogue.exemption(code) != nil }

    /// `Già titolare di esenzione 028` at the beginning of the next line speaks of the code that follows it.
    private func isOfAnother(_ cue: Cue) -> Bool {
        if cue.hasColon { return true }
        guard cue.opensCell else { return false }
        let rest = (cue.last + 1)..<context.cell(of: cue.last).tokens.upperBound
        return rest.prefix(3).contains { shape($0).flatMap { WrittenExemption($0).code }.map(isKnown) ?? false }
    }

    /// Phrases that say whether a code is asked for, mentioned or over; the nearest one counts.
    private static let said: Set<WordingMeaning> = [.exemption, .exemptionStrong, .exemptionOff, .exemptionDenied]

    /// The text of a token that may be a code, its dotted diagnosis included.
    private func shape(_ token: Int) -> String? {
        let piece = context.tokens[token]
        guard (2...12).contains(piece.key.count), context.cue(at: token) == nil || piece.hasDigit,
            context.cue(at: token)?.meaning != .diagnosisCode,
            !context.isPartOfNumber(token)
        else { return nil }
        let text = context.text([token]).uppercased()
        if WrittenExemption(text).code != nil, text.contains(where: \.isNumber) { return text }
        // Codes of income have two or three characters, and are told apart only behind their label; so are texts that no
        // catalogue has, which a person must look at.
        if WrittenExemption.isNotOfPathology(text) { return text }
        let isCodeLike = (4...6).contains(piece.key.count) && piece.hasDigit && piece.key.count == piece.range.count
        return isCodeLike && !piece.isNumber ? text : nil
    }

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
            guard line.cells.count >= 2 else { return nil }
            let head = line.cells.first { abs(context.layout.cells[$0].box.left - cell.box.left) < 3 }
            guard let head, context.layout.cells[head].tokens.allSatisfy({ context.cue(at: $0)?.meaning == .filler })
            else {
                continue
            }
            let cues = line.cells.compactMap { context.soleCue(of: $0) }
            let named = cues.first { $0.meaning == .exemption || $0.meaning == .exemptionStrong }
            return named.map { Lead(cue: $0, way: .above, distance: 0) }
        }
        return nil
    }

    /// `018 e 048`, `018; 048`: announced with the code before it.
    private func listed(_ token: Int) -> Lead? {
        guard var before = context.previous(token), context.layout.cellOf[before] == context.layout.cellOf[token] else {
            return nil
        }
        let isAnd = context.tokens[before].key == [UInt8]("E".utf8)
        if isAnd, let further = context.previous(before) { before = further }
        let isParted = !context.tokens[before].after.isDisjoint(with: [.comma, .semicolon, .slash])
        guard isAnd || isParted, let code = shape(before).flatMap({ WrittenExemption($0).code }), self.isKnown(code)
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
    /// Whether a token opens its cell, fillers aside, as the value of a label beside or above does.
    func isAloneBeforeText(_ token: Int) -> Bool {
        let start = cell(of: token).tokens.lowerBound
        return (start..<token).allSatisfy { cue(at: $0)?.meaning == .filler || isSection($0) }
    }
}

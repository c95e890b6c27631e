// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// What is said of conditions: certified, past, excluded, or a relative's.
extension DiagnosisReading {
    func role(at token: Int, lead: Lead) -> StatedDiagnosis.Role {
        let cues = context.cuesBefore(token)
        if cues.contains(where: { $0.meaning == .familyCondition }) { return .familyHistory }
        if let role = roleInRow(of: token) { return role }
        if isOff(at: token, lead: lead) { return .history }
        if lead.cue.meaning == .dischargeDiagnosis { return .dischargeDiagnosis }
        if isUnderPast(token), lead.cue.meaning == .condition { return .problem }
        return cues.contains { $0.meaning == .dischargeDiagnosis } ? .dischargeDiagnosis : .diagnosis
    }

    /// `Raccordo anamnestico` above `Portatore di lenti correttive`: what the patient has, and what nobody certifies if another
    /// condition is certified.
    func isUnderPast(_ token: Int) -> Bool {
        !isCertified(token) && context.heading(of: token) { $0.isLabel }?.isOff ?? false
    }

    /// Past, excluded, suspected, or another's: by the sentence, or by the heading above it.
    func isOff(at token: Int, lead: Lead?) -> Bool {
        if let own = context.cue(at: token), own.meaning == .conditionOff, !isNamedPast(own) { return true }
        if isAnsweredNo(token) || isHealed(token) { return true }
        for cue in context.cuesBefore(token) {
            switch cue.meaning {
            case .conditionOff where isFeature(cue) || isNamedPast(cue): continue
            case .conditionOff, .familyCondition: return true
            case .condition, .diagnosis, .dischargeDiagnosis:
                if beginsValue(cue) { continue }
                // Said of this very condition, whatever came before in the sentence.
                return context.cue(at: cue.first).map { isDenied($0) } ?? false
            default: continue
            }
        }
        if isInListOfPast(token) { return true }
        if let opening = context.opening(of: token), opening.isOff, !isCertified(token) { return true }
        if let label = context.entry(of: token)?.label, DiagnosisText.conditions.contains(label.meaning) {
            return label.isOff
        }
        // A label of its own says more than the heading above.
        if let lead, lead.cue.opensCell { return lead.cue.isOff }
        if lead == nil, let own = context.cue(at: token), own.opensCell { return false }
        return context.heading(of: token) { $0.isLabel }?.isOff ?? false
    }

    /// `presenta cardiopatia ischemica con pregresso infarto`: what is past belongs to the condition.
    private func isFeature(_ cue: Cue) -> Bool {
        guard let before = context.previous(cue.first), context.tokens[before].key == Array("CON".utf8),
            let noun = context.previous(before), !context.ends(noun, before: before),
            context.cue(at: noun).map({ !DiagnosisText.conditions.contains($0.meaning) }) ?? true
        else { return false }
        return context.cuesBefore(before).contains { DiagnosisText.conditions.contains($0.meaning) && !$0.isOff }
    }

    /// `Patologia: pregresso ictus ischemico`: what is certified is the state that a past event left.
    private func isNamedPast(_ cue: Cue) -> Bool { DiagnosisText(context: context).isNamedPast(cue) }

    /// `Anamnesi patologica remota: polmonite lobare (481); frattura di Colles (813.41).`: the label holds for the whole list.
    private func isInListOfPast(_ token: Int) -> Bool {
        var current = token
        var isBehindSign = false
        for _ in 0..<60 {
            guard let before = context.previous(current) else { return false }
            if context.tokens[before].after.contains(.semicolon) {
                isBehindSign = true
            } else if context.ends(before, before: current) {
                return false
            }
            if let cue = context.cue(at: before) {
                if cue.isOff { return isBehindSign && cue.hasColon }
                if cue.isLabel, cue.hasColon || DiagnosisText.conditions.contains(cue.meaning) { return false }
                current = cue.first
            } else {
                current = before
            }
        }
        return false
    }

    /// `Riferita frattura di polso nel 2010 (ICD-9 813.41), guarita.`
    private func isHealed(_ token: Int) -> Bool {
        guard let after = context.next(token), !context.ends(token, before: after) else { return false }
        return Self.healed.contains(context.tokens[after].key)
    }

    private static let healed = Set(
        ["GUARITA", "GUARITO", "GUARITE", "GUARITI", "RISOLTA", "RISOLTO", "RISOLTE", "RISOLTI"].map { Array($0.utf8) })

    /// `Familiarità: madre affetta da epilessia. Si conferma la diagnosi di …`: a sentence in which the doctor certifies belongs
    /// to nothing that was said before.
    private func isCertified(_ token: Int) -> Bool {
        var start = token
        while let before = context.previous(start), !context.ends(before, before: start) { start = before }
        guard context.tokens[start].key == Array("SI".utf8), let verb = context.next(start) else { return false }
        return Self.certifying.contains(context.tokens[verb].key)
    }

    private static let certifying = Set(["CONFERMA", "CERTIFICA", "ATTESTA", "DICHIARA"].map { Array($0.utf8) })

    /// In a table with a column that says whose each condition is: `sospetta, in accertamento`, `familiare (madre)`.
    private func roleInRow(of token: Int) -> StatedDiagnosis.Role? {
        let line = context.layout.lines[context.cell(of: token).line]
        guard line.cells.count >= 3 else { return nil }
        for cell in line.cells where cell != context.layout.cellOf[token] {
            let tokens = context.layout.cells[cell].tokens
            if tokens.count == 1, Self.lesser.contains(context.tokens[tokens.lowerBound].key) { return .problem }
            let cues = tokens.prefix(3).compactMap { context.cue(at: $0) }
            if cues.first.map({ $0.meaning == .conditionOff && $0.opensCell }) ?? false { return .history }
            let isRelatives = cues.contains { $0.meaning == .familyCondition || $0.personRole == .other }
            if isRelatives, tokens.count <= 3 { return .familyHistory }
        }
        return nil
    }

    /// What a column says of the weight of each condition.
    static let ranks = lesser.union(["PRINCIPALE", "PRIMARIA", "1", "2", "3"].map { Array($0.utf8) })
    private static let lesser = Set(
        [
            "SECONDARIA", "SECONDARIE", "SECONDARIO", "CONCOMITANTE", "CONCOMITANTI", "ASSOCIATA", "ASSOCIATE",
            "COMORBIDITA", "COMORBILITA", "ACCESSORIA",
        ].map { Array($0.utf8) })

    /// In a table with a column of answers: its row has a *no* where another has a *sì*.
    private func isAnsweredNo(_ token: Int) -> Bool {
        let line = context.layout.lines[context.cell(of: token).line]
        guard line.cells.count >= 3 else { return false }
        return line.cells.contains { cell in
            guard answer(cell) == false else { return false }
            let box = context.layout.cells[cell].box
            return context.layout.cells.indices.contains {
                answer($0) == true && context.layout.cells[$0].page == line.page
                    && context.layout.cells[$0].box.sharesColumn(with: box)
            }
        }
    }

    private func answer(_ cell: Int) -> Bool? {
        let tokens = context.layout.cells[cell].tokens
        guard tokens.count == 1 else { return nil }
        switch String(decoding: context.tokens[tokens.lowerBound].key, as: UTF8.self) {
        case "SI", "S", "X": return true
        case "NO", "N": return false
        default: return nil
        }
    }

    /// `malattia di Sjögren` beside a label: the first word of a name and no announcement.
    private func beginsValue(_ cue: Cue) -> Bool {
        !cue.isLabel && cue.opensCell && context.isBesideLabel(context.layout.cellOf[cue.first])
    }

    /// `non è affetto da`.
    private func isDenied(_ cue: Cue) -> Bool {
        guard let before = context.previous(cue.first), !context.ends(before, before: cue.first) else { return false }
        return context.cue(at: before).map { $0.meaning == .denied || $0.meaning == .conditionOff } ?? false
    }
}

extension Cue {
    /// What follows is past, excluded, suspected, or a relative's.
    fileprivate var isOff: Bool { meaning == .conditionOff || meaning == .familyCondition }
}

// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

/// Finds the conditions that the pages certify, and those that they only mention.
struct DiagnosisReading {
    let context: PageContext
    let catalogue: ExemptionCatalogue
    let dates: [FoundDate]

    /// A code, and how it is announced.
    private struct FoundCode {
        let token: Int
        let value: String
        let lead: Lead
    }

    func read(into reading: inout SourceReading) {
        let exempt = reading.exemptions.map(\.source)
        let codes = context.tokens.indices.compactMap(code)
        // `codice diagnosi 242.1, codice 035`: the code of the exemption is none of a diagnosis, if there is another.
        let own = codes.filter { !exempt.contains(context.source([$0.token])) }
        let found = own.contains { role(at: $0.token, lead: $0.lead).counts } ? own : codes
        let texts = DiagnosisText(context: context, codes: Set(found.map(\.token)), days: Set(dates.flatMap(\.tokens)))
        var used: Set<Int> = []
        var stated: [StatedDiagnosis] = []
        for code in found {
            let role = role(at: code.token, lead: code.lead)
            let text = texts.beside(code.token, lead: code.lead)
            if let text { used.formUnion(text.tokens) }
            if role.counts, context.isFaint([code.token]) {
                reading.unsure.insert(.diagnosisCode)
                reading.note(.recognitionUncertain, field: .diagnosisCode, detail: code.value)
            }
            if text?.isUnsure == true, role.counts { reading.unsure.insert(.diagnosisText) }
            var diagnosis = StatedDiagnosis(
                code: code.value, text: text.map { texts.string($0.tokens) }, role: role,
                source: context.source([code.token]))
            diagnosis.textSource = text.map { context.source($0.tokens) }
            stated.append(diagnosis)
        }
        let worded = worded(texts, apartFrom: used)
        let isCoded = stated.contains { $0.role.counts && $0.text != nil }
        if worded.isUnsure, !isCoded { reading.unsure.insert(.diagnosisText) }
        let all = named(Self.joined(stated, worded.stated), reading.exemptions)
        reading.diagnoses += withoutExemptionNames(all, reading.exemptions)
    }

    /// A form that prints the name of the exemption beside the diagnosis states one condition.
    private func withoutExemptionNames(
        _ stated: [StatedDiagnosis], _ exemptions: [StatedExemption]
    ) -> [StatedDiagnosis] {
        let names = exemptions.compactMap { $0.written.code }.compactMap { catalogue.exemption($0)?.description }
            .map { ConditionNames.letters(of: $0) }
        let isName = { (diagnosis: StatedDiagnosis) in
            guard diagnosis.code == nil, let text = diagnosis.text else { return false }
            let letters = ConditionNames.letters(of: text)
            return names.contains { $0.starts(with: letters) || letters.starts(with: $0) }
        }
        let others = stated.filter { $0.role.counts && !isName($0) }
        return others.isEmpty ? stated : stated.filter { !$0.role.counts || !isName($0) }
    }

    /// With the words that the catalogue has for each, where they are printed beside the code or as part of its words.
    private func named(_ stated: [StatedDiagnosis], _ exemptions: [StatedExemption]) -> [StatedDiagnosis] {
        let names = ConditionNames(context: context)
        let under = exemptions.compactMap { $0.written.code }.flatMap { catalogue.names(under: $0) }
        var all = stated
        for index in all.indices where all[index].role.counts {
            let own = all[index].code.flatMap { DiagnosisCode($0) }.map { catalogue.names(of: $0) } ?? []
            let places = names.places(of: own.isEmpty ? under : own)
            let within = places.filter { overlaps($0, all[index]) }
            if within.contains(where: { goesOn($0, all[index]) }) { continue }
            guard
                let place = within.first
                    ?? (all[index].text == nil ? places.first { !isOff(at: $0.tokens[0], lead: nil) } : nil)
            else { continue }
            all[index].text = place.text
            all[index].textSource = context.source(place.tokens)
            if all[index].code == nil { all[index].source = context.source(place.tokens) }
        }
        return all
    }

    /// The certificate says more of the condition than the catalogue does: `Sclerosi multipla, forma recidivante`.
    private func goesOn(_ name: ConditionNames.Found, _ stated: StatedDiagnosis) -> Bool {
        guard let text = stated.text, let last = name.tokens.last, let next = context.next(last),
            !context.ends(last, before: next), context.cue(at: next).map({ !$0.endsText }) ?? true
        else { return false }
        let (own, named) = (ConditionNames.letters(of: text), ConditionNames.letters(of: name.text))
        return own.count > named.count + 3 && own.starts(with: named)
    }

    /// Whether the name stands where the condition's words were found, at least in part.
    private func overlaps(_ name: ConditionNames.Found, _ stated: StatedDiagnosis) -> Bool {
        let place = context.source(name.tokens)
        guard stated.text != nil, let source = stated.textSource ?? (stated.code == nil ? stated.source : nil),
            source.page == place.page, let box = source.box, let own = place.box
        else { return false }
        return box[0] < own[2] && own[0] < box[2] && box[1] < own[3] && own[1] < box[3]
    }

    /// Where the pages certify one code without words and one condition in words, the two are one.
    private static func joined(_ coded: [StatedDiagnosis], _ worded: [StatedDiagnosis]) -> [StatedDiagnosis] {
        let bare = coded.indices.filter { coded[$0].role.counts && coded[$0].text == nil }
        let counting = worded.indices.filter { worded[$0].role.counts }
        guard bare.count == 1, counting.count == 1 else { return coded + worded }
        var all = coded
        all[bare[0]].text = worded[counting[0]].text
        all[bare[0]].textSource = worded[counting[0]].source
        return all + worded.enumerated().filter { $0.offset != counting[0] }.map(\.element)
    }

    /// Conditions in words only, behind their labels.
    private func worded(
        _ texts: DiagnosisText, apartFrom used: Set<Int>
    ) -> (stated: [StatedDiagnosis], isUnsure: Bool) {
        var stated: [StatedDiagnosis] = []
        var isUnsure = false
        for cue in context.cues {
            let role: StatedDiagnosis.Role
            switch cue.meaning {
            case .diagnosis, .condition: role = .diagnosis
            case .dischargeDiagnosis: role = .dischargeDiagnosis
            default: continue
            }
            guard
                cue.meaning == .condition || cue.hasColon || (cue.opensCell && isBareLabel(cue))
                    || context.before(cue) != nil,
                let block = texts.behind(cue), used.isDisjoint(with: block.tokens), !leadsOn(block, from: cue)
            else { continue }
            let actual = isOff(at: cue.first, lead: nil) ? .history : role
            if block.isUnsure, actual.counts { isUnsure = true }
            stated.append(
                StatedDiagnosis(
                    code: nil, text: texts.string(block.tokens), role: actual,
                    source: context.source(block.tokens)))
        }
        return (stated, isUnsure)
    }

    /// `Diagnosi` in a cell of its own, or before a capital.
    private func isBareLabel(_ cue: Cue) -> Bool {
        if isPartOfTitle(cue) { return false }
        // `malattia celiaca` is a name, `Diagnosi celiachia` an answer.
        guard !cue.endsCell, let next = context.next(cue.last) else { return cue.endsCell }
        if context.tokens[next].hasDigit || cue.meaning != .diagnosis { return false }
        if cue.range.count > 1 || context.tokens[cue.first].key.starts(with: "DIAGNOS".utf8) { return true }
        return context.isCapitalised(next) && context.tokens[next].key.count > 2
    }

    /// `PER` / `PATOLOGIA` over two lines of a heading.
    private func isPartOfTitle(_ cue: Cue) -> Bool {
        guard cue.range.count == 1, let before = context.previous(cue.first) else { return false }
        return context.cue(at: before)?.meaning == .common && context.tokens[before].after.isEmpty
            && context.tokens[before].key.count <= 4
    }

    /// The words only lead to the condition proper: `presenta un quadro compatibile con la diagnosi di …`.
    private func leadsOn(_ block: ValueBlock, from label: Cue) -> Bool {
        guard let last = block.tokens.last, let next = context.next(last), let cue = context.cue(at: next),
            cue.first != label.first
        else { return false }
        return [.condition, .diagnosis, .dischargeDiagnosis].contains(cue.meaning)
            && (context.scalar(next).isLowercase || !context.ends(last, before: next))
    }

    // Codes.

    private func code(at token: Int) -> FoundCode? {
        let piece = context.tokens[token]
        guard (3...6).contains(piece.key.count), piece.hasDigit, !context.isPartOfNumber(token) else { return nil }
        let text = context.text([token]).uppercased()
        let isDotted = text.contains(".")
        guard Self.hasShape(text), let diagnosis = DiagnosisCode(text) else { return nil }
        // Codes with F are the regional software's own and are never printed; elsewhere they are another classification's.
        guard !diagnosis.isPlaceholder || diagnosis == .noneStated else { return nil }
        let isBracketed = piece.after.contains(.close) && opensBracket(token) && isKnown(diagnosis)
        guard let lead = lead(token, isDotted: isDotted || isBracketed),
            !isYear(piece) || lead.cue.meaning == .diagnosisCode,
            !isYear(piece) || context.cell(of: token).tokens.upperBound == token + 1 || isBracketed
        else { return nil }
        return FoundCode(token: token, value: diagnosis.value, lead: lead)
    }

    /// Four digits that are a year more likely than a code without its dot.
    private func isYear(_ piece: PageToken) -> Bool {
        piece.isNumber && piece.key.count == 4
            && (piece.key.starts(with: "19".utf8) || piece.key.starts(with: "20".utf8))
    }

    /// `(555)`, `(codice 555)`
    private func opensBracket(_ token: Int) -> Bool {
        if context.tokens[token].before.contains(.open) { return true }
        guard let before = context.previous(token), let cue = context.cue(at: before), cue.meaning == .filler else {
            return false
        }
        return context.tokens[cue.first].before.contains(.open)
    }

    private func isKnown(_ code: DiagnosisCode) -> Bool {
        catalogue.classificationName(of: code) != nil || !catalogue.exemptions(forDiagnosis: code).isEmpty
    }

    /// `250`, `250.00`, `V42.0`, `25000`; a service's `89.01` is none.
    private static func hasShape(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let head = parts.first else { return false }
        if parts.count == 1 { return true }
        return head.utf8.count == (head.hasPrefix("E") ? 4 : 3) && (1...2).contains(parts[1].utf8.count)
    }

    private static let relevant: Set<WordingMeaning> = [
        .diagnosisCode, .diagnosis, .dischargeDiagnosis, .condition, .conditionOff, .familyCondition, .exemption,
        .exemptionStrong, .exemptionOff, .otherNumber, .otherDate, .personCode, .physicianCode,
    ]

    /// A dotted code may stand some words after what announces it; digits alone must follow at once.
    private func lead(_ token: Int, isDotted: Bool) -> Lead? {
        for lead in context.leads(
            first: token, last: token, reach: isDotted ? 25 : 1, among: Self.relevant, columnReach: isDotted ? 25 : 0)
        {
            switch lead.cue.meaning {
            case .diagnosisCode: return lead
            case .diagnosis, .dischargeDiagnosis, .condition, .conditionOff, .familyCondition:
                if isDotted || standsApart(token, lead) { return lead }
                // `per patologia codice | 060`: said of an exemption, whatever stands above.
                if lead.way == .left, !lead.cue.isLabel { return named(token) }
            default:
                if lead.way == .text || lead.way == .left { return named(token) }
            }
        }
        return named(token) ?? (isDotted ? lead(ofEntry: token) ?? wrapped(token) : nil) ?? listed(token)
    }

    /// At the beginning of a line, when the one above ends with the words for a code behind other words: a form whose blanks
    /// are filled inside its sentences.
    private func wrapped(_ token: Int) -> Lead? {
        let index = context.layout.cellOf[token]
        let line = context.layout.cells[index].line
        guard line > 0, context.layout.lines[line].cells.lowerBound == index,
            context.layout.cells[index].tokens.lowerBound == token
        else { return nil }
        let above = context.layout.lines[line - 1]
        guard above.page == context.layout.lines[line].page, above.cells.count > 1,
            let cue = context.soleCue(of: above.cells.upperBound - 1), cue.meaning == .diagnosisCode,
            context.soleCue(of: above.cells.upperBound - 2) == nil
        else { return nil }
        return Lead(cue: cue, way: .text, distance: 0)
    }

    /// `579.0; 694.0`, `3331 e 3330`: announced with the code before it.
    private func listed(_ token: Int) -> Lead? {
        guard var before = context.previous(token), context.layout.cellOf[before] == context.layout.cellOf[token] else {
            return nil
        }
        let isAnd = context.tokens[before].key == [UInt8]("E".utf8)
        if isAnd, let further = context.previous(before) { before = further }
        let signs = context.tokens[before].after
        guard isAnd || signs.contains(.semicolon) || signs.contains(.comma), isListable(token), isListable(before)
        else {
            return nil
        }
        let text = context.text([before])
        return lead(before, isDotted: text.contains(".")).flatMap { $0.cue.meaning == .diagnosisCode ? $0 : nil }
    }

    private func isListable(_ token: Int) -> Bool {
        guard (3...6).contains(context.tokens[token].key.count), context.tokens[token].hasDigit else { return false }
        return DiagnosisCode(context.text([token]).uppercased()).map(isKnown) ?? false
    }

    /// `585 (ICD-9-CM)`: the name of the classification comes after.
    private func named(_ token: Int) -> Lead? {
        // `585 della classificazione ICD-9-CM`
        let after = context.cuesAfter(token, limit: 4).first { $0.meaning != .common }
        guard let cue = after, cue.meaning == .diagnosisCode, let next = context.next(token),
            context.cue(at: next) != nil
        else { return nil }
        return Lead(cue: cue, way: .text, distance: 0)
    }

    /// The label beside or above the first line of an entry that has several.
    private func lead(ofEntry token: Int) -> Lead? {
        guard let label = context.entry(of: token)?.label, DiagnosisText.conditions.contains(label.meaning) else {
            return nil
        }
        return Lead(cue: label, way: .left, distance: 0)
    }

    /// Digits behind the label *Diagnosi* are a code when they are announced as one, stand alone, or are parted from their
    /// name by a dash; `Diagnosi: 3 noduli` has none.
    private func standsApart(_ token: Int, _ lead: Lead) -> Bool {
        let cell = context.cell(of: token)
        guard lead.distance == 0 else { return false }
        guard lead.cue.isLabel || lead.cue.opensCell else { return false }
        if token > cell.tokens.lowerBound, context.cue(at: token - 1)?.meaning == .filler {
            // `esenzione per patologia cod. 006` is another code.
            let before = context.cuesBefore(lead.cue.first).first { $0.meaning != .common }?.meaning
            return before != .exemption && before != .exemptionStrong && before != .exemptionOff
        }
        guard lead.cue.isLabel else { return false }
        let isLast = cell.tokens.upperBound == token + 1
        if isLast { return true }
        return context.tokens[token + 1].before.contains(.dash) || context.tokens[token].after.contains(.hyphen)
    }

    // What is said of them.

    private func role(at token: Int, lead: Lead) -> StatedDiagnosis.Role {
        let cues = context.cuesBefore(token)
        if cues.contains(where: { $0.meaning == .familyCondition }) { return .familyHistory }
        if let role = roleInRow(of: token) { return role }
        if isOff(at: token, lead: lead) { return .history }
        if lead.cue.meaning == .dischargeDiagnosis { return .dischargeDiagnosis }
        return cues.contains { $0.meaning == .dischargeDiagnosis } ? .dischargeDiagnosis : .diagnosis
    }

    /// Past, excluded, suspected, or another's: by the sentence, or by the heading above it.
    private func isOff(at token: Int, lead: Lead?) -> Bool {
        if let own = context.cue(at: token), own.meaning == .conditionOff { return true }
        if isAnsweredNo(token) { return true }
        for cue in context.cuesBefore(token) {
            switch cue.meaning {
            case .conditionOff, .familyCondition: return true
            case .condition, .diagnosis, .dischargeDiagnosis:
                if beginsValue(cue) { continue }
                // Said of this very condition, whatever came before in the sentence.
                return context.cue(at: cue.first).map { isDenied($0) } ?? false
            default: continue
            }
        }
        if let opening = context.opening(of: token), opening.isOff { return true }
        if let label = context.entry(of: token)?.label, DiagnosisText.conditions.contains(label.meaning) {
            return label.isOff
        }
        // A label of its own says more than the heading above.
        if let lead, lead.cue.opensCell { return false }
        if lead == nil, let own = context.cue(at: token), own.opensCell { return false }
        return context.heading(of: token) { $0.isLabel }?.isOff ?? false
    }

    /// In a table with a column that says whose each condition is: `sospetta, in accertamento`, `familiare (madre)`.
    private func roleInRow(of token: Int) -> StatedDiagnosis.Role? {
        let line = context.layout.lines[context.cell(of: token).line]
        guard line.cells.count >= 3 else { return nil }
        for cell in line.cells where cell != context.layout.cellOf[token] {
            let tokens = context.layout.cells[cell].tokens
            let cues = tokens.prefix(3).compactMap { context.cue(at: $0) }
            if cues.first.map({ $0.meaning == .conditionOff && $0.opensCell }) ?? false { return .history }
            let isRelatives = cues.contains { $0.meaning == .familyCondition || $0.personRole == .other }
            if isRelatives, tokens.count <= 3 { return .familyHistory }
        }
        return nil
    }

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

// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// Which tokens are codes of conditions.
extension DiagnosisReading {
    func code(at token: Int) -> FoundCode? {
        let piece = context.tokens[token]
        guard (3...6).contains(piece.key.count), piece.hasDigit, !context.isPartOfNumber(token),
            // `D.M. 18.5.2001 n. 279` is part of what a form prints before its blank.
            context.cue(at: token).map({ $0.range.count == 1 }) ?? true,
            !context.rows.passedOver.contains(token), !context.rows.options.contains(where: { $0.contains(token) })
        else { return nil }
        let text = context.text([token]).uppercased()
        let isDotted = text.contains(".")
        guard Self.hasShape(text), let diagnosis = DiagnosisCode(text) else { return misshapen(token, text) }
        // Codes with F are the regional software's own and are never printed; elsewhere they are another classification's.
        guard !diagnosis.isPlaceholder || diagnosis == .noneStated else { return nil }
        let isBracketed =
            piece.after.contains(.close) && opensBracket(token) && (isKnown(diagnosis) || isStated(token, piece))
        let isAnnounced = isBracketed || ((isBehindDash(token) || isBehindComma(token, text)) && isKnown(diagnosis))
        guard let lead = lead(token, isDotted: isDotted || isAnnounced),
            !piece.resemblesYear || lead.cue.meaning == .diagnosisCode,
            !piece.resemblesYear || context.cell(of: token).tokens.upperBound == token + 1 || isBracketed
        else { return nil }
        return FoundCode(token: token, value: parted(token, lead)?.value ?? diagnosis.value, lead: lead)
    }

    /// `296. 3)`: a blank was recognised behind the dot of a code, after which something else begins.
    private func parted(_ token: Int, _ lead: Lead) -> DiagnosisCode? {
        let cell = context.cell(of: token).tokens
        guard lead.cue.meaning == .diagnosisCode, context.isRecognised(token), cell.contains(token + 1),
            context.tokens[token].after == [.stop], context.tokens[token + 1].isNumber,
            context.tokens[token + 1].key.count <= 2,
            token + 2 == cell.upperBound || !context.tokens[token + 1].after.isEmpty
        else { return nil }
        let digits = [token, token + 1].map { String(decoding: context.tokens[$0].key, as: UTF8.self) }
        return DiagnosisCode(digits.joined(separator: ".")).flatMap {
            catalogue.classificationName(of: $0) == nil ? nil : $0
        }
    }

    /// The codes of a table that has heads of its own, as far as nothing else announces them.
    func tabled(_ table: ConditionTable, besides found: [FoundCode]) -> [FoundCode] {
        guard let head = table.head else { return [] }
        let known = Set(found.map(\.token))
        return table.rows.filter { !known.contains($0.code) }.map {
            FoundCode(token: $0.code, value: $0.value, lead: Lead(cue: head, way: .above, distance: 0))
        }
    }

    /// The codes of a table's other rows beside one that was found, where none of them is marked.
    func besideOthers(_ found: [FoundCode]) -> [FoundCode] {
        let known = Set(found.map(\.token))
        return context.rows.undecided.flatMap { list -> [FoundCode] in
            guard let first = found.first(where: { code in list.rows.contains { $0.contains(code.token) } }) else {
                return []
            }
            let left = context.tokens[first.token].box.left
            return list.rows.joined().compactMap { token in
                let box = context.tokens[token].box
                guard abs(box.left - left) < box.height, !known.contains(token),
                    let code = DiagnosisCode(context.text([token]).uppercased()), isKnown(code)
                else { return nil }
                return FoundCode(token: token, value: code.value, lead: first.lead)
            }
        }
    }

    /// `250.147`: no code has three digits behind its dot, but where one is announced it is a mistake to be told.
    private func misshapen(_ token: Int, _ text: String) -> FoundCode? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 3 && $0.utf8.allSatisfy(\.isASCIIDigit) }),
            let lead = lead(token, isDotted: false), lead.cue.meaning == .diagnosisCode
        else { return nil }
        return FoundCode(token: token, value: text, lead: lead)
    }

    /// `(555)`, `(codice 555)`
    private func opensBracket(_ token: Int) -> Bool {
        if context.tokens[token].before.contains(.open) { return true }
        guard let before = context.previous(token), let cue = context.cue(at: before), cue.meaning == .filler else {
            return false
        }
        return context.tokens[cue.first].before.contains(.open)
    }

    /// `Diagnosi: diabete mellito (25429).`: what stands in brackets at the end of a condition is meant as its code, known or not.
    private func isStated(_ token: Int, _ piece: PageToken) -> Bool {
        piece.isNumber && (4...5).contains(piece.key.count) && !piece.resemblesYear
            && context.cell(of: token).tokens.upperBound == token + 1
    }

    /// `anemia emolitica autoimmune - 2830` at the end of its cell.
    private func isBehindDash(_ token: Int) -> Bool {
        let cell = context.cell(of: token).tokens
        guard token + 1 == cell.upperBound, token > cell.lowerBound, context.tokens[token].before.contains(.dash),
            !context.tokens[token].isGlued
        else { return false }
        let before = token - 1
        return !context.tokens[before].hasDigit && context.cue(at: before).map { !$0.isLabel } ?? true
    }

    /// `Trapianto cardiaco, cod. V421`; three digits may be an exemption's.
    private func isBehindComma(_ token: Int, _ text: String) -> Bool {
        guard let before = context.previous(token), let cue = context.cue(at: before), cue.meaning == .filler,
            let name = context.previous(cue.first),
            context.tokens[name].after.contains(.comma) || context.tokens[cue.first].before.contains(.dash)
        else { return false }
        return !context.tokens[name].hasDigit && context.cue(at: name).map { !$0.isLabel } ?? true
            && (ExemptionCode(text).flatMap(catalogue.exemption) == nil || isNamedBefore(token, text))
    }

    /// `TBC polmonare bacillifera - cod. 011`: the words before it are those of the classification, and not of the exemption.
    private func isNamedBefore(_ token: Int, _ text: String) -> Bool {
        guard let code = DiagnosisCode(text), let name = catalogue.classificationName(of: code) else { return false }
        let stems = { (name: String) in
            Set(WordPieces.pieces(of: Array(name.unicodeScalars)).compactMap { Self.stem($0.key) })
        }
        let own = context.cell(of: token).tokens.lazy.filter { $0 < token }.compactMap {
            Self.stem(context.tokens[$0].key)
        }
        let exempt = ExemptionCode(text).flatMap(catalogue.exemption).map { stems($0.description) } ?? []
        return own.contains(where: stems(name).contains) && !own.contains(where: exempt.contains)
    }

    /// `340 sclerosi multipla`: the words behind it are those of the classification or the catalogue.
    private func isNamed(_ token: Int) -> Bool {
        let cell = context.cell(of: token).tokens
        guard let code = DiagnosisCode(context.text([token]).uppercased()) else { return false }
        let exemptions = catalogue.exemptions(forDiagnosis: code).map(\.description)
        let names = [catalogue.classificationName(of: code)].compactMap(\.self) + catalogue.names(of: code) + exemptions
        let words = Set(
            names.flatMap { WordPieces.pieces(of: Array($0.unicodeScalars)) }.compactMap { Self.stem($0.key) })
        return cell.contains { $0 > token && Self.stem(context.tokens[$0].key).map(words.contains) ?? false }
    }

    /// `VASCULOPATIE CEREBRALI` of the classification and `vasculopatia cerebrale` of a letter; nothing for short words.
    private static func stem(_ key: [UInt8]) -> ArraySlice<UInt8>? { key.count >= 4 ? key.dropLast() : nil }

    private func isKnown(_ code: DiagnosisCode) -> Bool { Self.isKnown(code, catalogue) }

    private static func isKnown(_ code: DiagnosisCode, _ catalogue: ExemptionCatalogue) -> Bool {
        catalogue.classificationName(of: code) != nil || !catalogue.exemptions(forDiagnosis: code).isEmpty
    }

    /// `250`, `250.00`, `V42.0`, `25000`; a service's `89.01` is none.
    static func hasShape(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let head = parts.first else { return false }
        if parts.count == 1 { return true }
        return head.utf8.count == (head.hasPrefix("E") ? 4 : 3) && (1...2).contains(parts[1].utf8.count)
    }

    private static let relevant: Set<WordingMeaning> = [
        .diagnosisCode, .diagnosis, .dischargeDiagnosis, .condition, .conditionOff, .familyCondition, .exemption,
        .exemptionStrong, .exemptionOff, .otherNumber, .otherDate, .eventDate, .personCode, .physicianCode,
    ]

    /// A dotted code may stand some words after what announces it; digits alone must follow at once.
    private func lead(_ token: Int, isDotted: Bool) -> Lead? {
        if let headed = headed(token) { return headed }
        if let lead = ExemptIllness(context: context).lead(of: token, isPlain: !isDotted) { return lead }
        for lead in context.leads(
            first: token, last: token, reach: isDotted ? 25 : 1, among: Self.relevant, columnReach: isDotted ? 25 : 0)
        {
            switch lead.cue.meaning {
            case .diagnosisCode: return lead
            case .diagnosis, .dischargeDiagnosis, .condition, .conditionOff, .familyCondition:
                if isDotted || (standsApart(token, lead) && !mayBeExemption(token, lead)) { return lead }
                // `per patologia codice | 060`: said of an exemption, whatever stands above.
                if lead.way == .left, !lead.cue.isLabel { return named(token) }
            case .exemption where context.namesIllness(lead.cue) && isNoExemption(token): return lead
            default:
                if lead.way == .text || lead.way == .left { return named(token) }
            }
        }
        return named(token) ?? (isDotted ? lead(ofEntry: token) ?? wrapped(token) : nil) ?? listed(token)
    }

    /// `codice malattia V45.0`, where exemptions have no such code.
    private func isNoExemption(_ token: Int) -> Bool {
        let text = context.text([token]).uppercased()
        return Self.mayMean(text, catalogue) && WrittenExemption(text).code.flatMap(catalogue.exemption) == nil
    }

    /// Whether a text is a code of the classification, or has the form that only its codes have: `766.48`.
    static func mayMean(_ text: String, _ catalogue: ExemptionCatalogue) -> Bool {
        guard let code = DiagnosisCode(text) else { return false }
        return isKnown(code, catalogue) || (text.contains(".") && hasShape(text))
    }

    /// `002` below the word *Diagnosi* alone, which may be the caption of what stands above it.
    private func mayBeExemption(_ token: Int, _ lead: Lead) -> Bool {
        guard lead.way == .above || lead.way == .below else { return false }
        return ExemptionCode(context.text([token]).uppercased()).flatMap(catalogue.exemption) != nil
    }

    /// In the marked row of a table: the words for a code at the head of its column, whatever other rows stand in between. Where
    /// the head cannot be read, a dotted code that is known needs none.
    private func headed(_ token: Int) -> Lead? {
        guard context.rows.chosen.contains(token) else { return nil }
        let cell = context.cell(of: token)
        let above = context.cues.filter { cue in
            let place = context.cell(of: cue.first)
            return place.page == cell.page && place.line < cell.line
        }
        let head = above.last {
            $0.meaning == .diagnosisCode && context.cell(of: $0.first).box.sharesColumn(with: cell.box)
        }
        if let head { return Lead(cue: head, way: .above, distance: 0) }
        let text = context.text([token]).uppercased()
        let isPlain = text.contains(".") && !context.rows.marked.contains(token)
        guard isPlain || context.rows.markedDiagnoses.contains(token), DiagnosisCode(text).map(isKnown) ?? false else {
            return nil
        }
        return above.last { DiagnosisText.conditions.contains($0.meaning) }.map {
            Lead(cue: $0, way: .above, distance: 0)
        }
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
        guard let before = context.listed(before: token), isListable(token), isListable(before) else { return nil }
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
        guard let label = context.entry(of: token)?.label,
            DiagnosisText.conditions.contains(label.meaning) || label.meaning == .diagnosisCode
        else {
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
                && !context.saysExemption(lead.cue)
        }
        guard lead.cue.isLabel else { return false }
        let isLast = cell.tokens.upperBound == token + 1
        if isLast || isNamed(token) { return true }
        return context.tokens[token + 1].before.contains(.dash) || context.tokens[token].after.contains(.hyphen)
    }
}

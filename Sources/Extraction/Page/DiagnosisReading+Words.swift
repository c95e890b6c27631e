// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// Conditions that are only put in words, behind their labels and in sentences.
extension DiagnosisReading {
    /// Conditions in words only, behind their labels.
    func worded(
        _ texts: DiagnosisText, apartFrom used: Set<Int>
    ) -> (stated: [StatedDiagnosis], isUnsure: Bool, wholes: Set<FieldSource>) {
        var stated: [StatedDiagnosis] = []
        var isUnsure = false
        var wholes: Set<FieldSource> = []
        let marked = ConditionTable.markedWords(context, catalogue)
        for cue in context.cues {
            let role: StatedDiagnosis.Role
            switch cue.meaning {
            case .diagnosis, .condition: role = .diagnosis
            case .dischargeDiagnosis: role = .dischargeDiagnosis
            case .exemption:
                if let colon = ExemptIllness(context: context).colon(of: cue), let block = texts.behind(colon: colon),
                    used.isDisjoint(with: block.tokens), !isOfVerb(block)
                {
                    stated.append(
                        StatedDiagnosis(
                            code: nil, text: texts.string(block.tokens), role: .diagnosis,
                            source: context.source(block.tokens)))
                }
                continue
            default: continue
            }
            guard !beginsName(cue),
                cue.meaning == .condition || cue.hasColon || (cue.opensCell && isBareLabel(cue))
                    || context.before(cue) != nil,
                !isSectionHead(cue), !isOption(cue), !context.tokens[cue.first].before.contains(.box),
                let block = marked[cue.first].map({ ValueBlock(tokens: $0) }) ?? texts.behind(cue),
                used.isDisjoint(with: block.tokens),
                context.rows.passedOver.isDisjoint(with: block.tokens), !leadsOn(block, from: cue), !isOfVerb(block)
            else { continue }
            if isWholeValue(block.tokens) { wholes.insert(context.source(block.tokens)) }
            let isAside = isUnderPast(cue.first) || isOfDevice(cue)
            let actual = isOff(at: cue.first, lead: nil) ? .history : isAside ? .problem : role
            // `è affetto dalla seguente patologia:` above the blank with the caption *(diagnosi)*: both lead to the same words.
            guard !stated.contains(where: { $0.source == context.source(block.tokens) && $0.role == actual }) else {
                continue
            }
            if block.isUnsure, actual.counts { isUnsure = true }
            stated.append(
                StatedDiagnosis(
                    code: nil, text: texts.string(block.tokens), role: actual,
                    source: context.source(block.tokens)))
        }
        return (stated, isUnsure, wholes)
    }

    /// `cardiopatia dilatativa, portatore di ICD dal 2022` in a sentence: what somebody has had put in.
    private func isOfDevice(_ cue: Cue) -> Bool {
        guard cue.meaning == .condition, !cue.hasColon, DiagnosisText.isBearer(context.tokens[cue.first]),
            let before = context.previous(cue.first)
        else { return false }
        return context.tokens[before].after.contains(.comma) && context.cue(at: before).map { !$0.isLabel } ?? true
    }

    /// `MALATTIA RENALE CRONICA` beside or below the label *Diagnosi*: no label of its own.
    func beginsName(_ cue: Cue) -> Bool {
        guard cue.range.count == 1, !cue.hasColon, !cue.endsCell, cue.opensCell,
            let label = context.entry(of: cue.first)?.label
        else { return false }
        return DiagnosisText.conditions.contains(label.meaning)
    }

    /// `CONDIZIONE CERTIFICATA` alone in its line, above a label of the same kind that has the value.
    func isSectionHead(_ cue: Cue) -> Bool {
        let cell = context.cell(of: cue.first)
        guard cue.opensCell, cue.endsCell, !cue.hasColon, context.layout.lines[cell.line].cells.count == 1,
            !context.hasCaptions, context.layout.lines.indices.contains(cell.line + 1)
        else { return false }
        let next = context.layout.lines[cell.line + 1]
        guard next.page == cell.page,
            let below = context.cue(at: context.layout.cells[next.cells.lowerBound].tokens.lowerBound)
        else { return false }
        return below.isLabel && below.opensCell && (below.hasColon || below.endsCell || next.cells.count > 1)
    }

    /// `Malattia rara` below `X Malattia cronica e invalidante`: one of the answers to a question.
    func isOption(_ cue: Cue) -> Bool {
        guard cue.opensCell, !cue.hasColon else { return false }
        let own = context.cell(of: cue.first)
        let left = context.tokens[cue.first].box.left
        return [-2, -1, 1, 2].contains { step in
            guard context.layout.lines.indices.contains(own.line + step) else { return false }
            let line = context.layout.lines[own.line + step]
            return line.page == own.page && isMarked(line, at: left)
        }
    }

    /// A cross or a tick opens the line, and words behind it begin at a place.
    private func isMarked(_ line: PageLayout.Line, at left: Double) -> Bool {
        let first = context.layout.cells[line.cells.lowerBound].tokens.lowerBound
        let isCross = context.tokens[first].key == Array("X".utf8)
        guard isCross || context.tokens[first].before.contains(.tick) else { return false }
        let word = isCross ? first + 1 : first
        guard context.layout.cells[line.cells.upperBound - 1].tokens.upperBound > word else { return false }
        return abs(context.tokens[word].box.left - left) < 0.6 * context.tokens[word].box.height
    }

    /// `si presenta allo sportello`, `la diagnosi è stata confermata`: no condition follows.
    func isOfVerb(_ block: ValueBlock) -> Bool {
        guard let first = block.tokens.first else { return true }
        let key = context.tokens[first].key
        if Self.elsewhere.contains(key) || Self.joining.contains(key) { return true }
        // `(barrare una sola riga)`
        if Self.orders.contains(key) { return true }
        // `il peso corporeo risulta invariato`
        if Self.states.contains(key) { return true }
        if block.tokens.count == 1, DiagnosisReading.ranks.contains(key) { return true }
        if isFound(block.tokens) || isUnderway(block.tokens) { return true }
        guard Self.participles.contains(key) else { return false }
        // `diagnosi confermata dagli accertamenti`
        return block.tokens.count == 1 || Self.grounds.contains(context.tokens[block.tokens[1]].key)
    }

    /// `diagnosi sierologica posta nel 2019`: how and when it was found.
    private func isFound(_ tokens: [Int]) -> Bool {
        tokens.count > 2 && Self.means.contains(context.tokens[tokens[0]].key)
            && Self.participles.contains(context.tokens[tokens[1]].key)
            && context.tokens[tokens[0]].after.isEmpty && Self.grounds.contains(context.tokens[tokens[2]].key)
    }

    /// `Diagnosi in corso di accertamenti per infertilità`: when it was made, or that it is not made yet.
    private func isUnderway(_ tokens: [Int]) -> Bool {
        tokens.count > 1 && context.tokens[tokens[0]].key == Array("IN".utf8)
            && context.tokens[tokens[1]].key == Array("CORSO".utf8)
    }

    /// What a diagnosis is called by, and no condition is.
    private static let means = Set(
        keys:
            "SIEROLOGICA ISTOLOGICA CITOLOGICA BIOPTICA CLINICA GENETICA MOLECOLARE STRUMENTALE RADIOLOGICA ENDOSCOPICA"
    )

    /// `la patologia indicata e se ne chiede …`
    static let joining = Set(["CHE", "E", "ED"].map { [UInt8]($0.utf8) })
    static let grounds = Set(
        [
            "DA", "DAI", "DAGLI", "DALLE", "DALLA", "DAL", "DALL", "IN", "PRESSO", "SULLA", "SU", "MEDIANTE", "CON",
            "NEL", "NELL", "NELLO", "NELLA", "NEGLI", "NEI", "NELLE", "TRA", "FRA", "A", "COL", "SOPRA", "SOTTO", "X",
        ].map {
            [UInt8]($0.utf8)
        })

    static let elsewhere = Set(["AL", "ALL", "ALLO", "ALLA", "AI", "AGLI", "ALLE"].map { [UInt8]($0.utf8) })
    static let participles = Set(
        [
            "STATA", "STATO", "STATI", "CONFERMATA", "ACCERTATA", "POSTA", "E", "TIPO", "FORMULATA", "DOCUMENTATA",
            "BASATA", "CODIFICATA", "INSERITA", "INCLUSA", "COMPRESA", "CONTRASSEGNATA", "BARRATA", "SPUNTATA",
            "RIPORTATA", "INDICATA", "ELENCATA",
        ].map { [UInt8]($0.utf8) })
    static let states = Set(
        keys: "INVARIATO INVARIATA INVARIATI INVARIATE STAZIONARIO STAZIONARIA SOVRAPPONIBILE SOVRAPPONIBILI")
    static let orders = Set(
        [
            "BARRARE", "CONTRASSEGNARE", "SPUNTARE", "SELEZIONARE", "CROCETTARE", "SEGNARE", "INDICARE", "SPECIFICARE",
            "SCEGLIERE", "COMPILARE",
        ].map { [UInt8]($0.utf8) })

    /// `Diagnosi` in a cell of its own, or before a capital.
    func isBareLabel(_ cue: Cue) -> Bool {
        if isPartOfTitle(cue) { return false }
        // `malattia celiaca` is a name, `Diagnosi celiachia` an answer.
        guard !cue.endsCell, let next = context.next(cue.last) else { return cue.endsCell }
        if context.tokens[next].hasDigit || cue.meaning != .diagnosis { return false }
        // `Diagnosi basata su: …` is the label of something else.
        let rest = context.cell(of: next).tokens.filter { $0 >= next }.prefix(4)
        if context.scalar(next).isLowercase, rest.contains(where: { context.tokens[$0].after.contains(.colon) }) {
            return false
        }
        let key = context.tokens[cue.first].key
        if cue.range.count > 1 || key.starts(with: "DIAGNOS".utf8) || Self.abbreviations.contains(key) { return true }
        if standsApart(cue, before: next) { return true }
        // `Patologia malattia di Crohn`: the word behind the label is the first of the name.
        if DiagnosisText.nouns.contains(context.tokens[next].key), context.isCapitalised(cue.first) { return true }
        return context.isCapitalised(next) && context.tokens[next].key.count > 2
    }

    /// `Dg. ipertensione arteriosa`
    static let abbreviations = Set(["DG", "DGN", "DIAGN"].map { [UInt8]($0.utf8) })

    /// `Patologia    stenosi carotidea`: a wider gap than between any other words of the line.
    func standsApart(_ label: Cue, before next: Int) -> Bool {
        let cell = context.cell(of: next).tokens
        guard cell.contains(label.last) else { return false }
        let boxes = Array(cell).map { context.tokens[$0].box }
        let gaps = zip(boxes, boxes.dropFirst()).map { $1.left - $0.right }
        let own = gaps[label.last - cell.lowerBound]
        let others = gaps.enumerated().filter { $0.offset != label.last - cell.lowerBound }.map(\.element)
        return own > 0.6 * context.tokens[next].box.height && others.allSatisfy { own > 1.8 * $0 } && !others.isEmpty
    }

    /// `PER` / `PATOLOGIA` over two lines of a heading.
    func isPartOfTitle(_ cue: Cue) -> Bool {
        guard cue.range.count == 1, let before = context.previous(cue.first) else { return false }
        return context.cue(at: before)?.meaning == .common && context.tokens[before].after.isEmpty
            && context.tokens[before].key.count <= 4
    }

    /// The words only lead to the condition proper: `presenta un quadro compatibile con la diagnosi di …`.
    func leadsOn(_ block: ValueBlock, from label: Cue) -> Bool {
        guard let last = block.tokens.last, let next = context.next(last), let cue = context.cue(at: next),
            cue.first != label.first, !context.tokens[last].after.contains(.comma)
        else { return false }
        return [.condition, .diagnosis, .dischargeDiagnosis].contains(cue.meaning)
            && (context.scalar(next).isLowercase || !context.ends(last, before: next))
    }
}

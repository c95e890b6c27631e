// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// Finds the conditions that the pages certify, and those that they only mention.
struct DiagnosisReading {
    let context: PageContext
    let catalogue: ExemptionCatalogue
    let dates: [FoundDate]

    /// A code, and how it is announced.
    struct FoundCode {
        let token: Int
        let value: String
        let lead: Lead
    }

    func read(into reading: inout SourceReading) {
        let exempt = reading.exemptions.map(\.source)
        let announced = context.tokens.indices.compactMap(code)
        let codes = announced + besideOthers(announced)
        // `codice diagnosi 242.1, codice 035`: the code of the exemption is none of a diagnosis, if there is another.
        let own = codes.filter { !exempt.contains(context.source([$0.token])) }
        // Without another it may be both, where it is one of the exemption's own diagnoses.
        let found =
            own.contains { role(at: $0.token, lead: $0.lead).counts }
            ? own : codes.filter { isOwn($0, exempt, reading) }
        let texts = DiagnosisText(context: context, codes: Set(found.map(\.token)), days: Set(dates.flatMap(\.tokens)))
        var used: Set<Int> = []
        var stated: [StatedDiagnosis] = []
        var wholes: Set<FieldSource> = []
        for code in found {
            let role = role(at: code.token, lead: code.lead)
            let text = texts.beside(code.token, lead: code.lead)
            if let text { used.formUnion(text.tokens) }
            if let text, isWholeValue(text.tokens) { wholes.insert(context.source(text.tokens)) }
            if role.counts, context.isFaint([code.token]) {
                reading.unsure.insert(.diagnosisCode)
                reading.note(.recognitionUncertain, field: .diagnosisCode, detail: code.value)
            }
            if role.counts, isPerhapsCut(code) { reading.unsure.insert(.diagnosisCode) }
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
        let alone = found.filter { context.cell(of: $0.token).tokens.count == 1 }.map { context.source([$0.token]) }
        let others = worded.stated.filter { worded.wholes.contains($0.source) }
        let bare = withoutExemptionName(stated, of: alone, others, reading.exemptions)
        let all = named(Self.joined(bare, worded.stated), reading.exemptions, wholes.union(worded.wholes))
        let apart = withoutExemptionNames(all, reading.exemptions)
        reading.diagnoses += onlyNamed(apart.isEmpty ? behindExemption(reading.exemptions, texts) : apart, &reading)
    }

    private func isOwn(_ code: FoundCode, _ exempt: [FieldSource], _ reading: SourceReading) -> Bool {
        guard exempt.contains(context.source([code.token])), let diagnosis = DiagnosisCode(code.value) else {
            return true
        }
        return reading.exemptions.compactMap(\.written.code).contains { catalogue.diagnosis(diagnosis, of: $0) != nil }
    }

    /// `244`, recognised in a picture, where the classification has finer codes: `244.0` may have lost what is behind its dot.
    private func isPerhapsCut(_ code: FoundCode) -> Bool {
        guard code.value.utf8.count == 3, context.isRecognised(code.token) else { return false }
        return catalogue.isDivided(code.value)
    }

    /// `036.443.1 Tromboangioite obliterante`: the words behind a code that states exemption and diagnosis at once.
    private func behindExemption(_ exemptions: [StatedExemption], _ texts: DiagnosisText) -> [StatedDiagnosis] {
        let places = exemptions.filter { $0.written.diagnosis?.isPlaceholder == false }.map(\.source)
        guard let token = context.tokens.indices.first(where: { places.contains(context.source([$0])) }),
            let text = texts.behindCode(token)
        else { return [] }
        return [
            StatedDiagnosis(
                code: nil, text: texts.string(text.tokens), role: .diagnosis, source: context.source(text.tokens))
        ]
    }

    /// Where no phrase that is known leads to a condition, the one that the exemption is for may be named all the same:
    /// `esenzione per patologia RH0022: proteinosi alveolare polmonare congenita`.
    private func onlyNamed(_ stated: [StatedDiagnosis], _ reading: inout SourceReading) -> [StatedDiagnosis] {
        let counting = stated.indices.filter { stated[$0].role.counts }
        guard counting.count < 2, !stated.contains(where: { $0.role.counts && $0.text != nil }) else { return stated }
        let codes = reading.exemptions.compactMap(\.written.code)
        let places = ConditionNames(context: context).places(of: codes.flatMap { catalogue.names(under: $0) }).filter {
            !isOff(at: $0.tokens[0], lead: nil)
        }
        guard let place = places.first, Set(places.map { ConditionNames.letters(of: $0.text) }).count == 1 else {
            return stated
        }
        if codes.contains(where: { isOnlyItsOwn(place.text, $0) }) { reading.unsure.insert(.diagnosisText) }
        var all = stated
        if let bare = counting.first {
            all[bare].text = place.text
            all[bare].textSource = context.source(place.tokens)
        } else {
            let source = context.source(place.tokens)
            all.append(StatedDiagnosis(code: nil, text: place.text, role: .diagnosis, source: source))
        }
        return all
    }

    /// The exemption for a chronic disease has a name of its own, which forms print whatever is certified; that for a rare
    /// disease has the disease's.
    private func isOnlyItsOwn(_ name: String, _ code: ExemptionCode) -> Bool {
        guard !code.value.hasPrefix("R"), let own = catalogue.exemption(code)?.description else { return false }
        return ConditionNames.letters(of: own) == ConditionNames.letters(of: name)
    }

    /// A form that prints the name of the exemption beside the diagnosis states one condition.
    private func withoutExemptionNames(
        _ stated: [StatedDiagnosis], _ exemptions: [StatedExemption]
    ) -> [StatedDiagnosis] {
        let isName = { (diagnosis: StatedDiagnosis) in
            diagnosis.code == nil && isExemptionName(diagnosis.text, exemptions)
        }
        let others = stated.filter { $0.role.counts && !isName($0) }
        return others.isEmpty ? Self.wholest(stated) : stated.filter { !$0.role.counts || !isName($0) }
    }

    /// `Neurofibromatosi`, `Neurofibromatosi tipo 1`: of two that begin alike the longer says more.
    private static func wholest(_ stated: [StatedDiagnosis]) -> [StatedDiagnosis] {
        let letters = stated.map { $0.text.map(ConditionNames.letters) ?? [] }
        return stated.indices.filter { place in
            guard stated[place].role.counts, stated[place].code == nil, !letters[place].isEmpty else { return true }
            return !stated.indices.contains {
                stated[$0].role.counts && letters[$0].count > letters[place].count
                    && letters[$0].starts(with: letters[place])
            }
        }.map { stated[$0] }
    }

    /// Where the name of the exemption stands between a code alone in its cell and the one condition that is put in words, those
    /// go with the code.
    private func withoutExemptionName(
        _ coded: [StatedDiagnosis], of alone: [FieldSource], _ worded: [StatedDiagnosis],
        _ exemptions: [StatedExemption]
    ) -> [StatedDiagnosis] {
        let counting = coded.indices.filter { coded[$0].role.counts }
        guard let only = counting.first, counting.count == 1, alone.contains(coded[only].source),
            isExemptionName(coded[only].text, exemptions),
            worded.count(where: { $0.role.isCertified && !isExemptionName($0.text, exemptions) }) == 1,
            worded.count(where: { $0.role.isCertified }) == 1
        else { return coded }
        var all = coded
        all[only].text = nil
        all[only].textSource = nil
        return all
    }

    private func isExemptionName(_ text: String?, _ exemptions: [StatedExemption]) -> Bool {
        guard let text else { return false }
        let letters = ConditionNames.letters(of: text)
        return exemptions.compactMap { $0.written.code }.compactMap { catalogue.exemption($0)?.description }
            .map { ConditionNames.letters(of: $0) }
            .contains { $0.starts(with: letters) || letters.starts(with: $0) }
    }

    /// With the words that the catalogue has for each, where they are printed beside the code or as part of its words.
    ///
    /// - Parameter wholes: where words fill the place of a label's value: they are the condition, whatever the catalogue says.
    private func named(
        _ stated: [StatedDiagnosis], _ exemptions: [StatedExemption], _ wholes: Set<FieldSource>
    ) -> [StatedDiagnosis] {
        let names = ConditionNames(context: context)
        let under = exemptions.compactMap { $0.written.code }.flatMap { catalogue.names(under: $0) }
        var all = stated
        for index in all.indices where all[index].role.counts {
            let own = all[index].code.flatMap { DiagnosisCode($0) }.map { catalogue.names(of: $0) } ?? []
            let places = names.places(of: own.isEmpty ? under : own)
            let within = places.filter { overlaps($0, all[index]) }
            if within.contains(where: { goesOn($0, all[index]) }) { continue }
            let isWhole = wholes.contains(all[index].textSource ?? all[index].source)
            // Where the letters are the same the catalogue knows how they are parted.
            if let text = all[index].text, isWhole,
                !within.contains(where: { ConditionNames.letters(of: $0.text) == ConditionNames.letters(of: text) })
            {
                continue
            }
            guard
                let place = within.first
                    ?? (all[index].text == nil ? places.first { !isOff(at: $0.tokens[0], lead: nil) } : nil)
            else { continue }
            let value = filling(place)
            all[index].text = value.text
            all[index].textSource = context.source(value.tokens)
            if all[index].code == nil { all[index].source = context.source(value.tokens) }
        }
        return all
    }

    /// All the words of the cell that a name is part of, where that is the value of a label: `IPERPARATIROIDISMO PRIMITIVO`.
    private func filling(_ name: ConditionNames.Found) -> ConditionNames.Found {
        guard let first = name.tokens.first, let last = name.tokens.last else { return name }
        let cell = context.cell(of: first).tokens
        guard cell.contains(last), cell.count <= 12, cell.count > name.tokens.count,
            context.hasCaptions || context.entry(of: cell.lowerBound).map({ $0.start == cell.lowerBound }) ?? false,
            cell.allSatisfy({ token in
                (!context.tokens[token].hasDigit || isWordWithFigures(token))
                    && !context.tokens[token].after.contains(.colon)
                    && context.cue(at: token).map { !$0.endsText && !$0.isLabel } ?? true
            }), context.cue(at: cell.upperBound - 1)?.meaning != .common
        else { return name }
        return ConditionNames.Found(
            tokens: Array(cell), text: DiagnosisText(context: context).string(Array(cell)))
    }

    /// `HLA-B27`, which is no code.
    private func isWordWithFigures(_ token: Int) -> Bool {
        context.tokens[token].key.prefix { $0 >= 0x41 }.count > 1
    }

    /// The certificate says more of the condition than the catalogue does: `Sclerosi multipla, forma recidivante`.
    private func goesOn(_ name: ConditionNames.Found, _ stated: StatedDiagnosis) -> Bool {
        guard let text = stated.text, let last = name.tokens.last, let next = context.next(last),
            !context.ends(last, before: next), context.cue(at: next).map({ !$0.endsText }) ?? true
        else { return false }
        let (own, named) = (ConditionNames.letters(of: text), ConditionNames.letters(of: name.text))
        return own.count > named.count + 3 && own.starts(with: named)
    }

    /// Words behind a label of their own, up to the end of its value: a code, a sign, or the end of the cell.
    private func isWholeValue(_ tokens: [Int]) -> Bool {
        guard let first = tokens.first, let last = tokens.last, tokens.count <= 14, !context.tokens[last].isNumber
        else { return false }
        let cell = context.cell(of: first).tokens
        let isBehindLabel =
            first > cell.lowerBound
            ? context.cue(at: first - 1).map { $0.isLabel && $0.hasColon } ?? false
            : context.entry(of: first).map { $0.start == first } ?? false
        guard isBehindLabel else { return false }
        guard context.cell(of: last).tokens.contains(last + 1) else { return true }
        let next = context.tokens[last + 1]
        return next.hasDigit || !next.before.isEmpty || context.ends(last, before: last + 1)
            || (context.cue(at: last + 1)?.endsText ?? false)
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
        let counting = worded.indices.filter { worded[$0].role.isCertified }
        guard bare.count == 1, counting.count == 1 else { return coded + worded }
        var all = coded
        all[bare[0]].text = worded[counting[0]].text
        all[bare[0]].textSource = worded[counting[0]].source
        return all + worded.enumerated().filter { $0.offset != counting[0] }.map(\.element)
    }

    /// Conditions in words only, behind their labels.
    private func worded(
        _ texts: DiagnosisText, apartFrom used: Set<Int>
    ) -> (stated: [StatedDiagnosis], isUnsure: Bool, wholes: Set<FieldSource>) {
        var stated: [StatedDiagnosis] = []
        var isUnsure = false
        var wholes: Set<FieldSource> = []
        for cue in context.cues {
            let role: StatedDiagnosis.Role
            switch cue.meaning {
            case .diagnosis, .condition: role = .diagnosis
            case .dischargeDiagnosis: role = .dischargeDiagnosis
            default: continue
            }
            guard !beginsName(cue),
                cue.meaning == .condition || cue.hasColon || (cue.opensCell && isBareLabel(cue))
                    || context.before(cue) != nil,
                !isSectionHead(cue), !context.tokens[cue.first].before.contains(.box), let block = texts.behind(cue),
                used.isDisjoint(with: block.tokens),
                context.rows.passedOver.isDisjoint(with: block.tokens), !leadsOn(block, from: cue), !isOfVerb(block)
            else { continue }
            if isWholeValue(block.tokens) { wholes.insert(context.source(block.tokens)) }
            let actual = isOff(at: cue.first, lead: nil) ? .history : isUnderPast(cue.first) ? .problem : role
            if block.isUnsure, actual.counts { isUnsure = true }
            stated.append(
                StatedDiagnosis(
                    code: nil, text: texts.string(block.tokens), role: actual,
                    source: context.source(block.tokens)))
        }
        return (stated, isUnsure, wholes)
    }

    /// `MALATTIA RENALE CRONICA` beside or below the label *Diagnosi*: no label of its own.
    private func beginsName(_ cue: Cue) -> Bool {
        guard cue.range.count == 1, !cue.hasColon, !cue.endsCell, cue.opensCell,
            let label = context.entry(of: cue.first)?.label
        else { return false }
        return DiagnosisText.conditions.contains(label.meaning)
    }

    /// `CONDIZIONE CERTIFICATA` alone in its line, above a label of the same kind that has the value.
    private func isSectionHead(_ cue: Cue) -> Bool {
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

    /// `si presenta allo sportello`, `la diagnosi è stata confermata`: no condition follows.
    private func isOfVerb(_ block: ValueBlock) -> Bool {
        guard let first = block.tokens.first else { return true }
        let key = context.tokens[first].key
        if Self.elsewhere.contains(key) || Self.joining.contains(key) { return true }
        // `(barrare una sola riga)`
        if Self.orders.contains(key) { return true }
        guard Self.participles.contains(key) else { return false }
        // `diagnosi confermata dagli accertamenti`
        return block.tokens.count == 1 || Self.grounds.contains(context.tokens[block.tokens[1]].key)
    }

    /// `la patologia indicata e se ne chiede …`
    private static let joining = Set(["CHE", "E", "ED"].map { [UInt8]($0.utf8) })
    private static let grounds = Set(
        [
            "DA", "DAI", "DAGLI", "DALLE", "DALLA", "DAL", "DALL", "IN", "PRESSO", "SULLA", "SU", "MEDIANTE", "CON",
            "NEL", "NELL", "NELLO", "NELLA", "NEGLI", "NEI", "NELLE", "TRA", "FRA", "A", "COL", "SOPRA", "SOTTO", "X",
        ].map {
            [UInt8]($0.utf8)
        })

    private static let elsewhere = Set(["AL", "ALL", "ALLO", "ALLA", "AI", "AGLI", "ALLE"].map { [UInt8]($0.utf8) })
    private static let participles = Set(
        [
            "STATA", "STATO", "STATI", "CONFERMATA", "ACCERTATA", "POSTA", "E", "TIPO", "FORMULATA", "DOCUMENTATA",
            "BASATA", "CODIFICATA", "INSERITA", "INCLUSA", "COMPRESA", "CONTRASSEGNATA", "BARRATA", "SPUNTATA",
            "RIPORTATA", "INDICATA", "ELENCATA",
        ].map { [UInt8]($0.utf8) })
    private static let orders = Set(
        [
            "BARRARE", "CONTRASSEGNARE", "SPUNTARE", "SELEZIONARE", "CROCETTARE", "SEGNARE", "INDICARE", "SPECIFICARE",
            "SCEGLIERE", "COMPILARE",
        ].map { [UInt8]($0.utf8) })

    /// `Diagnosi` in a cell of its own, or before a capital.
    private func isBareLabel(_ cue: Cue) -> Bool {
        if isPartOfTitle(cue) { return false }
        // `malattia celiaca` is a name, `Diagnosi celiachia` an answer.
        guard !cue.endsCell, let next = context.next(cue.last) else { return cue.endsCell }
        if context.tokens[next].hasDigit || cue.meaning != .diagnosis { return false }
        // `Diagnosi basata su: …` is the label of something else.
        let rest = context.cell(of: next).tokens.filter { $0 >= next }.prefix(4)
        if context.scalar(next).isLowercase, rest.contains(where: { context.tokens[$0].after.contains(.colon) }) {
            return false
        }
        if cue.range.count > 1 || context.tokens[cue.first].key.starts(with: "DIAGNOS".utf8) { return true }
        if standsApart(cue, before: next) { return true }
        // `Patologia malattia di Crohn`: the word behind the label is the first of the name.
        if DiagnosisText.nouns.contains(context.tokens[next].key), context.isCapitalised(cue.first) { return true }
        return context.isCapitalised(next) && context.tokens[next].key.count > 2
    }

    /// `Patologia    stenosi carotidea`: a wider gap than between any other words of the line.
    private func standsApart(_ label: Cue, before next: Int) -> Bool {
        let cell = context.cell(of: next).tokens
        guard cell.contains(label.last) else { return false }
        let boxes = Array(cell).map { context.tokens[$0].box }
        let gaps = zip(boxes, boxes.dropFirst()).map { $1.left - $0.right }
        let own = gaps[label.last - cell.lowerBound]
        let others = gaps.enumerated().filter { $0.offset != label.last - cell.lowerBound }.map(\.element)
        return own > 0.6 * context.tokens[next].box.height && others.allSatisfy { own > 1.8 * $0 } && !others.isEmpty
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
            cue.first != label.first, !context.tokens[last].after.contains(.comma)
        else { return false }
        return [.condition, .diagnosis, .dischargeDiagnosis].contains(cue.meaning)
            && (context.scalar(next).isLowercase || !context.ends(last, before: next))
    }
}

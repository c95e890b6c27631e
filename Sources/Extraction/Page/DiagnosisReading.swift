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
        let table = ConditionTable(context: context, catalogue: catalogue)
        let announced = context.tokens.indices.compactMap(code)
        let codes = announced + tabled(table, besides: announced) + besideOthers(announced)
        // `codice diagnosi 242.1, codice 035`: the code of the exemption is none of a diagnosis, if there is another.
        let own = codes.filter { !exempt.contains(context.source([$0.token])) }
        // Without another it may be both, where it is one of the exemption's own diagnoses.
        let found =
            own.contains { role(at: $0.token, lead: $0.lead).counts }
            ? own : codes.filter { isOwn($0, exempt, reading) }
        let texts = DiagnosisText(context: context, codes: Set(found.map(\.token)), days: Set(dates.flatMap(\.tokens)))
        var used = table.tokens
        var stated: [StatedDiagnosis] = []
        var wholes: Set<FieldSource> = []
        let rows = CertifiedRows(context: context, codes: found.map(\.token))
        for code in found {
            let role =
                table.role(of: code.token) ?? rows.role(of: code.token) ?? role(at: code.token, lead: code.lead)
            let text =
                texts.beside(code.token, lead: code.lead).flatMap(texts.withoutHead)
                ?? table.row(of: code.token).map { ValueBlock(tokens: $0.text) }
            if let text { used.formUnion(text.tokens) }
            if let text, isWholeValue(text.tokens) { wholes.insert(context.source(text.tokens)) }
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
        let alone = found.filter { context.cell(of: $0.token).tokens.count == 1 }.map { context.source([$0.token]) }
        let others = worded.stated.filter { worded.wholes.contains($0.source) }
        let bare = withoutExemptionName(stated, of: alone, others, reading.exemptions)
        let said = withoutExemptionNames(worded.stated, reading.exemptions)
        let all = named(Self.joined(bare, said), reading.exemptions, wholes.union(worded.wholes))
        let apart = withoutExemptionNames(all, reading.exemptions)
        reading.diagnoses += onlyNamed(apart.isEmpty ? behindExemption(reading.exemptions, texts) : apart, &reading)
    }

    private func isOwn(_ code: FoundCode, _ exempt: [FieldSource], _ reading: SourceReading) -> Bool {
        guard exempt.contains(context.source([code.token])), let diagnosis = DiagnosisCode(code.value) else {
            return true
        }
        return reading.exemptions.compactMap(\.written.code).contains { catalogue.diagnosis(diagnosis, of: $0) != nil }
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

    func isExemptionName(_ text: String?, _ exemptions: [StatedExemption]) -> Bool {
        guard let text else { return false }
        // What stands in brackets may be written in many ways: `(NYHA III e IV)`.
        let letters = ConditionNames.letters(of: text.prefix { $0 != "(" }.trimmed)
        guard !letters.isEmpty else { return false }
        return exemptions.compactMap { $0.written.code }.compactMap { catalogue.exemption($0)?.description }
            .map { ConditionNames.letters(of: $0) }
            .contains { $0.starts(with: letters) || letters.starts(with: $0) }
    }
}

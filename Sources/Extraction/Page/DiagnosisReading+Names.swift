// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// The names that the catalogue has for conditions, beside the words that a paper has for them.
extension DiagnosisReading {
    /// With the words that the catalogue has for each, where they are printed beside the code or as part of its words.
    ///
    /// - Parameter wholes: where words fill the place of a label's value: they are the condition, whatever the catalogue says.
    func named(
        _ stated: [StatedDiagnosis], _ exemptions: [StatedExemption], _ wholes: Set<FieldSource>
    ) -> [StatedDiagnosis] {
        let names = ConditionNames(context: context)
        let under = exemptions.compactMap { $0.written.code }.flatMap { catalogue.names(under: $0) }
        var all = stated
        for index in all.indices where all[index].role.counts {
            let own = all[index].code.flatMap { DiagnosisCode($0) }.map { catalogue.names(of: $0) } ?? []
            let places = names.places(of: own.isEmpty ? under : own)
            let within = places.filter { overlaps($0, all[index]) }
            if within.contains(where: { goesOn($0, all[index]) || isEnd($0, all[index]) }) { continue }
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
    func filling(_ name: ConditionNames.Found) -> ConditionNames.Found {
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
    func isWordWithFigures(_ token: Int) -> Bool {
        context.tokens[token].key.prefix { $0 >= 0x41 }.count > 1
    }

    /// The certificate says more of the condition than the catalogue does: `Sclerosi multipla, forma recidivante`.
    func goesOn(_ name: ConditionNames.Found, _ stated: StatedDiagnosis) -> Bool {
        guard let text = stated.text, let last = name.tokens.last, let next = context.next(last),
            !context.ends(last, before: next), context.cue(at: next).map({ !$0.endsText }) ?? true
        else { return false }
        let (own, named) = (ConditionNames.letters(of: text), ConditionNames.letters(of: name.text))
        return own.count > named.count + 3 && own.starts(with: named)
    }

    /// `disturbo schizofrenico di tipo paranoide`, `deficit di GH (nanismo ipofisario)`: the catalogue's name is only the end of
    /// the certificate's.
    func isEnd(_ name: ConditionNames.Found, _ stated: StatedDiagnosis) -> Bool {
        guard let text = stated.text else { return false }
        let (own, named) = (ConditionNames.letters(of: text), ConditionNames.letters(of: name.text))
        return own.count >= named.count + Self.lettersThatSay && own.suffix(named.count) == named[...]
    }

    /// Fewer letters before a name are an article or a word such as *forma di*.
    private static let lettersThatSay = 10

    /// Words behind a label of their own, up to the end of its value: a code, a sign, or the end of the cell.
    func isWholeValue(_ tokens: [Int]) -> Bool {
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
    func overlaps(_ name: ConditionNames.Found, _ stated: StatedDiagnosis) -> Bool {
        let place = context.source(name.tokens)
        guard stated.text != nil, let source = stated.textSource ?? (stated.code == nil ? stated.source : nil),
            source.page == place.page, let box = source.box, let own = place.box
        else { return false }
        return box[0] < own[2] && own[0] < box[2] && box[1] < own[3] && own[1] < box[3]
    }

    /// Where the pages certify one code without words and one condition in words, the two are one.
    static func joined(_ coded: [StatedDiagnosis], _ worded: [StatedDiagnosis]) -> [StatedDiagnosis] {
        let bare = coded.indices.filter { coded[$0].role.counts && coded[$0].text == nil }
        let counting = worded.indices.filter { worded[$0].role.isCertified }
        guard bare.count == 1, counting.count == 1 else { return coded + worded }
        var all = coded
        all[bare[0]].text = worded[counting[0]].text
        all[bare[0]].textSource = worded[counting[0]].source
        return all + worded.enumerated().filter { $0.offset != counting[0] }.map(\.element)
    }
}

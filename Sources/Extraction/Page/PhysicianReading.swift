// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

/// Finds the physician who answers for the paper: behind a label, else behind the title at its end.
struct PhysicianReading {
    let context: PageContext

    func read(into reading: inout SourceReading) {
        guard
            let name = noted ?? titled ?? stamped ?? signed ?? presiding ?? labelled ?? inSection(reading)
                ?? managing ?? proposing
        else {
            return
        }
        let text = context.text(name)
        reading.fields[.physicianName] = ExtractedField(
            value: text, confidence: context.isFaint(name) ? .doubtful : .probable, source: context.source(name),
            asWritten: text)
    }

    /// `Dott.ssa Anna Bo (medico certificatore)`: between a title and a label in brackets.
    private var noted: [Int]? {
        for cue in context.cues where cue.meaning == .physician && context.tokens[cue.first].before.contains(.open) {
            let before = context.cuesBefore(cue.first, limit: 10).first {
                $0.meaning != .common && $0.meaning != .filler
            }
            guard let title = before, title.meaning == .physicianTitle else { continue }
            var between: [Int] = []
            var current = context.next(title.last)
            while let token = current, token != cue.first {
                between.append(token)
                current = context.next(token)
            }
            let name = prefix(between)
            if name == between, isName(name) { return name }
        }
        return nil
    }

    /// Behind a label and a title, which leave no doubt.
    private var titled: [Int]? {
        for cue in context.cues.reversed() where cue.meaning == .physician {
            guard let name = name(behind: cue), let before = context.previous(name[0]), isTitle(before) else {
                continue
            }
            return name
        }
        return nil
    }

    /// `Documento firmato digitalmente da Anna Bo`: no title of somebody else on the page has a better claim.
    private var stamped: [Int]? {
        context.cues.reversed().lazy.filter { cue in
            cue.meaning == .physician && cue.range.count >= 3 && context.tokens[cue.last].key == Self.by
        }.compactMap(name).first
    }

    private static let by = Array("DA".utf8)

    private var labelled: [Int]? {
        for cue in context.cues where cue.meaning == .physician && !context.actsForAnother(cue.last) {
            if let name = name(behind: cue) { return name }
        }
        return nil
    }

    /// The last person with a title who is not said to be something else than the one who signs.
    private var signed: [Int]? {
        for cue in context.cues.reversed() where cue.meaning == .physicianTitle && !isAnother(cue) {
            if let name = name(behind: cue) { return name }
        }
        return nil
    }

    /// `Il Direttore` in a line of its own and a name below, where nobody else signs.
    private var presiding: [Int]? {
        for title in context.cues.reversed() where title.meaning == .physicianTitle && title.opensCell {
            guard !isUnderFamilyDoctor(title),
                let above = context.columnCell(context.layout.cellOf[title.first], below: false),
                let cue = context.soleCue(of: above) ?? context.cue(at: context.layout.cells[above].tokens.lowerBound),
                cue.meaning == .otherPhysician, cue.opensCell, !cue.hasColon,
                context.layout.cells[above].line > context.layout.lines.count / 3,
                let name = name(behind: title)
            else { continue }
            return name
        }
        return nil
    }

    /// `Dirigente Dott.ssa Anna Bo`, where nobody else signs; beside another it is the head of a laboratory.
    private var managing: [Int]? {
        for title in context.cues.reversed() where title.meaning == .physicianTitle {
            if let before = context.previous(title.first), context.tokens[before].key == Self.manager,
                let name = name(behind: title)
            {
                return name
            }
        }
        return nil
    }

    private static let manager = Array("DIRIGENTE".utf8)

    /// `Medico proponente`, the family doctor beside a specialist, and who certifies where nobody else does.
    private var proposing: [Int]? {
        context.cues.lazy.filter { $0.meaning == .otherPhysician && context.tokens[$0.last].key == Self.proponent }
            .compactMap(name).first
    }

    private static let proponent = Array("PROPONENTE".utf8)

    /// `QUADRO C - MEDICO SPECIALISTA` in a line of its own, and in the next lines `Cognome e nome`.
    private func inSection(_ reading: SourceReading) -> [Int]? {
        for heading in context.cues.reversed() where heading.meaning == .physician && heading.endsCell {
            let line = context.cell(of: heading.last).line
            guard context.layout.lines[line].cells.count == 1 else { continue }
            let names = context.cues.filter { label in
                label.meaning == .fullName && label.opensCell
                    && (line + 1...line + 2).contains(context.cell(of: label.first).line)
            }.flatMap { label in context.places(of: label).filter { $0.first.map { $0 > label.last } ?? false } }
                .map { goingOn(prefix($0)) }
            if let name = names.first(where: { isName($0) && !isPatient($0, reading) }) { return name }
        }
        return nil
    }

    /// What is reserved for the physician may begin with the patient.
    private func isPatient(_ name: [Int], _ reading: SourceReading) -> Bool {
        guard let family = reading.fields[.beneficiaryFamilyName]?.value else { return true }
        let words = family.foldedToASCII.split { !$0.isLetter }.map { [UInt8]($0.utf8) }
        return name.contains { words.contains(context.tokens[$0].key) }
    }

    private func isAnother(_ title: Cue) -> Bool {
        if isUnderFamilyDoctor(title) { return true }
        let before = context.cuesBefore(title.first, limit: 8)
        if before.contains(where: { $0.meaning == .otherPhysician || $0.meaning == .otherPerson }) { return true }
        // `Medico curante` | `Dott. Rossi`
        let label = context.entry(of: title.first)
        return label.map { $0.start == title.first && $0.label.meaning == .otherPhysician && $0.label.isLabel } ?? false
    }

    /// `MMG` | `dr. Anna Bo` in the next line of a column of labels and values; directors sign below their label.
    private func isUnderFamilyDoctor(_ title: Cue) -> Bool {
        guard title.opensCell, let above = context.columnCell(context.layout.cellOf[title.first], below: false),
            let label = context.soleCue(of: above), label.meaning == .otherPhysician
        else { return false }
        return (label.first...label.last).contains { Self.familyDoctors.contains(context.tokens[$0].key) }
    }

    private static let familyDoctors = Set(keys: "MMG MAP PLS CURANTE BASE FAMIGLIA GENERALE")

    private func name(behind cue: Cue) -> [Int]? {
        let cell = context.cell(of: cue.last)
        let own = goingOn(prefix(Array((cue.last + 1)..<max(cue.last + 1, cell.tokens.upperBound))))
        if isName(own) { return own }
        guard own.isEmpty, cell.tokens.upperBound <= cue.last + 1 || isTitle(cue.last + 1) else { return nil }
        return context.places(of: cue).lazy.map { goingOn(prefix($0)) }.first(where: isName)
    }

    /// A name that is broken at the end of a line: one word only, a particle last, or more words than lines hold.
    private func goingOn(_ name: [Int]) -> [Int] {
        guard let last = name.last, context.cell(of: last).tokens.upperBound == last + 1,
            let next = context.streams.next[context.layout.cellOf[last]]
        else { return name }
        let rest = Array(context.layout.cells[next].tokens)
        let more = prefix(rest)
        if name.count == 1 || context.cue(at: last)?.meaning == .common || lacksPart(name, more) {
            return more.isEmpty ? name : goingOn(name + more)
        }
        let isWhole = more == rest && context.isCapital(more) == context.isCapital(name)
        guard name.count >= 5, isWhole, !more.isEmpty, more.allSatisfy({ context.cue(at: $0) == nil }) else {
            return name
        }
        return goingOn(name + more)
    }

    /// Given names alone wait for a family name, and more given names go with those before them.
    private func lacksPart(_ name: [Int], _ more: [Int]) -> Bool {
        // `Maria Teresa` above `NOVARESE`
        let isFamily = more.count == 1 && context.isCapital(more) && name.allSatisfy(isGiven)
        guard let first = more.first, !isBranch(first),
            isFamily || context.isCapital(more) == context.isCapital(name),
            more.allSatisfy({ !context.tokens[$0].after.contains(.stop) && context.cue(at: $0) == nil })
        else { return false }
        return name.allSatisfy(isGiven) || more.allSatisfy(isGiven)
    }

    /// `Nefrologia`, `Malattie del Ricambio` under `Dott. Sergio Luca`, whose names are both given names.
    private func isBranch(_ token: Int) -> Bool {
        let key = context.tokens[token].key
        return Self.branches.contains(key)
            || Self.branchEnds.contains { key.count > 6 && key.suffix($0.count).elementsEqual($0) }
    }

    private static let branches = Set(
        keys:
            "MALATTIE MEDICINA CHIRURGIA SCIENZE ORTOPEDIA MEDICO CHIRURGO SPECIALISTA DIRIGENTE REUMATOLOGO AMBULATORIO"
    )
    private static let branchEnds = ["LOGIA", "IATRIA", "LOGICA", "IATRICA", "OLOGO", "OLOGA"].map { Array($0.utf8) }

    private func isGiven(_ token: Int) -> Bool { GivenNames.contains(context.tokens[token].key) }

    /// `Specialista in Reumatologia` names a branch.
    private static let within = Array("IN".utf8)

    private func isTitle(_ token: Int) -> Bool { context.cue(at: token)?.meaning == .physicianTitle }

    /// The words at the start that may be a name, titles left out.
    private func prefix(_ tokens: [Int]) -> [Int] {
        var name: [Int] = []
        for (place, token) in tokens.enumerated() {
            if !name.isEmpty, isParticle(token, before: tokens.dropFirst(place + 1).first) {
                name.append(token)
                continue
            }
            if let cue = context.cue(at: token) {
                if isFamilyName(cue, of: tokens) || isGivenName(cue) {
                    name.append(token)
                    continue
                }
                if name.isEmpty, cue.meaning == .physicianTitle || cue.meaning == .filler { continue }
                if cue.range.count > 1 || cue.hasColon || !context.isCapitalised(token) { break }
                if name.isEmpty, cue.meaning != .common { break }
            }
            if context.tokens[token].hasDigit || !context.isCapitalised(token) { break }
            // `Luca Boggio - Neurologia`
            if !context.tokens[token].before.isDisjoint(with: name.isEmpty ? [.open] : [.open, .dash]) { break }
            name.append(token)
            if name.count == 10 || !context.tokens[token].after.isDisjoint(with: [.comma, .semicolon, .close]) {
                break
            }
        }
        return name
    }

    /// `Li` of `Dott. Li Calzi`, which announces a date only before one.
    private func isFamilyName(_ cue: Cue, of tokens: [Int]) -> Bool {
        guard cue.meaning == .issueDate, cue.range.count == 1, !cue.hasColon, tokens.contains(cue.last + 1) else {
            return false
        }
        return context.isCapitalised(cue.first) && !context.tokens[cue.last + 1].hasDigit
            && context.isCapitalised(cue.last + 1)
    }

    /// `Domenica`, a given name as well as a day of the week.
    private func isGivenName(_ cue: Cue) -> Bool {
        cue.meaning == .filler && cue.range.count == 1 && context.isCapitalised(cue.first) && isGiven(cue.first)
    }

    /// `di` in `Vincenzo Lanza di Casalanza`, `den` in `Van den Berg`.
    private func isParticle(_ token: Int, before next: Int?) -> Bool {
        let piece = context.tokens[token]
        guard let next, (2...5).contains(piece.key.count), !context.isCapitalised(token), piece.after.isEmpty,
            context.isCapitalised(next), !context.tokens[next].hasDigit,
            context.cue(at: token).map({ $0.meaning == .common }) ?? (piece.key.count <= 3)
        else { return false }
        return !Self.joins.contains(piece.key)
    }

    /// Small words that lead to something else than the rest of a name.
    private static let joins = Set(["IN", "CON", "PER", "PRESSO", "E", "ED"].map { [UInt8]($0.utf8) })

    private func isName(_ tokens: [Int]) -> Bool {
        let common = tokens.count { context.cue(at: $0)?.meaning == .common }
        guard (2...10).contains(tokens.count), common * 2 <= tokens.count, context.tokens[tokens[0]].key != Self.within
        else {
            return false
        }
        return tokens.contains { context.tokens[$0].key.count >= 3 }
    }
}

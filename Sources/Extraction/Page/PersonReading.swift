// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// Reads who the document is about: the code first, then everything that the code can prove.
struct PersonReading {
    let context: PageContext
    let dates: [FoundDate]

    func read(into reading: inout SourceReading) {
        let search = FiscalCodeSearch(context: context).codes
        readPhysicianCode(search, into: &reading)
        let choice = PatientCodeChoice(context: context, dates: dates, codes: search)
        let code = take(choice, into: &reading)
        let names = choice.names.names(of: code)
        take(names, into: &reading)
        let birth = readBirthDate(code, into: &reading)
        readSex(beside: birth, code, into: &reading)
    }

    // The code.

    private func take(_ choice: PatientCodeChoice, into reading: inout SourceReading) -> FiscalCode? {
        guard let found = choice.chosen else {
            let rivals = choice.rivals
            if !rivals.isEmpty {
                reading.contest(
                    .beneficiaryFiscalCode,
                    among: rivals.map { .init($0.sound?.value ?? $0.text, context.source($0.tokens)) })
                if Set(rivals.compactMap(\.sound)).count > 1 { reading.note(.severalPersons) }
                // Of two persons, the rest may be either's.
                reading.unsure.formUnion([
                    .beneficiaryFamilyName, .beneficiaryGivenName, .beneficiaryBirthDate, .beneficiarySex,
                ])
            }
            return nil
        }
        let written = context.text(found.tokens)
        // Another reading of a picture that a second fact bears out is as good as a first one.
        let isRead = found.sound != nil && (!found.isReread || choice.isSupported(found))
        let repair = isRead ? nil : choice.repaired(found)
        let value = isRead ? found.sound : repair?.code
        reading.fields[.beneficiaryFiscalCode] = ExtractedField(
            value: value?.value ?? found.text,
            confidence: isRead || repair?.isProven == true ? .probable : .doubtful,
            source: context.source(found.tokens), asWritten: found.isReread ? found.text : written)
        if let value, repair != nil { reading.note(.fiscalCodeRepaired, detail: "\(written) letto \(value.value)") }
        if value == nil { reading.note(.fiscalCodeInvalid, detail: written) }
        return value
    }

    private func readPhysicianCode(_ codes: [FoundFiscalCode], into reading: inout SourceReading) {
        let own = codes.filter { $0.role == .physician && $0.sound != nil }
        guard let first = own.first, let value = first.sound?.value, Set(own.compactMap(\.sound)).count == 1 else {
            return
        }
        reading.fields[.physicianFiscalCode] = ExtractedField(
            value: value, confidence: .probable, source: context.source(first.tokens),
            asWritten: context.text(first.tokens))
    }

    // The names.

    private func take(_ names: PersonNames, into reading: inout SourceReading) {
        let parts: [(FieldName, [Int])] = [
            (.beneficiaryFamilyName, names.family), (.beneficiaryGivenName, names.given),
        ]
        for (name, tokens) in parts where !tokens.isEmpty {
            let isSpaced = tokens.count > 1 && tokens.allSatisfy { context.tokens[$0].key.count == 1 }
            let text = isSpaced ? context.text(tokens).filter { $0 != " " } : context.text(tokens)
            reading.fields[name] = ExtractedField(
                value: text, confidence: names.isProven ? .probable : .doubtful, source: context.source(tokens),
                asWritten: text)
            // The code keeps three consonants of a name: others, and vowels, may be misread.
            if context.isFaint(tokens) || isOfTwoDots(tokens) || tokens.contains(where: beginsSmall) {
                reading.unsure.insert(name)
            }
        }
    }

    /// `lole` for `Iole`: recognised with the small letter that looks like a capital.
    private func beginsSmall(_ token: Int) -> Bool { context.isRecognised(token) && context.scalar(token) == "l" }

    /// `Miiller`: two letters i inside a recognised name are hardly ever so, and two dots over another vowel look the same.
    private func isOfTwoDots(_ name: [Int]) -> Bool {
        name.contains { token in
            context.isRecognised(token) && context.tokens[token].key.dropLast().firstRange(of: Array("II".utf8)) != nil
        }
    }

    // Birth and sex.

    private func readBirthDate(_ code: FiscalCode?, into reading: inout SourceReading) -> FoundDate? {
        let labelled = dates.filter { isBirth($0) }
        let born =
            labelled.isEmpty
            ? dates.filter {
                SexAnswer(context, beside: $0) != nil || isBetweenNameAndCode($0) || isOverCode($0)
                    || isBehindBirthplace($0)
            }
            : labelled
        let decoded = code?.decodedBirth
        let agreeing = decoded.flatMap { birth in
            born.first { $0.isDay(birth.agrees) } ?? dates.first { $0.isDay(birth.agrees) && !$0.isBare }
        }
        guard let date = agreeing ?? born.first else { return nil }
        guard var day = date.day else {
            reading.note(.birthDateInvalid, detail: context.text(date.tokens))
            return date
        }
        // Two digits: the century in which the person is not older than a hundred on the day of the paper. Where no other day
        // tells when that was, the century is a guess.
        if date.isShort {
            let latest = latestYear(apartFrom: date)
            day = day.inPast(of: latest)
            if latest == nil || dates.allSatisfy(\.isShort) { reading.unsure.insert(.beneficiaryBirthDate) }
        }
        // Another day under a label of the patient's own contradicts it.
        let others = Set(born.compactMap { $0.isShort ? nil : $0.day }).filter { $0 != date.day && !date.isShort }
        if let other = others.min() {
            reading.note(.severalCandidates, field: .beneficiaryBirthDate, detail: "\(day.italian), \(other.italian)")
        }
        reading.fields[.beneficiaryBirthDate] = ExtractedField(
            value: day.iso, confidence: .probable, source: context.source(date.tokens),
            asWritten: context.text(date.tokens))
        // Pictures are misread: without a code that proves it, a day of theirs is a guess.
        let isGuess = Set(born.map(\.day)).count > 1 || context.isRecognised(date.first)
        if agreeing == nil, isGuess { reading.unsure.insert(.beneficiaryBirthDate) }
        return date
    }

    /// `Sig.ra Anna Rossi - 18 dicembre 1985 - RSSNNA85T58A859X`
    private func isBetweenNameAndCode(_ date: FoundDate) -> Bool {
        let cell = context.cell(of: date.first).tokens
        guard cell.contains(date.first - 1), cell.contains(date.last + 1), !context.tokens[date.first - 1].hasDigit,
            context.isCapitalised(date.first - 1), context.cue(at: date.first - 1)?.isLabel != true
        else { return false }
        return FiscalCodeShape.resembles(context.tokens[date.last + 1].key)
    }

    /// `(CF RSSMRA48R11B111I; Belluno (BL), 11/10/1948)`: behind the code, a place with its province, and the day.
    private func isBehindBirthplace(_ date: FoundDate) -> Bool {
        guard let province = context.previous(date.first), context.tokens[province].key.count == 2,
            context.tokens[province].before.contains(.open), context.isCapital([province])
        else { return false }
        var token = province
        for _ in 0..<Self.wordsOfPlace {
            guard let before = context.previous(token), context.cue(at: before)?.isLabel != true else { return false }
            if FiscalCodeShape.resembles(context.tokens[before].key) { return true }
            guard !context.tokens[before].hasDigit else { return false }
            token = before
        }
        return false
    }

    private static let wordsOfPlace = 6

    /// The same one below the other, without labels: a sticker, or the margin of a letter.
    private func isOverCode(_ date: FoundDate) -> Bool {
        let own = context.layout.cellOf[date.first]
        guard context.layout.cells[own].tokens.lowerBound == date.first,
            let above = context.columnCell(own, below: false), let below = context.columnCell(own, below: true)
        else { return false }
        let (name, code) = (context.layout.cells[above], context.layout.cells[below])
        let left = context.layout.cells[own].box.left
        guard abs(name.box.left - left) < name.box.height, abs(code.box.left - left) < code.box.height,
            (1...4).contains(name.tokens.count), name.tokens.allSatisfy(isOfName)
        else { return false }
        return FiscalCodeShape.resembles(context.tokens[code.tokens.lowerBound].key)
    }

    private func isOfName(_ token: Int) -> Bool {
        !context.tokens[token].hasDigit && context.isCapitalised(token)
            && context.cue(at: token).map { !$0.isLabel } ?? true
    }

    /// The year of the paper: that of the day it is dated, else the last of all that it mentions.
    private func latestYear(apartFrom birth: FoundDate) -> Int? {
        let others = dates.filter { $0.tokens != birth.tokens && $0.day != birth.day }
        return IssueDateReading(context: context, dates: others).day?.year ?? others.compactMap { $0.day?.year }.max()
    }

    private func isBirth(_ date: FoundDate) -> Bool {
        let others = Set(dates.flatMap(\.tokens))
        let leads = context.leads(
            first: date.first, last: date.last, reach: 9, among: IssueDateReading.relevant, columnReach: 6
        ) {
            others.contains($0)
        }
        let nearest = leads.first { $0.way != .below }.map(behindPlace) ?? labelAbove(date) ?? leads.first
        if nearest == nil, isUnderBirthplace(date) { return true }
        guard let lead = nearest, lead.cue.meaning == .birth else { return false }
        // `Data di nascita del delegato: …`
        let between = (lead.cue.last + 1)..<max(lead.cue.last + 1, date.first)
        if lead.cue.last < date.first, between.contains(where: { context.cue(at: $0)?.personRole == .other }) {
            return false
        }
        return context.role(of: lead.cue.first) != .other && context.role(of: lead.cue.first) != .physician
    }

    /// The label right above, whatever the column beside has level with it, but for a day.
    private func labelAbove(_ date: FoundDate) -> Lead? {
        let cell = context.layout.cellOf[date.first]
        guard let above = context.columnCell(cell, below: false), let cue = context.soleCue(of: above),
            cue.meaning == .birth
        else { return nil }
        let (label, value) = (context.layout.cells[above], context.layout.cells[cell])
        let line = context.layout.lines[label.line]
        let isBesideDay = dates.contains { context.cell(of: $0.first).line == label.line }
        guard abs(label.box.left - value.box.left) < 3, !isBesideDay, line.cells.count > 1 else { return nil }
        return Lead(cue: cue, way: .above, distance: 0)
    }

    /// A row `Nato/a a | Novara`, and below it `il | 22/04/1976`.
    private func isUnderBirthplace(_ date: FoundDate) -> Bool {
        let cell = context.layout.cellOf[date.first]
        guard cell > context.layout.lines[context.layout.cells[cell].line].cells.lowerBound,
            context.text(context.layout.cells[cell - 1].tokens).uppercased() == "IL",
            let above = context.columnCell(cell - 1, below: false),
            let cue = context.cue(at: context.layout.cells[above].tokens.lowerBound)
        else { return false }
        return cue.meaning == .birth && context.role(of: cue.first) != .other
    }

    /// `nato a Cuneo in data 12/03/1984`: the word for a date belongs to the birth before the place.
    private func behindPlace(_ lead: Lead) -> Lead {
        guard lead.cue.meaning == .plainDate, lead.way == .text,
            let before = context.cuesBefore(lead.cue.first, limit: 7).first(where: { $0.isLabel }),
            before.meaning == .birth, !before.hasColon
        else { return lead }
        return Lead(cue: before, way: .text, distance: lead.distance)
    }

    private func readSex(beside birth: FoundDate?, _ code: FiscalCode?, into reading: inout SourceReading) {
        let labels = context.cues.filter { $0.meaning == .sex && context.role(of: $0.first) != .other }
        let labelled = labels.lazy.compactMap { SexAnswer(context, $0) }.first
        let apart = labelled ?? SexAnswer(unlabelledIn: context)
        let beside = apart ?? birth.flatMap { SexAnswer(context, beside: $0) }
        guard let found = beside ?? loneLetter(code) ?? SexAnswer(context, halfShown: labels, code) else { return }
        reading.fields[.beneficiarySex] = ExtractedField(
            value: found.sex.rawValue, confidence: .probable, source: context.source([found.token]),
            asWritten: context.text([found.token]))
        // A single letter of a picture may be another, where no code tells the sex as well.
        if code?.decodedBirth == nil, context.isRecognised(found.token) { reading.unsure.insert(.beneficiarySex) }
    }

    /// `RSSMRA48R11B111I | M | Torino` without labels: a letter alone beside the code, which has to agree.
    private func loneLetter(_ code: FiscalCode?) -> SexAnswer? {
        guard let sex = code?.decodedBirth?.sex else { return nil }
        let codes = context.tokens.indices.filter { context.tokens[$0].key == code.map { Array($0.value.utf8) } }
        for token in codes {
            let line = context.layout.lines[context.cell(of: token).line]
            let beside = context.layout.cellOf[token] + 1
            guard beside < line.cells.upperBound, context.layout.cells[beside].tokens.count == 1 else { continue }
            if let answer = SexAnswer(context, alone: context.layout.cells[beside].tokens.lowerBound), answer.sex == sex
            {
                return answer
            }
        }
        return nil
    }
}

extension CalendarDay {
    /// The same day a century before, where this one is after a year.
    fileprivate func inPast(of last: Int?) -> CalendarDay {
        guard let last, year > last else { return self }
        return CalendarDay(year: year - 100, month: month, day: day) ?? self
    }
}

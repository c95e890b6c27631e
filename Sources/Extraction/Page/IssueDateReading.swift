// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// Which of the days on the pages is that of the certificate.
struct IssueDateReading {
    let context: PageContext
    let dates: [FoundDate]

    /// Why a day may be that of the certificate, the best reason last.
    private enum Claim: Int, Comparable {
        /// It is there, and nothing says what it is.
        case bare
        /// Somebody was seen or discharged on it, or the paper was registered under it.
        case implied
        /// Below the word *data* alone, or alone above who signs.
        case below
        /// Behind the word *data* alone.
        case plain
        /// After a place, as letters are dated.
        case letter
        /// A label says so.
        case labelled

        static func < (left: Claim, right: Claim) -> Bool { left.rawValue < right.rawValue }
    }

    func read(into reading: inout SourceReading) {
        let birth = reading.fields[.beneficiaryBirthDate]?.value
        let claims = dates.compactMap { date in
            claim(of: date, birth: birth).map { (date: date, claim: $0) }
        }
        guard let best = claims.map(\.claim).max() else { return }
        let chosen = claims.filter { $0.claim == best }.map(\.date)
        guard let first = chosen.first else { return }
        // A day that no calendar has is told rather than taken.
        guard let day = first.day else {
            return reading.note(.issueDateInvalid, detail: context.text(first.tokens))
        }
        let days = Set(chosen.map { stated($0).value })
        // Under a label that stands right above or behind its day, a caption of another is one just as well.
        let others = claims.filter { $0.claim > .implied && $0.claim < .labelled }
        if best == .labelled, let other = others.first(where: { isFar($0.date, from: day) }) {
            let both = (chosen + [other.date]).sorted { $0.first < $1.first }
            return reading.contest(.issueDate, among: both.map(stated))
        }
        guard days.count == 1 else {
            // Without any label, several days say nothing at all.
            if best <= .implied { return }
            return reading.contest(.issueDate, among: chosen.map(stated))
        }
        // The day that nothing announces may be that of a letter about an earlier visit.
        let isUncertain =
            best == .bare
            || (best == .implied && claims.contains { $0.claim == .bare && $0.date.day.map { $0 > day } ?? false })
        reading.fields[.issueDate] = ExtractedField(
            value: day.iso, confidence: isUncertain ? .doubtful : .probable,
            source: context.source(first.tokens), asWritten: context.text(first.tokens))
        if context.isFaint(first.tokens) {
            reading.unsure.insert(.issueDate)
            reading.note(.recognitionUncertain, field: .issueDate, detail: context.text(first.tokens))
        }
        if isUncertain { reading.note(.issueDateUncertain, detail: day.italian) }
    }

    private func stated(_ date: FoundDate) -> ExtractedField.Claim {
        .init(date.day?.iso ?? context.text(date.tokens), context.source(date.tokens))
    }

    /// More than the days between writing a paper and signing it.
    private func isFar(_ date: FoundDate, from day: CalendarDay) -> Bool {
        guard let other = date.day else { return false }
        return abs(other.daysSinceEpoch - day.daysSinceEpoch) > Self.daysToSign
    }

    /// Papers are written, typed and signed on days of their own.
    static let daysToSign = 7

    /// The day that the paper says it is of, whatever contradicts it.
    var day: CalendarDay? {
        let claims = dates.compactMap { date in claim(of: date, birth: nil).map { (date: date, claim: $0) } }
        return claims.filter { $0.claim > .bare && $0.date.day != nil }.max { $0.claim < $1.claim }?.date.day
    }

    /// What says for or against a day that it is the certificate's or the birth date.
    static let relevant: Set<WordingMeaning> = [
        .issueDate, .plainDate, .otherDate, .eventDate, .birth, .exemptionOff, .conditionOff, .otherNumber,
    ]

    private func claim(of date: FoundDate, birth: String?) -> Claim? {
        // The century of a year of two digits is the birth's.
        let written = date.isShort ? 8 : 10
        if let day = date.day, let birth, day.iso.suffix(written) == birth.suffix(written) { return nil }
        if isOfVisit(date) { return .bare }
        if isOfProtocol(date) { return .implied }
        if isOfCitizen(date) { return nil }
        let others = Set(dates.flatMap(\.tokens))
        let leads = context.leads(first: date.first, last: date.last, reach: 9, among: Self.relevant) {
            others.contains($0)
        }
        for lead in leads {
            switch lead.cue.meaning {
            case .issueDate where lead.distance <= 3: return .labelled
            case .plainDate where lead.distance == 0:
                if date.isBare || !beginsEntry(lead.cue) { return nil }
                if lead.way == .text || lead.way == .left, !isTableHead(lead.cue, of: date) { return .plain }
                let isRows = isTableHead(lead.cue, of: date) && !isBesidePhysician(lead.cue)
                return isRows && !isOfForm(lead.cue, date) ? nil : .below
            // `Data: Moncalieri, 14/07/2026`
            case .plainDate where lead.cue.hasColon && isPlaced(date): return .letter
            // `ai sensi del D.M. 329/99 e s.m.i.` / `Torino, 12 marzo 2025`
            case .otherDate where !sharesLine(lead.cue, date) && isLetterDate(date): continue
            case .eventDate where lead.distance == 0: return .implied
            case .birth, .otherDate, .eventDate: return nil
            // A longer name of a place may stand between, as `isPlaced` sees.
            case .issueDate, .physician, .otherPhysician, .physicianTitle: continue
            default:
                if lead.way == .text || lead.way == .left { return nil }
            }
        }
        if isPlaced(date) { return .labelled }
        guard !date.isBare else { return nil }
        if isOfDay(date) { return .plain }
        if isLetterDate(date) || isSent(date) { return .letter }
        if isAboveSignature(date) || closesPage(date) || isBesideSigner(date) || isInHead(date) || isOfTitle(date) {
            return .below
        }
        guard date.day != nil else { return nil }
        if isOfReport(date) { return .implied }
        // A label that is not understood may make it anything.
        return isAnnounced(date) ? nil : .bare
    }

    private func sharesLine(_ cue: Cue, _ date: FoundDate) -> Bool {
        context.cell(of: cue.last).line == context.cell(of: date.first).line
    }

    /// `revocata in data 12/03/2025` says something else: the word for a date begins an entry or a sentence of its own.
    private func beginsEntry(_ cue: Cue) -> Bool {
        if context.tokens[cue.first].before.contains(.open) { return true }
        guard !cue.opensCell, let before = context.previous(cue.first) else { return true }
        return !context.tokens[before].after.isDisjoint(with: [.stop, .comma, .semicolon, .colon, .close])
            && context.cue(at: before)?.meaning != .exemptionOff
    }

    /// The head of a column among others: the day is a row's.
    private func isTableHead(_ cue: Cue, of date: FoundDate) -> Bool {
        let line = context.cell(of: cue.first).line
        return line != context.cell(of: date.first).line && context.layout.lines[line].cells.count >= 3
    }

    /// `Data | Medico | Timbro e firma`: the head of what is signed.
    private func isBesidePhysician(_ cue: Cue) -> Bool {
        context.layout.lines[context.cell(of: cue.first).line].cells.contains { cell in
            context.layout.cells[cell].tokens.contains { token in
                context.cue(at: token).map { $0.meaning == .physician || $0.meaning == .otherPhysician } ?? false
            }
        }
    }

    /// `Patologia | ICD-9-CM | Esenzione | Data` over one row of values: the fields of a form, and not a list of visits.
    private func isOfForm(_ head: Cue, _ date: FoundDate) -> Bool {
        let (own, value) = (context.cell(of: head.first), context.cell(of: date.first))
        let cues = context.layout.lines[own.line].cells.compactMap { context.soleCue(of: $0)?.meaning }
        let isFields = !Self.certified.isDisjoint(with: cues)
        return isFields
            && !dates.contains { other in
                let cell = context.cell(of: other.first)
                return other.first != date.first && cell.page == value.page && cell.box.sharesColumn(with: own.box)
                    && cell.line > own.line
            }
    }

    private static let certified: Set<WordingMeaning> = [.exemption, .exemptionStrong, .diagnosisCode]

    /// Words end in a colon right before it.
    private func isAnnounced(_ date: FoundDate) -> Bool {
        let cell = context.layout.cellOf[date.first]
        let start = context.layout.cells[cell].tokens.lowerBound
        if date.first > start { return context.tokens[date.first - 1].after.contains(.colon) }
        let line = context.layout.lines[context.layout.cells[cell].line]
        guard cell > line.cells.lowerBound else { return false }
        return context.tokens[context.layout.cells[cell - 1].tokens.upperBound - 1].after.contains(.colon)
    }
}

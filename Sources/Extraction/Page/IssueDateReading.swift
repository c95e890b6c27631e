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

    /// `In data 12/03/2025 è stata valutata`, `il 12/03/2025 ho visitato`: the day on which the patient was seen.
    private func isOfVisit(_ date: FoundDate) -> Bool {
        guard let verb = context.next(date.last), context.cell(of: verb).page == context.cell(of: date.last).page,
            context.tokens[date.last].after.isEmpty, let next = context.next(verb)
        else { return false }
        // `Asti, lì 14/03/2025` / `Ho visitato oggi`: the place and day of a letter, above its first sentence.
        if context.cell(of: verb).line != context.cell(of: date.last).line, isLetterDate(date) { return false }
        let (first, second) = (context.tokens[verb].key, context.tokens[next].key)
        return Self.auxiliaries.contains(first) && (Self.been.contains(second) || Self.seen.contains(second))
    }

    private static let auxiliaries = Set(["E", "HO", "ABBIAMO", "VIENE", "VENIVA", "SI"].map { [UInt8]($0.utf8) })
    private static let been = Set(["STATA", "STATO", "GIUNTA", "GIUNTO"].map { [UInt8]($0.utf8) })
    private static let seen = Set(
        ["VISITA", "VALUTA", "ESAMINA"].flatMap { stem in ["TO", "TA"].map { [UInt8]((stem + $0).utf8) } })

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
            context.layout.cells[cell].tokens.contains { context.cue(at: $0)?.meaning == .physician }
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

    /// `DEL | 09/06/2025` in a list of labels and values.
    private func isOfDay(_ date: FoundDate) -> Bool {
        let cell = context.layout.cellOf[date.first]
        guard context.layout.cells[cell].tokens == date.first..<(date.last + 1),
            cell == context.layout.lines[context.layout.cells[cell].line].cells.lowerBound + 1
        else { return false }
        let label = context.layout.cells[cell - 1].tokens
        return label.count == 1 && context.tokens[label.lowerBound].key == Self.ofDay
    }

    /// `Inviato: 12/09/2025 16:13` at the head of a letter that was sent by mail.
    private func isSent(_ date: FoundDate) -> Bool {
        guard let label = context.previous(date.first), context.tokens[label].after.contains(.colon),
            context.cell(of: label).tokens.lowerBound == label
        else { return false }
        return Self.sent.contains(context.tokens[label].key)
    }

    private static let sent = Set(keys: "INVIATO INVIATA SPEDITO SENT")

    /// Alone in its line, close above who signs.
    private func isAboveSignature(_ date: FoundDate) -> Bool {
        let cell = context.cell(of: date.first)
        guard cell.tokens == date.first..<(date.last + 1), context.layout.lines[cell.line].cells.count == 1,
            isOwnEntry(date.first, cell)
        else { return false }
        return context.layout.lines[cell.line...].prefix(4).contains { line in
            line.page == cell.page
                && line.cells.contains { index in
                    let cue = context.cue(at: context.layout.cells[index].tokens.lowerBound)
                    return cue.map { $0.opensCell && ($0.meaning == .physician || $0.meaning == .physicianTitle) }
                        ?? false
                }
        }
    }

    /// `05/12/2025` at the left of the line in which somebody signs.
    private func isBesideSigner(_ date: FoundDate) -> Bool {
        let cell = context.cell(of: date.first)
        let line = context.layout.lines[cell.line]
        guard cell.tokens == date.first..<(date.last + 1), line.cells.count == 2 else { return false }
        return line.cells.contains { other in
            let cue = context.cue(at: context.layout.cells[other].tokens.lowerBound)
            return cue.map { $0.meaning == .physician || $0.meaning == .physicianTitle } ?? false
        }
    }

    /// Alone in its line below the name of the house, before anything is said of anybody.
    private func isInHead(_ date: FoundDate) -> Bool {
        let cell = context.cell(of: date.first)
        guard cell.tokens == date.first..<(date.last + 1), context.layout.lines[cell.line].cells.count == 1 else {
            return false
        }
        if let before = context.previous(date.first), context.cue(at: before)?.meaning == .common,
            !context.isCapitalised(before)
        {
            return false
        }
        let above = context.layout.lines[..<cell.line].filter { $0.page == cell.page }
        let cues = above.flatMap(\.cells).flatMap { context.layout.cells[$0].tokens }.compactMap { context.cue(at: $0) }
        return cues.contains { $0.meaning == .structureStart }
            && !cues.contains { $0.isLabel && !Self.ofHead.contains($0.meaning) }
    }

    /// `Verbale di visita n. 202526892 del 15.12.2025`: the paper's number and day stand in its title.
    private func isOfTitle(_ date: FoundDate) -> Bool {
        let cell = context.cell(of: date.first).tokens
        guard date.last + 1 == cell.upperBound, cell.count <= 9, date.first - cell.lowerBound >= 2,
            context.tokens[date.first - 1].key == Self.ofDay
        else { return false }
        let before = context.tokens[date.first - 2]
        let isNumbered = before.isNumber && before.key.count >= 4
        let first = context.tokens[cell.lowerBound].key
        return Self.papers.contains(first) && isNumbered || Self.reports.contains(first) && isAbovePerson(date)
    }

    /// `REFERTO AMBULATORIALE del 24/04/2026` alone in its line: a title of this paper, wherever it stands.
    private func isOfReport(_ date: FoundDate) -> Bool {
        let cell = context.cell(of: date.first)
        guard date.last + 1 == cell.tokens.upperBound, date.first > cell.tokens.lowerBound,
            context.layout.lines[cell.line].cells.count == 1, context.tokens[date.first - 1].key == Self.ofDay,
            let title = context.cue(at: cell.tokens.lowerBound)
        else { return false }
        return title.meaning == .titleReport && title.last + 2 == date.first
    }

    /// `Prot. n. 54590/26 del 27/04/2026`: the day on which a letter was registered by its own office.
    private func isOfProtocol(_ date: FoundDate) -> Bool {
        let cell = context.cell(of: date.first).tokens
        guard date.last + 1 == cell.upperBound, cell.count <= 9, date.first - cell.lowerBound >= 2,
            context.tokens[date.first - 1].key == Self.ofDay
        else { return false }
        return Self.registers.contains(context.tokens[cell.lowerBound].key)
    }

    /// `Data 27/09/2026 … Firma del richiedente`: on a paper that a physician signs as well, the day of the citizen's own part.
    private func isOfCitizen(_ date: FoundDate) -> Bool {
        let line = context.layout.lines[context.cell(of: date.first).line]
        let words = line.cells.flatMap { context.layout.cells[$0].tokens }
        guard let sign = words.first(where: { $0 > date.last && context.tokens[$0].key == Self.signature }),
            words.contains(where: { $0 > sign && Self.citizens.contains(context.tokens[$0].key) })
        else { return false }
        return context.cues.contains { $0.meaning == .physician && $0.first > sign && !words.contains($0.first) }
    }

    private static let signature = [UInt8]("FIRMA".utf8)
    private static let citizens = Set(
        keys: "RICHIEDENTE ASSISTITO ASSISTITA INTERESSATO INTERESSATA DICHIARANTE SOTTOSCRITTO SOTTOSCRITTA DELEGANTE")
    private static let registers = Set(keys: "PROT PROTOCOLLO")

    /// `Visita ambulatoriale del 12/03/2025` above whom it was of: reports are of the day on which they are written.
    private func isAbovePerson(_ date: FoundDate) -> Bool {
        let person = context.cues.first { Self.ofPerson.contains($0.meaning) }
        let line = context.layout.lines[context.cell(of: date.first).line]
        return line.cells.count == 1 && person.map { $0.first > date.last } ?? false
    }

    private static let reports = Set(keys: "VISITA REFERTO RELAZIONE CONSULENZA")
    private static let ofPerson: Set<WordingMeaning> = [.familyName, .givenName, .fullName, .personCode, .birth]

    private static let ofDay = [UInt8]("DEL".utf8)
    private static let papers = Set(
        keys: "VERBALE REFERTO RELAZIONE CERTIFICATO CERTIFICAZIONE ATTESTAZIONE ANNOTAZIONE NOTA LETTERA REPERTO")

    private static let ofHead: Set<WordingMeaning> = [
        .otherNumber, .otherLabel, .structure, .structureCode, .otherPhysician,
    ]

    /// Alone in the last line that a page has, where letters without a place are dated.
    private func closesPage(_ date: FoundDate) -> Bool {
        let cell = context.cell(of: date.first)
        guard cell.tokens == date.first..<(date.last + 1), context.layout.lines[cell.line].cells.count == 1,
            isOwnEntry(date.first, cell)
        else { return false }
        return !context.layout.lines[(cell.line + 1)...].contains { $0.page == cell.page }
    }

    /// `non più valida dal` / `18 aprile 2024` goes on from the line above.
    private func isOwnEntry(_ first: Int, _ cell: PageLayout.Cell) -> Bool {
        guard let before = context.previous(first) else { return true }
        let above = context.cell(of: before)
        return context.tokens[before].after.contains(.stop) || above.page != cell.page
            || cell.box.top - above.box.bottom > cell.box.height
    }

    /// `Torino, 12 marzo 2025`, `Borgo San Dalmazzo 12/03/2025` in a cell of its own, or close before who signs; in a narrow
    /// column over two lines.
    private func isLetterDate(_ date: FoundDate) -> Bool {
        let cell = context.cell(of: date.first)
        guard endsLine(date) else { return false }
        guard date.first > cell.tokens.lowerBound else { return isBelowPlace(date) }
        guard date.first - cell.tokens.lowerBound <= 7 else { return false }
        var start = cell.tokens.lowerBound
        // `In fede, Torino 12/03/2025`
        if let cue = context.cue(at: start), cue.meaning == .physician || cue.meaning == .stop { start = cue.last + 1 }
        return isPlace(start..<max(start, date.first))
    }

    /// `del 12/03/2025` goes on from the line before.
    private func isPlace(_ tokens: Range<Int>) -> Bool {
        tokens.allSatisfy(isOfPlace)
            && tokens.contains { context.isCapitalised($0) && context.tokens[$0].key.count > 2 }
    }

    private func endsLine(_ date: FoundDate) -> Bool {
        let (cell, end) = (context.cell(of: date.first).tokens, context.cell(of: date.last).tokens)
        // `il 18 aprile` / `2025`
        if cell != end { return date.tokens.contains(cell.upperBound - 1) && end.upperBound == date.last + 1 }
        guard end.contains(date.last + 1) else { return true }
        guard let cue = context.cue(at: date.last + 1) else { return false }
        return [.physician, .physicianTitle].contains(cue.meaning) && context.isCapitalised(cue.first)
            && date.first > cell.lowerBound
    }

    /// `Cuneo, il` / `30.08.2026`, `Savigliano,` / `06/07/2026`
    private func isBelowPlace(_ date: FoundDate) -> Bool {
        guard let last = context.previous(date.first) else { return false }
        let (above, cell) = (context.cell(of: last), context.cell(of: date.first))
        return above.page == cell.page && cell.box.top - above.box.bottom < 0.6 * cell.box.height
            && (Self.before.contains(context.tokens[last].key) || context.tokens[last].after.contains(.comma))
            && above.tokens.count <= 6 && isPlace(above.tokens)
            && context.cell(of: date.last).tokens == cell.tokens
    }

    private static let before = Set(["IL", "LI", "ADDI"].map { [UInt8]($0.utf8) })

    private func isOfPlace(_ token: Int) -> Bool {
        let piece = context.tokens[token]
        return !piece.hasDigit && !piece.after.contains(.colon)
            && context.cue(at: token).map { !$0.isLabel } ?? true
            && (context.isCapitalised(token) || piece.key.count <= 3 || context.cue(at: token)?.meaning == .filler
                || Self.ofNames.contains(piece.key))
    }

    /// `Vallo della Lucania`
    private static let ofNames = Set(keys: "DELLA DELLE DEGLI DELLO NELLA SULLA")

    /// `Luogo e data: Savigliano` and the day beside it, `Rilasciato in Torino il 12/03/2025`.
    private func isPlaced(_ date: FoundDate) -> Bool {
        let index = context.layout.cellOf[date.first]
        let cell = context.layout.cells[index]
        let line = context.layout.lines[cell.line]
        var start = cell.tokens.lowerBound
        var left = index
        while left > line.cells.lowerBound, !isDateLabel(start) {
            left -= 1
            start = context.layout.cells[left].tokens.lowerBound
        }
        guard let cue = context.cue(at: start), cue.first == start, isDateLabel(start) else { return false }
        let between = (cue.last + 1)..<max(cue.last + 1, date.first)
        return (1...6).contains(between.count) && between.allSatisfy(isOfPlace)
    }

    /// `Luogo e data`, `Data:`
    private func isDateLabel(_ token: Int) -> Bool {
        guard let cue = context.cue(at: token) else { return false }
        return cue.meaning == .issueDate ? cue.range.count > 1 : cue.meaning == .plainDate && cue.hasColon
    }

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

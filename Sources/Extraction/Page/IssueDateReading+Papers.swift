// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import PDFReading

/// What a paper says its day is for: a visit, a title, a register, a message, the citizen's own part.
extension IssueDateReading {
    /// `In data 12/03/2025 è stata valutata`, `il 12/03/2025 ho visitato`: the day on which the patient was seen.
    func isOfVisit(_ date: FoundDate) -> Bool {
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

    /// `DEL | 09/06/2025` in a list of labels and values.
    func isOfDay(_ date: FoundDate) -> Bool {
        let cell = context.layout.cellOf[date.first]
        guard context.layout.cells[cell].tokens == date.first..<(date.last + 1),
            cell == context.layout.lines[context.layout.cells[cell].line].cells.lowerBound + 1
        else { return false }
        let label = context.layout.cells[cell - 1].tokens
        return label.count == 1 && context.tokens[label.lowerBound].key == Self.ofDay
    }

    /// `Inviato: 12/09/2025 16:13` at the head of a letter that was sent by mail.
    func isSent(_ date: FoundDate) -> Bool {
        guard let label = context.previous(date.first), context.tokens[label].after.contains(.colon),
            context.cell(of: label).tokens.lowerBound == label
        else { return false }
        return Self.sent.contains(context.tokens[label].key)
    }

    private static let sent = Set(keys: "INVIATO INVIATA SPEDITO SENT")

    /// What stands before `del 12/03/2025` at the end of a cell; nothing where the day stands otherwise.
    private func title(of date: FoundDate) -> Range<Int>? {
        let cell = context.cell(of: date.first).tokens
        guard date.last + 1 == cell.upperBound, date.first - cell.lowerBound >= 2,
            context.tokens[date.first - 1].key == Self.ofDay
        else { return nil }
        return cell.lowerBound..<(date.first - 1)
    }

    /// `Verbale di visita n. 202526892 del 15.12.2025`: the paper's number and day stand in its title.
    func isOfTitle(_ date: FoundDate) -> Bool {
        guard let title = title(of: date), title.count <= Self.longestTitle else { return false }
        let number = context.tokens[title.upperBound - 1]
        let isNumbered = number.isNumber && number.key.count >= 4
        let first = context.tokens[title.lowerBound].key
        return Self.papers.contains(first) && isNumbered || Self.reports.contains(first) && isAbovePerson(date)
    }

    /// `REFERTO AMBULATORIALE del 24/04/2026` alone in its line: a title of this paper, wherever it stands.
    func isOfReport(_ date: FoundDate) -> Bool {
        guard let title = title(of: date), let cue = context.cue(at: title.lowerBound),
            context.layout.lines[context.cell(of: date.first).line].cells.count == 1
        else { return false }
        return cue.meaning == .titleReport && cue.last + 1 == title.upperBound
    }

    /// `Prot. n. 54590/26 del 27/04/2026`: the day on which a letter was registered by its own office.
    func isOfProtocol(_ date: FoundDate) -> Bool {
        guard let title = title(of: date), title.count <= Self.longestTitle else { return false }
        return Self.registers.contains(context.tokens[title.lowerBound].key)
    }

    private static let longestTitle = 7

    /// `Data 27/09/2026 … Firma del richiedente`: on a paper that a physician signs as well, the day of the citizen's own part.
    func isOfCitizen(_ date: FoundDate) -> Bool {
        let line = context.layout.lines[context.cell(of: date.first).line]
        let words = line.cells.flatMap { context.layout.cells[$0].tokens }
        guard let sign = words.first(where: { $0 > date.last && context.tokens[$0].key == Self.signature }),
            words.contains(where: { $0 > sign && Self.citizens.contains(context.tokens[$0].key) })
                || isBelowRequest(sign)
        else { return false }
        return context.cues.contains { $0.meaning == .physician && $0.first > sign && !words.contains($0.first) }
    }

    /// `Il sottoscritto … chiede …`, and only below the signature does anybody certify anything.
    private func isBelowRequest(_ sign: Int) -> Bool {
        guard context.tokens.indices.contains(where: { $0 < sign && Self.asking.contains(context.tokens[$0].key) })
        else {
            return false
        }
        let conditions = context.cues.filter { $0.meaning == .condition }
        return !conditions.isEmpty && conditions.allSatisfy { $0.first > sign }
    }

    private static let asking = Set(keys: "CHIEDE CHIEDO RICHIEDE RICHIEDO")
    private static let signature = [UInt8]("FIRMA".utf8)
    private static let citizens = Set(
        keys: "RICHIEDENTE ASSISTITO ASSISTITA INTERESSATO INTERESSATA DICHIARANTE SOTTOSCRITTO SOTTOSCRITTA DELEGANTE")
    private static let registers = Set(keys: "PROT PROTOCOLLO")

    /// `Visita ambulatoriale del 12/03/2025` above whom it was of: reports are of the day on which they are written.
    func isAbovePerson(_ date: FoundDate) -> Bool {
        let person = context.cues.first { Self.ofPerson.contains($0.meaning) }
        let line = context.layout.lines[context.cell(of: date.first).line]
        return line.cells.count == 1 && person.map { $0.first > date.last } ?? false
    }

    private static let reports = Set(keys: "VISITA REFERTO RELAZIONE CONSULENZA")
    private static let ofPerson: Set<WordingMeaning> = [.familyName, .givenName, .fullName, .personCode, .birth]

    private static let ofDay = [UInt8]("DEL".utf8)
    private static let papers = Set(
        keys: "VERBALE REFERTO RELAZIONE CERTIFICATO CERTIFICAZIONE ATTESTAZIONE ANNOTAZIONE NOTA LETTERA REPERTO")
}

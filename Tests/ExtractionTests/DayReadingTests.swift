// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// Days in the ways in which papers write them, and which of a paper's days is its own.
struct DayReadingTests {
    private typealias Line = SamplePDF.Line

    @Test(arguments: ["30-AGO-1952", "30-ago-1952", "30 AGO1952"])
    func `a month may be cut short`(_ written: String) {
        #expect(extract(line: "Nato il: \(written)").value(.beneficiaryBirthDate) == "1952-08-30")
    }

    @Test(arguments: [
        ["Certificato rilasciato il 12-", "12-2014"], ["Certificato rilasciato il 12 di-", "cembre 2014"],
    ])
    func `a day may be broken over a line`(_ lines: [String]) {
        #expect(extract(lines: lines).value(.issueDate) == "2014-12-12")
    }

    @Test func `a place with its day begins anew below a law that is quoted to the end of the line`() {
        let read = extract(
            lines: samplePerson + [
                "Si certifica ai fini dell'esenzione ai sensi del D.M. 329/99 e s.m.i.", "Torino, 11 giugno 2024",
            ])
        #expect(read.value(.issueDate) == "2024-06-11")
    }

    @Test func `digits of a day may stand apart before its month`() {
        #expect(extract(line: "Rilasciato il 1 9 novembre 2014").value(.issueDate) == "2014-11-19")
    }

    @Test func `a day in boxes is one behind its label`() {
        let read = extract(runs: [
            Line("Data di nascita:", y: 100), Line("11", x: 200, y: 100), Line("10", x: 230, y: 100),
            Line("1948", x: 260, y: 100),
        ])
        #expect(read.value(.beneficiaryBirthDate) == "1948-10-11")
        #expect(extract(line: "Torino, 16 03 2026").value(.issueDate) == nil)
    }

    @Test(arguments: ["Rilasciato il giorno lunedì 16 marzo 2026", "In fede, Torino 16/03/2026"])
    func `a weekday or a closing phrase may stand before the paper's day`(_ line: String) {
        let read = extract(lines: samplePerson + ["Visita del 02/02/2026", line])
        #expect(read.value(.issueDate) == "2026-03-16" && !read.codes.contains(.issueDateUncertain))
    }

    @Test func `a day over which the physician signs is the paper's`() {
        let read = extract(runs: [
            Line("Data", y: 100), Line("Medico", x: 200, y: 100), Line("Timbro e firma", x: 400, y: 100),
            Line("16/03/2026", y: 114), Line("Bianchi Anna", x: 200, y: 114),
        ])
        #expect(read.value(.issueDate) == "2026-03-16" && !read.codes.contains(.issueDateUncertain))
    }

    @Test func `a labelled day and one above the caption for a date contest each other`() {
        let read = extract(runs: [
            Line("Data di emissione: 5 ottobre 2020", y: 100), Line("Cuneo", y: 130),
            Line("1 settembre 2021", x: 250, y: 130), Line("luogo", y: 141), Line("data", x: 250, y: 141),
            Line("Il presente foglio si rilascia in carta libera per gli usi consentiti dalla legge.", y: 200),
        ])
        #expect(read.value(.issueDate) == nil && read.fields[.issueDate]?.candidates == ["2020-10-05", "2021-09-01"])
    }

    @Test func `a labelled day and one at the place that are months apart contest each other`() {
        let read = extract(lines: samplePerson + ["Data emissione: 16/03/2026", "Torino, 12/01/2025"])
        #expect(read.value(.issueDate) == nil && read.fields[.issueDate]?.candidates == ["2026-03-16", "2025-01-12"])
    }

    @Test func `days between writing and signing do not`() {
        let read = extract(lines: samplePerson + ["Data emissione: 16/03/2026", "Torino, 18/03/2026"])
        #expect(read.value(.issueDate) == "2026-03-16")
    }

    @Test func `a second birth date is told`() {
        let read = extract(lines: samplePerson + ["Nato il 11/10/1948", "Data di nascita: 12/10/1948"])
        #expect(read.findings.contains { $0.code == .severalCandidates && $0.field == .beneficiaryBirthDate })
    }

    @Test func `the century of a birth is taken from the day of the paper, not from the latest year`() {
        let read = extract(lines: "Nato il 11/10/48", "Rilasciato il 16/03/2026", "Valido fino al 31/12/2050")
        #expect(read.value(.beneficiaryBirthDate) == "1948-10-11")
    }

    @Test func `a birth is doubted where every year has two digits`() {
        let read = extract(lines: "Nato il 11/10/48", "Rilasciato il 16/03/26")
        #expect(read.confidence(.beneficiaryBirthDate) == .doubtful)
    }

    @Test(arguments: [("16/03/2026", false), ("17/03/2026", true)])
    func `a day that is still to come is no day of a paper`(_ issued: String, _ isInvalid: Bool) {
        let read = extract(
            lines: samplePerson + ["Data emissione: \(issued)"], today: CalendarDay(year: 2026, month: 3, day: 16))
        #expect(read.codes.contains(.issueDateInvalid) == isInvalid)
        #expect((read.confidence(.issueDate) == .doubtful) == isInvalid && read.value(.issueDate) != nil)
    }

    @Test func `nobody is born tomorrow`() {
        let day = CalendarDay(year: 2026, month: 3, day: 16)
        #expect(extract(lines: samplePerson + ["Nato il 17/03/2026"], today: day).codes.contains(.birthDateInvalid))
        #expect(!extract(lines: samplePerson + ["Nato il 16/03/2026"], today: day).codes.contains(.birthDateInvalid))
    }

    @Test func `without a clock nothing is in the future`() {
        let read = extract(line: "Data emissione: 16/03/2049")
        #expect(read.value(.issueDate) == "2049-03-16" && !read.codes.contains(.issueDateInvalid))
    }

    @Test func `nobody is certified before being born`() {
        let read = extract(lines: "Nato il 11/10/2020", "Data emissione: 16/03/2019")
        #expect(read.codes.contains(.birthDateInvalid) && read.confidence(.beneficiaryBirthDate) == .doubtful)
    }

    @Test func `a day alone above who signs is the paper's, unless it ends the sentence before`() {
        let closing = ["Si richiede l'esenzione 026.", "16/03/2026", "Il Dirigente Medico"]
        let own = extract(lines: samplePerson + closing)
        #expect(own.value(.issueDate) == "2026-03-16" && !own.codes.contains(.issueDateUncertain))
        let ended = extract(
            lines: samplePerson + [
                "Precedente esenzione 026 non più valida dal", "18 aprile 2024", "Il Dirigente Medico",
            ])
        #expect(ended.value(.issueDate) == nil || ended.confidence(.issueDate) == .doubtful)
    }

    @Test(arguments: ["è stato valutato presso questo ambulatorio il paziente", "ho visitato il paziente"])
    func `the day of a visit gives way to that of the paper`(_ visit: String) {
        let read = extract(lines: samplePerson + ["In data 03/05/2026 \(visit).", "Data: 23/05/2026"])
        #expect(read.value(.issueDate) == "2026-05-23" && !read.codes.contains(.severalCandidates))
    }

    @Test func `the day of a visit alone is doubted`() {
        let read = extract(lines: samplePerson + ["In data 03/05/2026 è stato valutato presso questo ambulatorio."])
        #expect(read.value(.issueDate) == "2026-05-03" && read.confidence(.issueDate) == .doubtful)
    }

    @Test func `the day at the end of the line that names the house is the paper's`() {
        let read = extract(
            runs: [
                SamplePDF.Line("Presidio Sanitario San Camillo", y: 60), SamplePDF.Line("09/07/2025", x: 450, y: 60),
            ] + samplePerson.enumerated().map { SamplePDF.Line($1, y: 120 + 13 * Double($0)) })
        #expect(read.value(.issueDate) == "2025-07-09" && read.confidence(.issueDate) == .probable)
    }

    @Test func `the day beside the physician who proposes is the paper's`() {
        let heads = [("data", 60.0), ("medico proponente", 200), ("firma", 420)]
        let values = [("07/07/2025", 60.0), ("COLOMBO BEATRICE", 200)]
        let read = extract(
            runs: samplePerson.enumerated().map { SamplePDF.Line($1, y: 100 + 13 * Double($0)) }
                + heads.map { SamplePDF.Line($0.0, x: $0.1, y: 300) }
                + values.map { SamplePDF.Line($0.0, x: $0.1, y: 312) })
        #expect(read.value(.issueDate) == "2025-07-07" && read.value(.physicianName) == "COLOMBO BEATRICE")
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Storage
import Testing
import TestSupport

@testable import Review

/// The administrator's page: figures, what waits, and reading again what could not be taken in.
@Suite struct ServicePageTests {
    private static let pages = ["/stato", "/stato/quarantena", "/stato/quarantena/1", "/stato/quarantena/riprova"]

    @Test func `what is switched off is neither well nor a concern`() {
        let facts = ServiceFacts(
            startedAt: Timestamp(seconds: 0),
            checks: [.init(label: "Antivirus", isWell: true, words: "nessuno", isOff: true)], disks: [], versions: [])
        let line = ServiceState(facts, now: Timestamp(seconds: 0)).checks.first
        #expect(line?.checkVerdict == "Non attivo" && line?.checkStyle == "off")
    }

    @Test(arguments: [TestHouse.doctor, TestHouse.hospitalDoctor], pages)
    func `nobody but the administrator sees them`(_ person: Operator, _ page: String) async throws {
        let desk = try TestDesk()
        try await desk.run(as: person) { visitor in
            let refused = try await visitor.get(page)
            #expect(refused.status == .forbidden)
            #expect(!refused.words.contains("Stato del servizio"))
        }
    }

    @Test func `a quiet service says so`() async throws {
        let desk = try TestDesk()
        try await desk.run(as: TestHouse.administrator) { visitor in
            let page = try await visitor.get("/stato")
            #expect(page.status == .ok)
            #expect(page.words.contains("Tutto in ordine: nulla richiede attenzione."))
            #expect(page.words.contains("Archivio: 60 GB liberi su 100 GB"))
        }
    }

    @Test func `what needs a person stands at the head of the page`() async throws {
        var desk = try TestDesk()
        desk.facts = ServiceFacts(
            startedAt: desk.house.clock.now,
            checks: [.init(label: "Antivirus", isWell: false, words: "clamd non risponde")],
            disks: [.init(label: "Archivio", free: 1_500_000_000, size: 100_000_000_000)], versions: [])
        _ = try await desk.house.quarantine("rotto.pdf")
        let number = try await desk.house.practice()
        _ = try await desk.house.store.decide(
            DecisionRequest(number: number, action: .validate, seenVersion: 1, actor: TestHouse.doctor))
        try await desk.house.store.recordWritten(try desk.house.store.nextNotices(limit: 1))
        desk.house.clock.advance(seconds: Int64(desk.settings.replyDeadline) + 1)
        try await desk.run(as: TestHouse.administrator) { visitor in
            let words = try await visitor.get("/stato").words
            #expect(words.contains("Richiede attenzione"))
            #expect(words.contains("Antivirus: clamd non risponde"))
            #expect(words.contains("Archivio: restano 1,5 GB liberi"))
            #expect(words.contains("Un avviso inviato ad AURA attende risposta da troppo tempo"))
            #expect(words.contains("Un file è in quarantena"))
            #expect(words.contains("\(number) Validazione, inviato il"))
        }
    }

    @Test func `the oldest open practice is named with its wait in words`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        desk.house.clock.advance(seconds: 40 * 86_400)
        try await desk.run(as: TestHouse.administrator) { visitor in
            let words = try await visitor.get("/stato").words
            #expect(words.contains("La più vecchia attende da 40 giorni: \(number)"))
            #expect(words.contains("da più di 30 giorni: 1"))
            #expect(words.contains("da più di 60 giorni: 0"))
        }
    }

    @Test func `a file in quarantine is read again with a new receipt`() async throws {
        let desk = try TestDesk()
        let file = try await desk.house.quarantine("rotto.pdf")
        let page = "/stato/quarantena/\(file.id.value)"
        try await desk.run(as: TestHouse.administrator) { visitor in
            let shown = try await visitor.get(page)
            #expect(shown.words.contains(Finding(.pdfUnreadable).message))
            #expect(shown.words.contains(FindingCode.pdfUnreadable.remedy))
            #expect(try await visitor.submit("\(page)/riprova", from: page).location == "/stato/quarantena")
            let list = try await visitor.get("/stato/quarantena").words
            #expect(list.contains("Un file viene riletto: il mittente riceve una nuova ricevuta se l'esito cambia"))
            #expect(list.contains("Nessun file in quarantena"))
            #expect(try await visitor.get(page).status == .notFound)
        }
        #expect(try desk.house.store.pendingDeliveries(limit: 5).map(\.id) == [file.id])
        #expect(desk.releases.value == 1)
    }

    @Test(
        arguments: [
            (.readable, "Ora si legge"), (.dependsOnRequest, "dipende dagli altri file della richiesta"),
            (.unchanged(Finding(.pdfUnreadable)), "Non cambia nulla"),
            (
                .refusedFor(Finding(.xmlMalformed)), "torna qui per un altro motivo: \(Finding(.xmlMalformed).message)"
            ),
        ] as [(RetryOutlook, String)])
    func `what would change is told and nothing is kept`(_ found: RetryOutlook, _ words: String) async throws {
        var desk = try TestDesk()
        desk.rehearsed = found
        let file = try await desk.house.quarantine("rotto.pdf")
        try await desk.run(as: TestHouse.administrator) { visitor in
            let shown = try await visitor.get("/stato/quarantena/\(file.id.value)?prova=si")
            #expect(shown.words.contains(words))
        }
        #expect(try await desk.house.reader.counts().quarantined == 1)
        #expect(desk.releases.value == 0)
    }

    @Test func `all files of one reason are read again after a question`() async throws {
        let desk = try TestDesk()
        _ = try await desk.house.quarantine("a.pdf")
        _ = try await desk.house.quarantine("b.pdf")
        _ = try await desk.house.quarantine("c.xml", .xmlMalformed)
        try await desk.run(as: TestHouse.administrator) { visitor in
            let question = "/stato/quarantena/riprova?motivo=pdf-unreadable"
            #expect(try await visitor.get(question).words.contains("rileggere 2 file in quarantena"))
            let answer = try await visitor.submit(
                "/stato/quarantena/riprova", from: question, ["motivo": "pdf-unreadable"])
            #expect(answer.location == "/stato/quarantena")
            #expect(try await visitor.get("/stato/quarantena").words.contains("File in quarantena: 1"))
        }
    }

    @Test func `a reason that is not known does not become all of them`() async throws {
        let desk = try TestDesk()
        _ = try await desk.house.quarantine("a.pdf")
        try await desk.run(as: TestHouse.administrator) { visitor in
            let answer = try await visitor.submit(
                "/stato/quarantena/riprova", from: "/stato/quarantena/riprova", ["motivo": "altro"])
            #expect(answer.status == .badRequest)
        }
        #expect(try await desk.house.reader.counts().quarantined == 1)
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1.000"), (1_234_567, "1.234.567"), (-1000, "-1.000")])
    func `numbers are written as Italians write them`(_ number: Int, _ words: String) {
        #expect(number.grouped == words)
    }

    @Test(
        arguments: [
            (0, "0 byte"), (999, "999 byte"), (1500, "1,5 kB"), (60_000_000_000, "60 GB"), (123_456_789, "123 MB"),
        ] as [(Int64, String)])
    func `sizes are written with their unit`(_ bytes: Int64, _ words: String) {
        #expect(bytes.bytesInWords == words)
    }

    @Test func `the tallest bar is the busiest day and none leaves the drawing`() async throws {
        let days = [0, 7, 3].enumerated().map { index, files in
            DayTraffic(
                day: TestHouse.known(CalendarDay(year: 2026, month: 1, day: 1 + index)), received: [.acquired: files],
                unsettled: 0, notices: [.validation: files / 2], receipts: files)
        }
        let chart = TrafficChart(days)
        #expect(chart.bars.map(\.filesHeight) == [0, 120, 52])
        #expect(chart.bars.allSatisfy { $0.filesTop + $0.filesHeight == chart.baseline && $0.filesTop >= 0 })
        #expect(chart.bars.allSatisfy { $0.decisionsLeft + 14 <= chart.chartWidth })
        #expect(chart.figures.map(\.filesCount) == ["3", "7", "0"])
    }
}

extension TestHouse {
    /// Drops a file that cannot be read.
    fileprivate func quarantine(_ name: String, _ code: FindingCode = .pdfUnreadable) async throws -> Delivery {
        let ids = try await store.register([
            Arrival(
                sender: "san-luigi", senderKind: .hospital, name: name, sha256: try ContentHash.of(Array(name.utf8)),
                size: 1, asl: Self.asl("010203"), district: nil)
        ])
        return try await store.file(Self.known(ids.first), as: .unreadable(Finding(code)))
    }
}

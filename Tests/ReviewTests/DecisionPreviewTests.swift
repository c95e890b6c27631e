// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import Review

/// Whoever presses *Valida* has seen in the bar of the buttons what it decides.
@Suite struct DecisionPreviewTests {
    @Test func `the bar tells first day, end and exemption as proposed and as edited`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let proposed = try await visitor.get(page)
            #expect(proposed.words.contains("Valida dal 19/01/2026 senza scadenza, esenzione 044"))
            let edited = ["durata": "giorno", "valida-al": "1/2/2027", "valida-dal": "20/01/2026"]
            #expect(try await visitor.submit("\(page)/bozza", from: page, edited).status == .seeOther)
            let kept = try await visitor.get(page)
            #expect(kept.words.contains("Valida dal 20/01/2026 fino al 01/02/2027, esenzione 044"))
        }
    }

    @Test(arguments: [
        (
            "esenzione=048&diagnosi=000&valida-dal=1/2/2026",
            "Valida dal 01/02/2026 fino al 01/02/2031, esenzione 048, senza diagnosi specifica"
        ),
        (
            "esenzione=048&valida-dal=1/2/2026&durata=illimitata",
            "Valida dal 01/02/2026 senza scadenza, esenzione 048, senza diagnosi specifica"
        ),
        (
            "esenzione=054&valida-dal=1/2/2026",
            "Valida dal 01/02/2026 (fine da indicare), esenzione 054, senza diagnosi specifica"
        ),
        (
            "esenzione=044&diagnosi=2960&valida-dal=1/2/2026",
            "Valida dal 01/02/2026 senza scadenza, esenzione 044, diagnosi 2960"
        ),
        (
            "esenzione=044&diagnosi=F440&valida-dal=1/2/2026",
            "Valida dal 01/02/2026 senza scadenza, esenzione 044, senza diagnosi specifica"
        ),
        ("esenzione=044&valida-dal=x", "Inizio da indicare senza scadenza, esenzione 044, senza diagnosi specifica"),
        ("valida-dal=1/2/2026", "Valida dal 01/02/2026 (fine da indicare), esenzione da scegliere"),
        ("esenzione=099&valida-dal=1/2/2026", "L'esenzione 099 non è nel catalogo: sceglierne un'altra"),
        (
            "esenzione=044&valida-dal=31/2/2026",
            "Inizio da indicare senza scadenza, esenzione 044, senza diagnosi specifica"
        ),
        ("esenzione=002&valida-dal=1/2/2026", "L'esenzione 002 non è più in uso: sceglierne un'altra"),
        (
            "esenzione=044&valida-dal=1/2/2026&durata=giorno&valida-al=1/3/2026",
            "Valida dal 01/02/2026 fino al 01/03/2026, esenzione 044, senza diagnosi specifica"
        ),
    ])
    func `a script gets the line for what is typed`(query: String, line: String) async throws {
        try await TestDesk().run(as: TestHouse.doctor) { visitor in
            let answer = try await visitor.get("/catalogo/validita.json?\(query)").text
            #expect(answer.replacing("\\/", with: "/").contains("\"preview\":\"\(line)\""), "\(answer)")
        }
    }

    @Test func `findings stand above the list of services, which is there even without any`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(SampleCertificate(findings: [Finding(.signatureAbsent)]))
        try await desk.run(as: TestHouse.doctor) { visitor in
            let words = try await visitor.get("/pratiche/\(number)").words
            let findings = try #require(words.firstRange(of: "Segnalazioni"))
            let services = try #require(
                words.firstRange(of: "Elenco prestazioni esenti Elenco non presente nel catalogo"))
            #expect(findings.lowerBound < services.lowerBound)
        }
    }
}

/// A code that can no longer be granted leads to those that took its place.
@Suite struct SupersededExemptionTests {
    @Test func `finding, error, rule and an offer name the successor`() async throws {
        let desk = try TestDesk()
        let finding = Finding(.exemptionSuperseded, detail: "002")
        let number = try await desk.house.practice(
            SampleCertificate(exemption: "002", diagnosis: "250", findings: [finding]))
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let shown = try await visitor.get(page)
            #expect(shown.words.contains("in «Inserito dal medico»: 013 Diabete mellito"))
            #expect(shown.words.contains("Usa 013 Diabete mellito"))
            #expect(!shown.words.contains("Il catalogo non riporta la durata"))
            let refused = try await visitor.submit("\(page)/valida", from: page, ["durata": "illimitata"])
            #expect(refused.words.contains("non è più in uso: scegliere il codice che la sostituisce, 013"))
            let taken = try await visitor.submit(
                "\(page)/catalogo/dal-documento", from: page, ["scegli-esenzione": "013"])
            #expect(taken.location == "\(page)#decisione")
            #expect(try await visitor.get(page).words.contains("senza scadenza, esenzione 013"))
        }
    }

    @Test func `the catalogue opens with the exemptions of the diagnosis where none can be granted`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(SampleCertificate(exemption: nil, diagnosis: "25000"))
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get("/pratiche/\(number)/catalogo")
            #expect(page.words.contains("Esenzioni del catalogo per la diagnosi 25000"))
            #expect(page.words.contains("013 Diabete mellito") && page.text.contains("autofocus"))
        }
    }
}

/// What was read is told in right Italian, with days as Italians write them.
@Suite struct ItalianWordsTests {
    @Test func `a cancelled practice shows that it ended on that day`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        for action in [DecisionAction.validate, .cancel] {
            let administrator = Standing.person(.administrator, .noASL)
            _ = try await desk.house.store.decide(
                DecisionRequest(
                    number: number, action: action, seenVersion: nil,
                    actor: action == .cancel ? administrator : TestHouse.doctor))
        }
        try await desk.run(as: TestHouse.doctor) { visitor in
            let words = try await visitor.get("/pratiche/\(number)").words
            #expect(words.contains("Valida dal 19/01/2026 Terminata il 19/01/2026 , con l'annullamento Annullata il"))
            #expect(!words.contains("senza scadenza"))
        }
    }

    @Test func `days in findings are Italian ones`() {
        let detail = "dati strutturati 2024-05-20, pagina 2023-12-19"
        let finding = Finding(.sourcesDisagree, field: .issueDate, detail: detail)
        let shown = "dati strutturati 20/05/2024, pagina 19/12/2023"
        #expect(FindingCard.cards([finding]).first?.message.contains("(\(shown))") == true)
        #expect("2024-13-40, 12024-05-20, -".withItalianDays == "2024-13-40, 12024-05-20, -")
    }

    @Test func `a contested value whose sources have no places of their own says what each of them says`() {
        let finding = Finding(
            .sourcesDisagree, field: .issueDate, detail: "dati strutturati 2023-03-29, testo 2022-12-21")
        var extract = Extract(form: .cdaXML, role: .certificate, findings: [finding])
        extract.fields[.issueDate] = ExtractedField(
            value: "2023-03-29", confidence: .probable, source: FieldSource(.cda))
        let advice = ValueRow.rows(extract, anchor: "d").first?.mark?.advice
        #expect(advice?.contains("(dati strutturati 29/03/2023, testo 21/12/2022)") == true)
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Storage
import Domain
import HTTPTypes
import Testing
import TestSupport

@testable import Review

/// Manual chapters 4, 5 and 6: what the buttons do.
@Suite struct DecisionPageTests {
    @Test func `taking charge changes the state and keeps the notes`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = "/pratiche/\(number)"
            let answer = try await visitor.submit(
                "\(page)/presa-in-carico", from: page,
                ["nota-beneficiario": "per il cittadino\r\nriga 2", "nota-interna": "per noi"])
            #expect(answer.status == .seeOther)
            #expect(answer.location == page)
            let shown = try await visitor.get(page)
            #expect(shown.words.contains("Pratica \(number) presa in carico con successo"))
            #expect(shown.words.contains("IN LAVORAZIONE"))
            #expect(shown.words.contains("LBRCRD53H10D205E DEMO LBRCRD OPERATORE_ASL_DISTRETTO In lavorazione"))
            #expect(!shown.words.contains("Presa in carico"))
            #expect(try await !visitor.get(page).words.contains("con successo"))
        }
        let line = TestHouse.known(try await desk.house.dossier(number).history.last)
        #expect(line.noteBeneficiary == "per il cittadino\nriga 2")
        #expect(line.noteInternal == "per noi")
        #expect(desk.wakes.value == 1)
    }

    @Test func `validating in one pass writes both lines`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = "/pratiche/\(number)"
            let answer = try await visitor.submit("\(page)/valida", from: page, ["durata": "catalogo"])
            #expect(answer.location == page)
            let words = try await visitor.get(page).words
            #expect(words.contains("Pratica \(number) validata con successo"))
            #expect(words.contains("VALIDATA"))
            #expect(words.contains("Valida dal 19/01/2026 Disponibile fino al Senza scadenza"))
            #expect(words.contains("Avviso ad AURA Validazione In coda"))
            #expect(!words.contains("Respingi"))
        }
        let dossier = try await desk.house.dossier(number)
        #expect(dossier.history.map(\.state) == [.received, .inProgress, .validated])
    }

    @Test func `what the doctor enters counts and stays beside the document's word`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = "/pratiche/\(number)"
            let fields = [
                "esenzione": "054", "esenzione-mostrata": "044", "diagnosi": "7200", "diagnosi-mostrata": "2960",
                "valida-dal": "1/2/2026", "valida-dal-mostrata": "19/01/2026", "durata": "giorno",
                "valida-al": "2027-02-01",
            ]
            #expect(try await visitor.submit("\(page)/valida", from: page, fields).status == .seeOther)
            let words = try await visitor.get(page).words
            #expect(words.contains("Esenzione 044 Psicosi 054 Spondilite Anchilosante"))
            #expect(words.contains("Diagnosi 2960 - DIS MANIACALE, MONOEPIS 7200 - SPONDILITE ANCHILOSANT"))
            #expect(words.contains("Valida dal 01/02/2026"))
            #expect(words.contains("Disponibile fino al 01/02/2027"))
        }
        let practice = try await desk.house.dossier(number).practice
        #expect(practice.entered == CodePair(exemption: ExemptionCode("054"), diagnosis: DiagnosisCode("7200")))
    }

    @Test func `where the catalogue knows no duration the doctor must choose`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(SampleCertificate(exemption: "054", diagnosis: "7200"))
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = "/pratiche/\(number)"
            #expect(try await !visitor.get(page).words.contains("Come da catalogo"))
            let refused = try await visitor.submit("\(page)/valida", from: page, ["nota-interna": "resta qui"])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("<li><a href=\"#durata-illimitata\">"))
            #expect(refused.text.contains("aria-describedby=\"durata-regola durata-errore\""))
            #expect(refused.words.contains("Il catalogo non riporta la durata"))
            #expect(refused.text.contains("resta qui</textarea>"))
            let done = try await visitor.submit("\(page)/valida", from: page, ["durata": "illimitata"])
            #expect(done.status == .seeOther)
        }
    }

    @Test func `a start far from today has to be confirmed, that very day`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            #expect(try await !visitor.get(page).text.contains("conferma-inizio"))
            let fields = ["valida-dal": "27/11/2062", "durata": "illimitata"]
            let asked = try await visitor.submit("\(page)/valida", from: page, fields)
            #expect(asked.status == .unprocessableContent)
            #expect(asked.text.contains("<li><a href=\"#conferma-inizio\">"))
            #expect(asked.words.contains("Confermo l'inizio il 27/11/2062, lontano più di un anno da oggi"))
            // Ticked for another day.
            let other = try await visitor.submit(
                "\(page)/valida", from: page, fields.merging(["conferma-inizio": "27/11/2063"]) { $1 })
            #expect(other.status == .unprocessableContent)
            let unborn = try await visitor.submit("\(page)/valida", from: page, ["valida-dal": "01/01/1900"])
            #expect(unborn.words.contains("L'inizio della validità, 01/01/1900, precede la nascita dell'assistito"))
            let done = try await visitor.submit(
                "\(page)/valida", from: page, fields.merging(["conferma-inizio": "27/11/2062"]) { $1 })
            #expect(done.location == page)
        }
        #expect(try await desk.house.dossier(number).practice.validity?.from.iso == "2062-11-27")
    }

    @Test func `everything that is wrong is told on one page, each at its field`() async throws {
        let desk = try TestDesk()
        let red = [Finding(.exemptionMissing), Finding(.identityMismatch)]
        let number = try await desk.house.practice(SampleCertificate(exemption: nil, findings: red))
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let refused = try await visitor.submit(
                "\(page)/valida", from: page,
                ["valida-dal": "ieri", "diagnosi": "ABC", "durata": "illimitata", "valida-al": "1/1/2030"])
            #expect(refused.status == .unprocessableContent)
            let targets =
                ["esenzione", "diagnosi", "valida-dal", "valida-al"]
                + red.map { DecisionDraft.Name.acknowledged($0.formKey) }
            for target in targets { #expect(refused.text.contains("<li><a href=\"#\(target)\">"), "\(target)") }
            #expect(refused.words.contains("scegliere «\(DecisionDraft.EndChoice.dayLabel)» o togliere la data"))
        }
    }

    @Test func `an address to which forms are sent leads to its practice`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            for path in [
                "valida", "presa-in-carico", "bozza", "bozza/elimina", "catalogo/scegli", "catalogo/dal-documento",
                "avvisi/1/invia",
            ] {
                let page = try await visitor.get("/pratiche/\(number)/\(path)")
                #expect(page.location == "/pratiche/\(number)", "\(path)")
            }
            #expect(try await visitor.get("/pratiche/202601020399999999/valida").status == .notFound)
        }
    }

    @Test func `an exemption and a diagnosis may be typed as people write them`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(SampleCertificate(exemption: nil, diagnosis: nil))
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let done = try await visitor.submit(
                "\(page)/valida", from: page, ["esenzione": "44", "diagnosi": "296,0", "durata": "catalogo"])
            #expect(done.location == page)
        }
        let codes = try await desk.house.dossier(number).practice.codes
        #expect(codes == CodePair(exemption: ExemptionCode("044"), diagnosis: DiagnosisCode("2960")))
    }

    @Test func `rejecting asks first, wants a reason and keeps the notes`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = "/pratiche/\(number)"
            let asked = try await visitor.submit(
                "\(page)/respingi", from: page, ["nota-beneficiario": "manca la firma"])
            #expect(asked.location == "\(page)/respingi")
            let dialog = try await visitor.get("\(page)/respingi")
            for word in [
                "RESPINGI", "Sei sicuro di voler respingere la pratica \(number)?", "Motivazione",
                "Selezione motivazione Requisiti non sufficienti Documentazione non corretta "
                    + "Documentazione insufficiente Altro",
                "NO", "SÌ", "manca la firma",
            ] {
                #expect(dialog.words.contains(word), "\(word)")
            }
            // NO leads back, and what was typed is still there.
            #expect(try await visitor.get(page).text.contains("manca la firma</textarea>"))
            let fields = ["nota-beneficiario": "manca la firma", "conferma": "si"]
            let refused = try await visitor.submit("\(page)/respingi", from: "\(page)/respingi", fields)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("id=\"motivazione-errore\""))
            let done = try await visitor.submit(
                "\(page)/respingi", from: "\(page)/respingi",
                fields.merging(["motivazione": "REQUISITI_NON_SUFFICIENTI"]) { $1 })
            #expect(done.location == page)
            let words = try await visitor.get(page).words
            #expect(words.contains("Pratica \(number) respinta con successo"))
            #expect(words.contains("RESPINTA - REQUISITI NON SUFFICIENTI"))
            #expect(words.contains("Respinta il 19/01/2026"))
        }
        let dossier = try await desk.house.dossier(number)
        #expect(dossier.practice.rejectionReason == .requirementsNotMet)
        #expect(dossier.history.last?.noteBeneficiary == "manca la firma")
    }

    @Test func `a validated practice is cancelled from a page of its own`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = "/pratiche/\(number)"
            _ = try await visitor.submit("\(page)/valida", from: page)
            let words = try await visitor.get("\(page)/annulla").words
            #expect(words.contains("Sei sicuro di voler annullare la pratica \(number)?"))
            let done = try await visitor.submit(
                "\(page)/annulla", from: "\(page)/annulla", ["conferma": "si", "nota-interna": "errore"])
            #expect(done.location == page)
            let shown = try await visitor.get(page).words
            #expect(shown.contains("Annullata il 19/01/2026"))
            #expect(shown.contains("Annullamento In coda"))
        }
        #expect(try await desk.house.dossier(number).history.last?.noteInternal == "errore")
    }

    @Test func `a district specialist may not cancel`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let specialist = TestHouse.operatorOf("VNTRLA92B26C688M", .districtSpecialist)
        try await desk.run(as: specialist) { visitor in
            let page = "/pratiche/\(number)"
            #expect(try await !visitor.get(page).words.contains("Annulla pratica"))
            #expect(try await visitor.get("\(page)/annulla").location == page)
            let refused = try await visitor.submit("\(page)/annulla", from: page, ["conferma": "si"])
            #expect(refused.status == .forbidden)
        }
        #expect(try await desk.house.dossier(number).practice.state == .received)
    }

    @Test func `a pair that is wrong in the document itself can be granted by who has looked into it`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(SampleCertificate(diagnosis: "7200"))
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = "/pratiche/\(number)"
            let unchanged = ["diagnosi": "7200", "diagnosi-mostrata": "7200"]
            let entered = ["diagnosi": "250", "diagnosi-mostrata": "7200"]
            let refused = try await visitor.submit("\(page)/valida", from: page, entered)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.text.contains("id=\"diagnosi-errore\""))
            #expect(try await visitor.submit("\(page)/valida", from: page, unchanged).status == .unprocessableContent)
            let doubt = Finding(.diagnosisNotOfExemption, detail: "7200, 044")
            let seen = unchanged.merging([DecisionDraft.Name.acknowledged(doubt.formKey): "si"]) { first, _ in first }
            #expect(try await visitor.submit("\(page)/valida", from: page, seen).status == .seeOther)
        }
    }
}

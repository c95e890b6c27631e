// SPDX-License-Identifier: EUPL-1.2

import Storage
import Domain
import HTTPTypes
import Testing
import TestSupport

@testable import Review

/// Manual §3.2 and chapter 4: the detail of a practice.
@Suite struct PracticePageTests {
    @Test func `the detail has the manual's words`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let words = try await visitor.get("/pratiche/\(number)").words
            for word in [
                "← Indietro", "Dettaglio pratica", "INVIATA", "Pratica di esenzione per Malattie croniche",
                "Vai al certificato", "Numero pratica \(number)", "Beneficiario TRNNLL53H10I462M TRENTASEI NELLO",
                "Esenzione 044 Psicosi", "Stato pratica: Inviata", "Aggiornato al 19/01/2026",
                "Diagnosi 2960 - DIS MANIACALE, MONOEPIS", "Scarica certificato", "Cronologia",
                "Data e ora Utente Stato pratica Nota Beneficiario Nota Interna",
                "19/01/2026 10:00:00 AAAAAA00A11D000L MEDICO_SPECIALISTA_CAS Inviata", "Nota Beneficiario", "Interna",
                "Presa in carico", "Respingi", "Valida", "Dal documento", "Inserito dal medico",
            ] {
                #expect(words.contains(word), "\(word)")
            }
        }
    }

    @Test func `a citizen's practice offers its attachments`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(SampleCertificate(senderKind: .portal))
        try await desk.run(as: TestHouse.doctor) { visitor in
            let words = try await visitor.get("/pratiche/\(number)").words
            #expect(words.contains("Scarica allegati"))
            #expect(!words.contains("Scarica certificato"))
        }
    }

    @Test func `in an archive each file has a name of its own, which no program takes for a place`() {
        let names = ["a.pdf", "A.pdf", "..\\x:y.pdf", ".nascosto", "", "a.pdf", "fdp\u{202E}\u{7}.exe"]
        #expect(
            DocumentDownload.names(names)
                == ["a.pdf", "A (2).pdf", "_x_y.pdf", "nascosto", "documento", "a (3).pdf", "fdp__.exe"])
    }

    @Test func `a practice with a certificate and a citizen's request offers both, the several as an archive`()
        async throws
    {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let links = try await [
            desk.house.practice(
                SampleCertificate(
                    sender: "portale", senderKind: .portal, fileName: "richiesta.xml", note: "n")),
            desk.house.practice(SampleCertificate(sender: "portale", senderKind: .portal, fileName: "cc.pdf")),
        ]
        #expect(Set(links) == [number])
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get("/pratiche/\(number)")
            #expect(page.text.contains(">Scarica certificato</a>"))
            #expect(page.words.contains("Scarica allegati (2 file)"))
            let address = "/pratiche/\(number)/documenti.zip?quali=allegati"
            #expect(page.text.contains("href=\"\(address)\""))
            let archive = try await visitor.get(address)
            #expect(archive.headers[.contentType] == "application/zip")
            #expect(archive.headers[.contentDisposition]?.contains("\(number)-allegati.zip") == true)
            for name in ["cc.pdf", "richiesta.xml"] { #expect(archive.text.contains(name)) }
            #expect(try await visitor.get("/pratiche/202601020300000099/documenti.zip").status == .notFound)
        }
    }

    @Test func `the number of findings stands beside the buttons, with a way to them`() async throws {
        let desk = try TestDesk()
        let findings = [Finding(.signatureAbsent), Finding(.identityMismatch)]
        let number = try await desk.house.practice(SampleCertificate(findings: findings))
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get("/pratiche/\(number)")
            #expect(page.text.contains("href=\"#segnalazioni\""))
            #expect(page.text.contains("id=\"segnalazioni\""))
            let all = try await desk.house.dossier(number).findings.count
            #expect(page.words.contains("\(all) segnalazioni, di cui 1 da verificare"))
        }
        #expect(FindingCard.note([]) == nil)
        let note = FindingCard.note(FindingCard.cards([Finding(.signatureAbsent)]))
        #expect(note?.noteText == "1 segnalazione" && note?.noteKind == "info")
    }

    @Test func `a finding about the person's identity has to be looked into`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(SampleCertificate(findings: [Finding(.pageNamesAnother)]))
        let page = "/pratiche/\(number)"
        try await desk.run(as: TestHouse.doctor) { visitor in
            let refused = try await visitor.submit("\(page)/valida", from: page, ["durata": "catalogo"])
            #expect(refused.status == .unprocessableContent)
        }
    }

    @Test func `what is told of a value says of which`() {
        let finding = Finding(.severalCandidates, field: .diagnosisCode, detail: "042, 340")
        let message = FindingCard.cards([finding]).first?.message
        #expect(message == "Codice diagnosi: più valori sono ugualmente plausibili (042, 340)")
    }

    @Test func `the size of the pages goes along to the next practice`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        let next = try await desk.house.practice(SampleCertificate(exemption: "048"))
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get("/pratiche/\(number)?zoom=150")
            #expect(page.text.contains("href=\"/pratiche/\(next)?zoom=150\""))
            #expect(try await visitor.get("/pratiche/\(number)").text.contains("href=\"/pratiche/\(next)\""))
        }
    }

    @Test func `a request says when it was made and what its sender wrote, as text`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(SampleCertificate(senderKind: .portal, note: "Grazie <b>&"))
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get("/pratiche/\(number)")
            #expect(page.words.contains("Richiesta del cittadino"))
            #expect(page.text.contains("«Grazie &lt;b&gt;&amp;»"))
            #expect(page.words.contains("Presentata il 19/01/2026 09:06"))
        }
    }

    @Test func `several documents are offered one by one`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.house.practice(SampleCertificate(fileName: "secondo.pdf"))
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get("/pratiche/\(number)")
            let documents = try await desk.house.dossier(number).documents
            #expect(documents.count == 2)
            for document in documents {
                #expect(page.text.contains("/pratiche/\(number)/documenti/\(document.sha256)"))
            }
            #expect(page.words.contains("Il documento si è aggiunto a questa pratica, che era già aperta"))
        }
    }

    @Test func `a finding says what is the matter and what to do`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(
            SampleCertificate(exemption: nil, diagnosis: nil, findings: [Finding(.exemptionMissing)]))
        try await desk.run(as: TestHouse.doctor) { visitor in
            let words = try await visitor.get("/pratiche/\(number)").words
            #expect(
                words.contains(
                    "Nel documento non si è trovato il codice di esenzione Cercarlo nel documento e scegliere l'esenzione dal catalogo"
                ))
        }
    }

    @Test func `who may only look gets no form`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        // Who signed the certificate.
        let specialist = TestHouse.operatorOf("AAAAAA00A11D000L", .hospitalSpecialist)
        try await desk.run(as: specialist) { visitor in
            let page = try await visitor.get("/pratiche/\(number)")
            #expect(page.status == .ok)
            #expect(!page.text.contains("id=\"decisione\""))
            #expect(!page.words.contains("Presa in carico"))
        }
    }

    @Test func `the history has a page of its own`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let words = try await visitor.get("/pratiche/\(number)/cronologia").words
            #expect(words.contains("CRONOLOGIA"))
            #expect(words.contains("19/01/2026 10:00:00 AAAAAA00A11D000L MEDICO_SPECIALISTA_CAS Inviata"))
        }
    }

    @Test func `a document comes as it was received, to be saved`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice(SampleCertificate(fileName: "città \"x\".pdf"))
        let hash = TestHouse.known(try await desk.house.dossier(number).documents.first).sha256
        try await desk.run(as: TestHouse.doctor) { visitor in
            let page = try await visitor.get("/pratiche/\(number)/documenti/\(hash)")
            #expect(page.text == "the bytes of \(hash)")
            #expect(page.headers[.contentType] == "application/pdf")
            #expect(
                page.headers[.contentDisposition]
                    == "attachment; filename=\"citt_ _x_.pdf\"; filename*=UTF-8''citt%C3%A0%20%22x%22.pdf")
            #expect(page.headers[.xContentTypeOptions] == "nosniff")
            #expect(page.headers[.contentSecurityPolicy]?.hasPrefix("sandbox") == true)
        }
    }

    @Test func `a document is only reached through a practice that holds it`() async throws {
        let desk = try TestDesk()
        let first = try await desk.house.practice()
        let second = try await desk.house.practice(SampleCertificate(exemption: "048", diagnosis: "000"))
        let hash = TestHouse.known(try await desk.house.dossier(first).documents.first).sha256
        try await desk.run(as: TestHouse.doctor) { visitor in
            let other = try await visitor.get("/pratiche/\(second)/documenti/\(hash)")
            #expect(other.status == .notFound)
            #expect(try await visitor.get("/pratiche/\(first)/documenti/..%2F..").status == .notFound)
        }
        try await desk.run(as: TestHouse.stranger) { visitor in
            let hidden = try await visitor.get("/pratiche/\(first)/documenti/\(hash)")
            #expect(hidden.status == .notFound)
        }
    }
}

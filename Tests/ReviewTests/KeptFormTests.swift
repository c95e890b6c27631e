// SPDX-License-Identifier: EUPL-1.2

import Domain
import HTTPTypes
import Foundation
import Storage
import Testing
import TestSupport

@testable import Review

/// What is sent when the session of its page is over is kept for whoever typed it, and comes back to be sent anew.
@Suite struct KeptFormTests {
    private static func page(_ number: PracticeNumber) -> String { "/pratiche/\(number)" }
    private static func action(_ number: PracticeNumber) -> String { "\(page(number))/respingi" }

    /// A doctor's page, as the browser holds it, when the session has run out.
    private static func expired(
        _ desk: TestDesk, _ visitor: inout Visitor, _ numbers: [PracticeNumber]
    ) async throws -> [[String: String]] {
        var stamps: [[String: String]] = []
        for number in numbers { stamps.append(visitor.stamp(of: try await visitor.get(page(number)))) }
        desk.house.clock.advance(seconds: Int64(desk.settings.sessionIdle))
        return stamps
    }

    private static func known(_ visitor: inout Visitor) async throws -> ShownPage {
        let answer = try await visitor.trySignIn(TestHouse.doctor.fiscalCode.value)
        #expect(answer.location == "/ripresa")
        return try await visitor.get("/ripresa")
    }

    @Test func `a form that comes too late is kept whole, and the sign-in leads to it`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let stamp = try await Self.expired(desk, &visitor, [number])[0]
            let late = try await visitor.post(
                Self.action(number),
                stamp.merging(["nota-interna": "scritta <tardi>", "motivazione": "ALTRO", "conferma": "si"]) { $1 })
            #expect(late.location?.hasPrefix("/accesso?sessione=conservata&poi=") == true)
            #expect(try await visitor.get("/accesso?sessione=conservata").words.contains(SignInModel.kept))
            let kept = try await Self.known(&visitor)
            for words in [
                "Pratica \(number)", "Volevi respingere la pratica", "Nota Interna scritta <tardi>",
                "Motivazione Altro",
            ] {
                #expect(kept.words.contains(words), "\(words)")
            }
            for name in ["Documenti visti", "Righe viste", "Modulo", "Versione"] { #expect(!kept.words.contains(name)) }
            #expect(kept.text.contains("formaction=\"\(Self.action(number))\">Respingi adesso"))
            let fields = kept.fields
            let again = try await visitor.post("\(Self.page(number))/bozza", fields)
            #expect(again.location == "\(Self.page(number))#decisione")
            let shown = try await visitor.get(Self.page(number))
            #expect(shown.text.contains("scritta &lt;tardi&gt;</textarea>"))
            #expect(shown.text.contains("<option value=\"ALTRO\" selected>"))
            #expect(try await visitor.get("/ripresa").status == .seeOther)
        }
        #expect(try await desk.house.dossier(number).practice.state == .received)
    }

    @Test func `what was wanted can be done at once`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let stamp = try await Self.expired(desk, &visitor, [number])[0]
            _ = try await visitor.post(
                Self.action(number), stamp.merging(["motivazione": "ALTRO", "conferma": "si"]) { $1 })
            let kept = try await Self.known(&visitor)
            #expect(try await visitor.post(Self.action(number), kept.fields).location == Self.page(number))
        }
        #expect(try await desk.house.dossier(number).practice.state == .rejected)
    }

    @Test func `an autosave that comes too late takes nothing away from the form that follows`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let stamp = try await Self.expired(desk, &visitor, [number])[0]
            let quiet = stamp.merging(["nota-interna": "Prima frase.", "in-silenzio": "si"]) { $1 }
            let saved = try await visitor.post("\(Self.page(number))/bozza", quiet)
            #expect(saved.status == .unauthorized && saved.text.contains("non va perso"))
            let late = try await visitor.post(
                "\(Self.page(number))/valida",
                stamp.merging(["nota-interna": "Prima frase. Seconda frase.", "durata": "illimitata"]) { $1 })
            #expect(late.location?.contains("sessione=conservata") == true)
            // Of the same page, and later than what was sent on purpose.
            _ = try await visitor.post("\(Self.page(number))/bozza", quiet)
            let kept = try await Self.known(&visitor)
            #expect(kept.words.contains("Volevi validare la pratica"))
            #expect(kept.words.contains("Nota Interna Prima frase. Seconda frase."))
            #expect(kept.fields["durata"] == "illimitata")
            #expect(kept.fields["in-silenzio"] == nil)
            #expect(kept.values(of: "ripresa").count == 1)
        }
    }

    @Test func `an autosave alone comes back into the fields of its practice`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let stamp = try await Self.expired(desk, &visitor, [number])[0]
            _ = try await visitor.post(
                "\(Self.page(number))/bozza", stamp.merging(["nota-interna": "a metà", "in-silenzio": "si"]) { $1 })
            let kept = try await Self.known(&visitor)
            let again = try await visitor.post("\(Self.page(number))/bozza", kept.fields)
            #expect(again.location == "\(Self.page(number))#decisione")
            #expect(try await visitor.get(Self.page(number)).text.contains("a metà</textarea>"))
        }
    }

    @Test func `each page's form is kept, and every page says that they wait`() async throws {
        let desk = try TestDesk()
        let numbers = [
            try await desk.house.practice(), try await desk.house.practice(SampleCertificate(exemption: "048")),
        ]
        try await desk.run(as: TestHouse.doctor) { visitor in
            let stamps = try await Self.expired(desk, &visitor, numbers)
            for (number, stamp) in zip(numbers, stamps) {
                let late = try await visitor.post(
                    Self.action(number), stamp.merging(["nota-interna": "per \(number)"]) { $1 })
                #expect(late.location?.contains("sessione=conservata") == true)
            }
            let kept = try await Self.known(&visitor)
            for number in numbers { #expect(kept.words.contains("Nota Interna per \(number)")) }
            #expect(try await visitor.get("/").words.contains("Sono conservati 2 testi"))
            let label = try #require(kept.values(of: "ripresa").first)
            let dropped = try await visitor.submit("/ripresa/elimina", from: "/ripresa", ["ripresa": label])
            #expect(dropped.location == "/ripresa")
            #expect(try await visitor.get("/").words.contains("È conservato un testo"))
            let last = try #require(try await visitor.get("/ripresa").value(of: "ripresa"))
            #expect(try await visitor.submit("/ripresa/elimina", from: "/ripresa", ["ripresa": last]).location == "/")
        }
    }

    @Test func `there is room for so many, and for so long`() throws {
        var forms = KeptForms()
        let now = Timestamp(seconds: 1000)
        for number in 0..<30 {
            let fields = FormFields(urlEncoded: "nota-interna=\(number)\(number < 5 ? "&in-silenzio=si" : "")")
            forms.keep(try #require(KeptForm(path: "/pratiche/\(number)/valida", fields, at: now)))
        }
        #expect(forms.forms.count == 20)
        #expect(forms.forms.last?.fields.first?.value == "29")
        // What scripts sent goes first.
        #expect(forms.forms.allSatisfy { !$0.isAutomatic })
        forms.dropOld(at: Timestamp(seconds: 1000 + KeptForms.life))
        #expect(forms.forms.isEmpty)
    }

    @Test(arguments: [true, false])
    func `a window that stayed open after leaving keeps what is typed in it`(signsInAgain: Bool) async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let stamp = visitor.stamp(of: try await visitor.get(Self.page(number)))
            _ = try await visitor.submit("/uscita", from: "/")
            if signsInAgain { try await visitor.signIn(as: TestHouse.doctor) }
            let fields = stamp.merging(["nota-interna": "nella vecchia finestra"]) { $1 }
            let quiet = try await visitor.post(
                "\(Self.page(number))/bozza", fields.merging(["in-silenzio": "si"]) { $1 })
            #expect(quiet.status == (signsInAgain ? .conflict : .unauthorized))
            let late = try await visitor.post("\(Self.page(number))/valida", fields)
            if signsInAgain {
                #expect(late.location == "/ripresa")
            } else {
                #expect(late.location?.contains("sessione=conservata") == true)
                try await visitor.signIn(as: TestHouse.doctor)
            }
            let kept = try await visitor.get("/ripresa")
            #expect(kept.words.contains("Nota Interna nella vecchia finestra"))
            #expect(kept.text.contains("Valida adesso"))
        }
        #expect(try await desk.house.dossier(number).practice.state == .received)
    }

    @Test func `nobody else gets another person's text`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.house.addAccount(TestHouse.colleague)
        try await desk.run(as: TestHouse.doctor) { visitor in
            let stamp = visitor.stamp(of: try await visitor.get(Self.page(number)))
            _ = try await visitor.submit("/uscita", from: "/")
            try await visitor.signIn(as: TestHouse.colleague)
            let late = try await visitor.post(
                "\(Self.page(number))/valida", stamp.merging(["nota-interna": "di un altro"]) { $1 })
            #expect(late.status == .forbidden)
            #expect(try await visitor.get("/ripresa").location == "/")
        }
    }

    @Test func `nothing is kept under another token, for another form, or after a session was ended for cause`()
        async throws
    {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let token = try #require(try await visitor.get("/sessioni").value(of: "gettone"))
            desk.house.clock.advance(seconds: Int64(desk.settings.sessionIdle))
            for (path, sent) in [
                (Self.action(number), SecretToken().value), ("/sessioni/chiudi", token), ("/uscita", token),
            ] {
                let answer = try await visitor.post(path, ["gettone": sent, "nota-interna": "x"])
                let reason = path == Self.action(number) ? "persa" : "scaduta"
                #expect(answer.location?.hasPrefix("/accesso?sessione=\(reason)") == true)
            }
            #expect(try await visitor.get("/accesso?sessione=persa").words.contains(SignInModel.lost))
            try await visitor.signIn(as: TestHouse.doctor)
            #expect(try await visitor.get("/ripresa").location == "/")
            let closed = try #require(try await visitor.get("/sessioni").value(of: "gettone"))
            _ = try await visitor.submit("/sessioni/chiudi", from: "/sessioni", ["sessione": "tutte"])
            let late = try await visitor.post(Self.action(number), ["gettone": closed, "nota-interna": "x"])
            #expect(late.location?.contains("conservata") == false)
        }
    }

    @Test func `a document's person that was typed too late comes back too`() async throws {
        let desk = try TestDesk()
        let delivery = try await desk.house.file(
            SampleCertificate(person: nil, findings: [Finding(.fiscalCodeMissing)]))
        let id = delivery.id.value
        try await desk.run(as: TestHouse.doctor) { visitor in
            let token = try #require(try await visitor.get("/documenti-da-abbinare").value(of: "gettone"))
            desk.house.clock.advance(seconds: Int64(desk.settings.sessionIdle))
            _ = try await visitor.post(
                "/documenti-da-abbinare/\(id)/abbina", ["gettone": token, "codice-fiscale-\(id)": "RSSMRA48R11B111I"])
            let kept = try await Self.known(&visitor)
            #expect(kept.words.contains("Codice fiscale RSSMRA48R11B111I"))
            let again = try await visitor.post("/documenti-da-abbinare/\(id)/verifica", kept.fields)
            #expect(again.status == .seeOther)
            let shown = try await visitor.get("/documenti-da-abbinare?documento=\(id)")
            #expect(shown.text.contains("value=\"RSSMRA48R11B111I\""))
        }
    }

    @Test func `what was typed about a practice that was closed meanwhile can still be read`() async throws {
        let desk = try TestDesk()
        let number = try await desk.house.practice()
        try await desk.run(as: TestHouse.doctor) { visitor in
            let stamp = try await Self.expired(desk, &visitor, [number])[0]
            _ = try await visitor.post(
                "\(Self.page(number))/valida", stamp.merging(["nota-interna": "troppo tardi"]) { $1 })
            _ = try await desk.house.store.decide(
                DecisionRequest(
                    number: number, action: .reject, seenVersion: nil, actor: TestHouse.colleague, reason: .other))
            let kept = try await Self.known(&visitor)
            _ = try await visitor.post("\(Self.page(number))/bozza", kept.fields)
            #expect(try await visitor.get(Self.page(number)).words.contains("Nota Interna troppo tardi"))
        }
    }
}

extension ShownPage {
    /// The hidden fields of the page's first form, as a browser sends them.
    fileprivate var fields: [String: String] {
        let form = text.components(before: "</form>", after: "<form method=\"post\" action=\"/ripresa/elimina\">")
        return form.components(separatedBy: "<input type=\"hidden\" name=\"").dropFirst().reduce(into: [:]) {
            let parts = $1.components(separatedBy: "\"")
            $0[parts[0]] = parts[2].components(separatedBy: "&lt;").joined(separator: "<")
                .components(separatedBy: "&gt;").joined(separator: ">")
        }
    }
}

extension String {
    fileprivate func components(before end: String, after start: String) -> String {
        guard let begin = range(of: start), let stop = range(of: end, range: begin.upperBound..<endIndex) else {
            return ""
        }
        return String(self[begin.upperBound..<stop.lowerBound])
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain
import Testing
import TestSupport

@testable import Review

/// The models of the detail page, without HTTP.
@Suite struct PracticeModelTests {
    @Test(arguments: [
        ("2960", "044", "2960 - DIS MANIACALE, MONOEPIS"), ("000", "048", "000 - -"), ("F123", "048", "-"),
        ("7999", "044", "7999 - -"), ("25001", "013", "25001 - DIABETE MELLITO"),
    ])
    func `a diagnosis is printed as the manual prints it`(code: String, exemption: String, words: String) {
        let diagnosis = TestHouse.known(DiagnosisCode(code))
        #expect(TestHouse.catalogue.words(for: diagnosis, of: TestHouse.code(exemption)) == words)
    }

    @Test func `nothing stated is a dash`() {
        #expect(TestHouse.catalogue.words(for: nil, of: nil) == "-")
        #expect(TestHouse.catalogue.words(for: nil) == "-")
    }

    @Test func `services of different lists are never mixed`() throws {
        func service(_ code: String, _ text: String, _ regime: String) -> ServiceEntry {
            ServiceEntry(code: code, exemption: TestHouse.code("044"), description: text, regime: regime)
        }
        let list = try #require(
            ServiceList([
                service("89.01", "Visita", "DM 329/1999"), service("29", "Prima riga", "PIEMONTE AURA"),
                service("29", "Seconda riga", "PIEMONTE AURA"), service("90", "Esame", "DPCM 12/01/2017"),
            ]))
        #expect(list.regime == "PIEMONTE AURA")
        #expect(list.first == [.init(code: "29", text: "Prima riga"), .init(code: "", text: "Seconda riga")])
        #expect(!list.hasMore)
        #expect(ServiceList([]) == nil)
    }

    @Test func `a list that may lack lines gives way to a whole one, and says so where there is none`() throws {
        func service(_ regime: String, isPartial: Bool) -> ServiceEntry {
            ServiceEntry(
                code: "1", exemption: TestHouse.code("044"), description: "s", regime: regime,
                isOfPartialList: isPartial)
        }
        let both = [service("PIEMONTE AURA", isPartial: true), service("DPCM 12/01/2017", isPartial: false)]
        let list = try #require(ServiceList(both))
        #expect(list.regime == "DPCM 12/01/2017" && !list.isPartial)
        let alone = try #require(ServiceList([both[0]]))
        #expect(alone.regime == "PIEMONTE AURA" && alone.isPartial)
    }

    @Test func `the rest of a long list waits behind Mostra tutto`() throws {
        let services = (1...6).map {
            ServiceEntry(code: "\($0)", exemption: TestHouse.code("044"), description: "", regime: "DM 329/1999")
        }
        let list = try #require(ServiceList(services))
        #expect(list.first.count == 4)
        #expect(list.rest.map(\.code) == ["5", "6"])
    }

    @Test(arguments: [
        ("048", "000", "Come da catalogo: fino al 19/01/2031", "5 anni"),
        ("044", "2960", "Come da catalogo: senza scadenza", "illimitata"),
        ("054", "7200", nil, "non riporta la durata"),
    ])
    func `the end that is proposed comes with its rule`(
        exemption: String, diagnosis: String, label: String?, rule: String
    ) {
        let codes = CodePair(exemption: TestHouse.code(exemption), diagnosis: DiagnosisCode(diagnosis))
        let proposal = ValidityProposal(
            codes, TestHouse.catalogue, from: TestHouse.known(CalendarDay(iso: "2026-01-19")))
        #expect(proposal.label == label)
        #expect(proposal.rule.contains(rule))
    }

    @Test func `the heaviest finding comes first, each once`() {
        let cards = FindingCard.cards([
            Finding(.signatureAbsent), Finding(.sourcesDisagree), Finding(.exemptionMissing), Finding(.signatureAbsent),
        ])
        #expect(cards.map(\.severity) == ["Da verificare", "Attenzione", "Informazione"])
    }

    @Test func `a contested value shows its candidates`() {
        var extract = Extract(form: .cdaXML, role: .certificate)
        extract.fields[.diagnosisCode] = ExtractedField(
            value: nil, confidence: .doubtful, source: FieldSource(.cda), candidates: ["2960", "2961"])
        #expect(ValueRow.rows(extract, anchor: "d").map(\.value) == ["2960 oppure 2961"])
    }

    @Test(arguments: [("19530610", nil), ("10.VI.1953", "10.VI.1953"), ("1953-06-10", nil)])
    func `a day is told as written only where that says more`(written: String, shown: String?) {
        var extract = Extract(form: .cdaXML, role: .certificate)
        extract.fields[.beneficiaryBirthDate] = ExtractedField(
            value: "1953-06-10", confidence: .certain, source: FieldSource(.cda), asWritten: written)
        #expect(ValueRow.rows(extract, anchor: "d").map(\.asWritten) == [shown])
    }

    @Test(arguments: [
        (FieldSource(.text, page: 2), "testo, pagina 2"), (FieldSource(.cda, xpath: "/a"), "dati strutturati"),
        (FieldSource(.ocr, page: 1), "riconosciuto dall'immagine, pagina 1"),
        (FieldSource(.form, page: 1, formField: "cf"), "modulo, campo «cf», pagina 1"),
        (FieldSource(.catalogue), "proposto dal catalogo"),
    ])
    func `a place is told in words`(source: FieldSource, words: String) { #expect(source.words.collapsed == words) }

    @Test(arguments: [
        ("cert.pdf", "attachment; filename=\"cert.pdf\"; filename*=UTF-8''cert.pdf"),
        ("a\"\r\nb", "attachment; filename=\"a___b\"; filename*=UTF-8''a%22%0D%0Ab"),
    ])
    func `a file name never breaks its header`(name: String, header: String) {
        #expect(DocumentDownload.disposition(name) == header)
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Domain
import Testing
import TestSupport

@testable import Review

/// Where values come from, how far they may be trusted, and who signed: the models without HTTP.
@Suite struct ProvenanceModelTests {
    static let size = PageSize(width: 595, height: 842)

    static func extract(_ field: ExtractedField, findings: [Finding] = []) -> Extract {
        Extract(form: .pdfText, role: .certificate, fields: [.exemptionCode: field], findings: findings)
    }

    static func field(
        _ confidence: Confidence, _ kind: FieldSource.Kind = .text, page: Int? = 1, box: [Double]? = nil,
        candidates: [String] = []
    ) -> ExtractedField {
        ExtractedField(
            value: "048", confidence: confidence, source: FieldSource(kind, page: page, box: box),
            candidates: candidates)
    }

    @Test(arguments: [
        (field(.certain, .cda), "certo: dato strutturato"),
        (field(.certain), "certo: più fonti concordano"),
        (field(.probable), "probabile: una sola fonte"),
        (field(.probable, .catalogue), "probabile: ricavato dagli altri dati del documento"),
        (field(.doubtful, candidates: ["048", "044"]), "incerto: il documento riporta più valori possibili"),
        (field(.doubtful, .ocr), "incerto: l'immagine non si legge con sicurezza"),
        (field(.doubtful), "incerto: il documento non lo indica con chiarezza"),
    ])
    func `confidence is told as its reason`(field: ExtractedField, words: String) {
        #expect(ValueRow.rows(Self.extract(field), anchor: "d").map(\.trust) == [words])
    }

    @Test func `what was found about a doubtful value is its reason`() {
        let finding = Finding(.exemptionUnknown, field: .exemptionCode, detail: "048")
        let rows = ValueRow.rows(Self.extract(Self.field(.doubtful), findings: [finding]), anchor: "d")
        #expect(rows.map { $0.trust?.lowercased() } == ["incerto: \(finding.message.lowercased())"])
    }

    @Test func `what else the document says is shown beside the value that was preferred`() {
        let rows = ValueRow.rows(Self.extract(Self.field(.doubtful, candidates: ["048", "044"])), anchor: "d")
        #expect(rows.map(\.otherValues) == ["044"])
    }

    @Test func `a box lies around the words, in the page's points, and is linked with its row both ways`() throws {
        let extract = Self.extract(Self.field(.probable, box: [72, 90, 130.25, 101]))
        let box = try #require(PageOverlay(1, extract, anchor: "documento-1", size: Self.size).boxes.first)
        #expect([box.left, box.top, box.boxWidth, box.boxHeight] == ["70.0", "88.0", "62.3", "15.0"])
        #expect(box.boxTitle == "Codice esenzione: 048")
        let row = try #require(ValueRow.rows(extract, anchor: "documento-1", boxes: [box]).first)
        #expect(row.boxLink == box.boxAnchor)
        #expect(box.rowLink == row.rowAnchor)
    }

    @Test func `values that stand in one place share a box, which is doubtful if one of them is`() {
        var extract = Self.extract(Self.field(.probable, box: [72, 90, 130, 101]))
        extract.fields[.diagnosisCode] = Self.field(.doubtful, box: [72, 90, 130, 101])
        let boxes = PageOverlay(1, extract, anchor: "d", size: Self.size).boxes
        #expect(boxes.map { $0.spots.map(\.name) } == [[.exemptionCode, .diagnosisCode]])
        #expect(boxes.map(\.boxTitle) == ["Codice esenzione: 048; Codice diagnosi: 048"])
        #expect(boxes.map(\.boxStyle) == ["doubtful"])
        let links = ValueRow.rows(extract, anchor: "d", boxes: boxes).map(\.boxLink)
        #expect(links == ["d-exemptionCode-riquadro", "d-exemptionCode-riquadro"])
    }

    @Test func `each of several values has a box and a link of its own, and one row`() throws {
        var field = Self.field(.doubtful, box: [72, 90, 130, 101], candidates: ["048", "044"])
        field.value = nil
        field.candidateSources = [
            FieldSource(.text, page: 1, box: [72, 90, 130, 101]), FieldSource(.ocr, page: 1, box: [72, 290, 130, 301]),
        ]
        let extract = Self.extract(field)
        let boxes = PageOverlay(1, extract, anchor: "d", size: Self.size).boxes
        #expect(boxes.map(\.boxTitle) == ["Codice esenzione: 048", "Codice esenzione: 044"])
        #expect(boxes.map(\.rowLink) == ["d-exemptionCode", "d-exemptionCode"])
        let rows = ValueRow.rows(extract, anchor: "d", boxes: boxes)
        #expect(rows.map(\.boxLink) == [nil])
        #expect(rows.flatMap(\.claims).map(\.claimValue) == ["048", "044"])
        #expect(rows.flatMap(\.claims).map(\.claimLink) == boxes.map(\.boxAnchor))
        #expect(Set(boxes.map(\.boxAnchor)).count == 2)
        let hash = try #require(ContentHash(String(repeating: "a", count: 64)))
        let values = DocumentValues(extract, hash, address: "/d", sizes: [:])
        #expect(values.fields.map(\.candidateSources) == [field.candidateSources])
    }

    @Test(
        arguments: [
            nil, [], [72, 90, 130], [130, 90, 72, 101], [700, 90, 800, 101], [72, .nan, 130, 101],
        ] as [[Double]?])
    func `a place that is none on the page has no box`(box: [Double]?) {
        let extract = Self.extract(Self.field(.probable, box: box))
        #expect(PageOverlay(1, extract, anchor: "d", size: Self.size).boxes == [])
    }

    @Test func `a box is drawn only on its own page, and never over its edge`() {
        let extract = Self.extract(Self.field(.probable, page: 2, box: [-5, 0, 900, 20]))
        #expect(PageOverlay(1, extract, anchor: "d", size: Self.size).boxes == [])
        let boxes = PageOverlay(2, extract, anchor: "d", size: Self.size).boxes
        #expect(boxes.map(\.left) == ["0.0"])
        #expect(boxes.map(\.boxWidth) == ["595.0"])
    }

    @Test func `the pages with values are shown, and always the first`() throws {
        let hash = try #require(ContentHash(String(repeating: "a", count: 64)))
        var extract = Self.extract(Self.field(.probable, page: 3))
        #expect(PageSheet.keys(hash, extract).map(\.number) == [1, 3])
        extract.form = .cdaXML
        #expect(PageSheet.keys(hash, extract) == [])
    }

    @Test func `a document without a signature says so`() {
        let cards = SignatureCard.cards(Self.extract(Self.field(.certain)))
        #expect(cards.map(\.verdict) == ["assente"])
        #expect(cards.map(\.hasDetails) == [false])
    }

    @Test(arguments: [
        (SignatureVerdict.State.valid, true as Bool?, "valida", "chi ha firmato è il medico indicato nel documento"),
        (.invalid, false, "non valida", "chi ha firmato non è il medico indicato nel documento"),
        (
            .unverifiable, nil, "non verificabile",
            "non è possibile stabilire se chi ha firmato è il medico indicato nel documento"
        ),
    ])
    func `a signature says what it is worth and whose it is`(
        state: SignatureVerdict.State, isPhysician: Bool?, verdict: String, physician: String
    ) {
        var extract = Self.extract(Self.field(.certain))
        extract.signatures = [
            SignatureVerdict(
                kind: .pdf, state: state, signer: "DEMO", signedAt: Timestamp(seconds: 1_768_813_200),
                coversWholeFile: false, reason: "perché", isPhysician: isPhysician)
        ]
        let cards = SignatureCard.cards(extract)
        #expect(cards.map(\.verdict) == [verdict])
        #expect(cards.map(\.physician) == [physician])
        #expect(cards.map(\.signedAt) == ["19/01/2026 10:00:00"])
        #expect(cards.map(\.coverage) == ["solo una parte del file: qualcosa è stato aggiunto dopo la firma"])
        #expect(cards.map(\.reason) == ["Perché"])
    }
}

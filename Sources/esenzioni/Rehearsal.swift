// SPDX-License-Identifier: EUPL-1.2

/// Two small documents of our own that a nursery reads before it forks, so that the tables which poppler, libxml2 and Swift
/// build on first use are there in every child.
enum Rehearsal {
    static let documents = [Array(certificate.utf8), Array(page.utf8)]

    private static let certificate = """
        <ClinicalDocument xmlns="urn:hl7-org:v3"><code code="11488-4" codeSystem="2.16.840.1.113883.6.1"/>
        <effectiveTime value="20250101"/><recordTarget><patientRole>
        <id root="2.16.840.1.113883.2.9.4.3.2" extension="RSSMRA80A01H501U"/><patient>
        <name><family>ROSSI</family><given>MARIO</given></name><birthTime value="19800101"/></patient>
        </patientRole></recordTarget><component><structuredBody><component><section>
        <code code="29548-5" codeSystem="2.16.840.1.113883.6.1"/><text>Diabete</text></section></component>
        </structuredBody></component></ClinicalDocument>
        """

    /// One page with a line of text in a font that is not embedded.
    private static let page = """
        %PDF-1.4
        1 0 obj
        <</Type/Catalog/Pages 2 0 R>>
        endobj
        2 0 obj
        <</Type/Pages/Kids[3 0 R]/Count 1>>
        endobj
        3 0 obj
        <</Type/Page/Parent 2 0 R/MediaBox[0 0 300 99]
        /Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>
        endobj
        4 0 obj
        <</Type/Font/Subtype/Type1/BaseFont/Helvetica>>
        endobj
        5 0 obj
        <</Length 59>>stream
        BT /F 9 Tf 9 90 Td (Codice fiscale: RSSMRA80A01H501U) Tj ET
        endstream
        endobj
        xref
        0 6
        0000000000 65535 f\u{20}
        0000000009 00000 n\u{20}
        0000000054 00000 n\u{20}
        0000000105 00000 n\u{20}
        0000000216 00000 n\u{20}
        0000000279 00000 n\u{20}
        trailer
        <</Size 6/Root 1 0 R>>
        startxref
        385
        %%EOF

        """
}

// SPDX-License-Identifier: EUPL-1.2

/// Small documents of our own that a nursery reads before it forks, so that the tables which poppler, libxml2 and Swift build
/// on first use are there in every child, which otherwise would build them again for its few documents.
///
/// They say a little of everything that documents say, letters outside ASCII and contradictions included: only what is
/// reached here is prepared.
enum Rehearsal {
    static let documents = [discharge, report].map { Array($0.utf8) } + [page(of: certificate), page(of: letter)]

    private static let discharge = """
        <?xml version="1.0" encoding="UTF-8"?>
        <ClinicalDocument xmlns="urn:hl7-org:v3"><id root="1.2" extension="010213.4"/>
        <code code="34105-7" codeSystem="2.16.840.1.113883.6.1"/><title>Lettera di dimissione</title>
        <effectiveTime value="20250418100400+0100"/>\(people)<component><structuredBody><component><section>
        <code code="11535-2" codeSystem="2.16.840.1.113883.6.1"/><text>Parafrenia, perché  in
        trattamento.</text><entry><observation><code code="8651-2" codeSystem="2.16.840.1.113883.6.1"/>
        <value code="297.2" codeSystem="2.16.840.1.113883.6.103" displayName="PARAFRENIA"/>
        </observation></entry></section></component></structuredBody></component></ClinicalDocument>
        """

    private static let report = """
        <ClinicalDocument xmlns="urn:hl7-org:v3"><id root="1.2" extension="C_C_M.4"/>
        <code code="11488-4" codeSystem="2.16.840.1.113883.6.1"/><title>Certificato di condizione o malattia</title>
        <effectiveTime value="20250101"/>\(people)<component><structuredBody><component><section>
        <code code="29548-5" codeSystem="2.16.840.1.113883.6.1"/><text>Diabete</text><entry><observation>
        <value code="250.00" codeSystem="2.16.840.1.113883.6.103" displayName="DIABETE"/></observation></entry>
        </section></component><component><section><code code="57827-8"/><entry><act><code code="013.250"
        codeSystem="2.16.840.1.113883.2.9.6.1.22" displayName="DIABETE MELLITO"/><statusCode code="active"/>
        <effectiveTime><low value="20250101"/></effectiveTime></act></entry></section></component><component><section>
        <code code="47045-0"/><text>È affetto da diabete.</text></section></component></structuredBody></component>
        </ClinicalDocument>
        """

    private static let people = """
        <recordTarget><patientRole><id root="2.16.840.1.113883.2.9.4.3.2" extension="RSSMRA80A01H501U"/><patient>
        <name><family>ROSSÌ</family><given>MARIA</given></name><administrativeGenderCode code="M"/>
        <birthTime value="19800102"/></patient></patientRole></recordTarget>
        <author><assignedAuthor><id root="2.16.840.1.113883.2.9.4.3.2" extension="CSTCHR84A68C627C"/>
        <assignedPerson><name><family>COSTA</family><given>CHIARA</given></name></assignedPerson></assignedAuthor></author>
        <custodian><assignedCustodian><representedCustodianOrganization>
        <id root="2.16.840.1.113883.2.9.4.1.2" extension="010213"/><name>ASL AL</name>
        </representedCustodianOrganization></assignedCustodian></custodian>
        """

    private static let certificate = [
        "ASL CN2 - Sede legale: Piazza Castello 82 - 10100 Torino, tel. 011 0000000", "CERTIFICATO DI MALATTIA",
        "L'assistito", "Cognome: ROSSI          Nome: MARIO", "Nato il: 01/01/1980 a ROMA (RM)      Sesso: M",
        "Codice fiscale: RSSMRA80A01H501U", "\\350 affetto dalla seguente patologia:",
        "Diabete mellito, in trattamento dal 2007 e in controllo periodico.", "Codice esenzione: 013  DIABETE MELLITO",
        "Codice diagnosi: cod. 250.00  DIABETE MELLITO", "Data emissione: 21/11/2025",
        "Il medico specialista: dott.ssa COSTA CHIARA",
    ]

    private static let letter = [
        "Ambulatorio di Diabetologia", "Torino, 21 novembre 2025",
        "Si certifica che il Sig. Bianchi Aldo, nato a Roma il",
        "01.01.1980 (C.F. BNCLDA80A01H501X), \\350 affetto da diabete mellito (ICD-9-CM 250.00)",
        "e ha diritto all'esenzione per patologia 013.250. Familiarit\\340 per ipertensione.", "Dott. Giuseppe Verdi",
    ]
}

extension Rehearsal {
    /// A PDF of one page with lines of text in a font that is not embedded.
    private static func page(of lines: [String]) -> [UInt8] {
        let text = lines.enumerated().map { "BT /F 9 Tf 30 \(780 - 18 * $0.offset) Td (\(escaped($0.element))) Tj ET" }
        let content = text.joined(separator: "\n")
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            "<</Length \(content.utf8.count)>>stream\n\(content)\nendstream",
        ]
        var file = "%PDF-1.4\n"
        var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            let place = String(file.utf8.count)
            table += String(repeating: "0", count: 10 - place.count) + place + " 00000 n \n"
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = file.utf8.count
        file += table + "trailer\n<</Size \(objects.count + 1)/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n"
        return Array(file.utf8)
    }

    /// Brackets end a text of PDF unless a backslash stands before them.
    private static func escaped(_ text: String) -> String {
        text.map { "()".contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}

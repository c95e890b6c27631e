// SPDX-License-Identifier: EUPL-1.2

/// A `richiesta.xml` with the parts that tests vary; what is not given is left out.
package struct SampleRequest {
    package struct Attachment: Sendable {
        package let name: String
        package let kind: String
        package let sha256: String
        package let issuedOn: String?

        package init(name: String, kind: String, sha256: String, issuedOn: String? = nil) {
            self.name = name
            self.kind = kind
            self.sha256 = sha256
            self.issuedOn = issuedOn
        }
    }

    package let bytes: [UInt8]

    package init(
        compilerKind: String = "CITTADINO", compiler: String = "RSSMRA48R11B111I",
        beneficiary: String = "RSSMRA48R11B111I", family: String = "ROSSI",
        given: String = "MARIO", birth: String = "1948-10-11", sex: String = "M", exemption: String? = "044",
        diagnosis: String? = "2960", asl: String? = nil, district: String? = nil, attachments: [Attachment] = []
    ) {
        let optional: [(String, String?)] = [
            ("codiceAsl", asl), ("distretto", district), ("codiceEsenzione", exemption), ("codiceDiagnosi", diagnosis),
        ]
        let stated = optional.map { name, value in value.map { "<\(name)>\($0)</\(name)>" } ?? "" }.joined()
        bytes = Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <richiesta xmlns="urn:esenzioni:richiesta:1">
            <dataOra>2026-01-19T10:00:00+01:00</dataOra>
            <compilatore><tipo>\(compilerKind)</tipo><codiceFiscale>\(compiler)</codiceFiscale></compilatore>
            <beneficiario><codiceFiscale>\(beneficiary)</codiceFiscale><cognome>\(family)</cognome><nome>\(given)</nome>
            <dataNascita>\(birth)</dataNascita><sesso>\(sex)</sesso></beneficiario>
            \(stated)
            <nota>Allego il certificato &amp; il verbale</nota>
            \(attachments.map(Self.element).joined())
            </richiesta>
            """.utf8)
    }

    private static func element(_ attachment: Attachment) -> String {
        let issued = attachment.issuedOn.map { "<dataRilascio>\($0)</dataRilascio>" } ?? ""
        return """
            <allegato><nome>\(attachment.name)</nome><tipo>\(attachment.kind)</tipo>\
            <sha256>\(attachment.sha256)</sha256>\(issued)</allegato>
            """
    }
}

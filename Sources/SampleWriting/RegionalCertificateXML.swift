// SPDX-License-Identifier: EUPL-1.2

import Domain

/// The regional *certificato di condizione o malattia* as a clinical document, in the order of domain.md §4.3 and with the
/// habit that a reader must bear with: an ICD-9-CM diagnosis stands in `code` and is labelled with the OID of LOINC.
struct RegionalCertificateXML {
    let facts: SampleCase
    /// Whether the custodian has three digits instead of six.
    let hasShortASL: Bool

    private static let authority = "Ministero Economia e Finanze"

    /// The document alone.
    var document: Markup { CDA.document(head + people + [bodyPart]) }

    /// As it lies in the PDF.
    var dataset: Markup {
        Markup(
            "xfa:datasets",
            ["xmlns:xfa": "http://www.xfa.org/schema/xfa-data/1.0/"],
            [Markup("xfa:data", [:], [document])]
        )
    }

    private var company: String { String(facts.structure.code.value.suffix(3)) }

    private var head: [Markup] {
        let identity = "C_C_M.\(facts.serial).1"
        return [
            Markup("realmCode", ["code": "IT"]),
            Markup("typeId", ["root": "2.16.840.1.113883.1.3", "extension": "POCD_HD000040"]),
            Markup("templateId", ["root": "2.16.840.1.113883.2.9.10.1.9.1", "extension": "1.1"]),
            Markup(
                "id",
                [
                    "root": "\(CDA.documents).10.\(company)", "extension": identity,
                    "assigningAuthorityName": "IDCDA_Regione Piemonte",
                ]
            ),
            CDA.loinc("11488-4", "Nota di consulto"),
            Markup("title", text: "Certificato di condizione o malattia"),
            Markup("effectiveTime", ["value": facts.timeStamp]),
            Markup("confidentialityCode", ["code": "N", "codeSystem": "2.16.840.1.113883.5.25"]),
            Markup("languageCode", ["code": "it-IT"]),
            Markup(
                "setId",
                [
                    "root": "\(CDA.documents).10.\(company)", "extension": identity,
                    "assigningAuthorityName": facts.structure.name,
                ]
            ),
            Markup("versionNumber", ["value": "1"]),
        ]
    }

    private var people: [Markup] {
        let patient = facts.patient
        let home = Markup(
            "addr",
            ["use": "H"],
            [
                Markup("country", text: "100"),
                Markup("streetName", text: "VIA ROMA 1"),
                Markup("postalCode", text: "10100"),
                Markup("city", text: patient.town.name),
                Markup("censusTract", text: patient.town.census),
            ]
        )
        let number = Markup(
            "id",
            [
                "root": CDA.regionalPatients, "extension": String(1_000_000 + facts.serial),
                "assigningAuthorityName": "ID_PRS_Regione Piemonte",
            ]
        )
        let role = [CDA.fiscalCode(patient, by: Self.authority), number, home, CDA.patient(patient)]
        return [
            Markup("recordTarget", [:], [Markup("patientRole", [:], role)]),
            CDA.author(facts.doctor, at: facts.timeStamp, by: Self.authority),
            CDA.custodian(
                root: CDA.companies,
                code: hasShortASL ? company : facts.structure.code.value,
                name: facts.structure.name
            ),
            Markup("legalAuthenticator"),
        ]
    }

    private var bodyPart: Markup {
        let diagnosis = Markup(
            "code",
            [
                "code": facts.diagnosis.code.value, "codeSystem": CDA.loinc, "codeSystemName": "LOINC",
                "displayName": facts.diagnosis.description,
            ]
        )
        let exemption = Markup(
            "code",
            [
                "code": facts.exemption.code.value, "codeSystem": CDA.exemptions,
                "codeSystemName": "Catalogo nazionale delle esenzioni", "displayName": facts.exemption.description,
            ]
        )
        let observation = Markup("observation", ["classCode": "OBS", "moodCode": "EVN"], [diagnosis])
        let act = Markup(
            "act",
            ["classCode": "ACT", "moodCode": "EVN"],
            [Markup("templateId", ["root": "2.16.840.1.113883.2.9.10.1.10.3"]), exemption]
        )
        return CDA.body([
            CDA.section("62387-6", "Prestazioni", text: facts.exemption.group.label),
            CDA.section("47045-0", "Referto", text: facts.note),
            CDA.section(
                "29548-5",
                "Diagnosi",
                text: "cod. \(facts.diagnosis.code)",
                [Markup("entry", ["typeCode": "DRIV"], [observation])]
            ),
            CDA.section(
                "57827-8",
                "Esenzione",
                text: "cod. \(facts.exemption.code)",
                [Markup("entry", [:], [act])]
            ),
        ])
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Domain

/// Documents of the national profiles, as hospitals send them (documents.md §2): no exemption stands in them.
struct NationalDocumentXML {
    enum Profile {
        case dischargeLetter, specialistReport, laboratoryReport
    }

    let facts: SampleCase
    let profile: Profile

    var document: Markup {
        CDA.document(
            head + [
                Markup(
                    "recordTarget",
                    [:],
                    [
                        Markup(
                            "patientRole",
                            [:],
                            [CDA.fiscalCode(facts.patient, by: "MEF"), CDA.patient(facts.patient)]
                        )
                    ]
                ),
                CDA.author(facts.doctor, at: facts.timeStamp, by: "MEF"),
                CDA.custodian(
                    root: CDA.structures,
                    code: facts.structure.code.value,
                    name: facts.structure.name
                ),
                signer,
                CDA.body(sections),
            ]
        )
    }

    private var head: [Markup] {
        let (template, version, code, title) =
            switch profile {
            case .dischargeLetter:
                ("2.16.840.1.113883.2.9.10.1.5", "1.2", "34105-7", "Lettera di dimissione ospedaliera")
            case .specialistReport:
                ("2.16.840.1.113883.2.9.10.1.9.1", "1.1", "11488-4", "Referto di specialistica ambulatoriale")
            case .laboratoryReport:
                ("2.16.840.1.113883.2.9.10.1.1", "1.3", "11502-2", "Referto di laboratorio")
            }
        let identity: KeyValuePairs = [
            "root": CDA.documents, "extension": "\(facts.structure.code).\(code).\(facts.serial)",
            "assigningAuthorityName": "Regione Piemonte",
        ]
        return [
            Markup("realmCode", ["code": "IT"]),
            Markup("typeId", ["root": "2.16.840.1.113883.1.3", "extension": "POCD_MT000040UV02"]),
            Markup("templateId", ["root": template, "extension": version]),
            Markup("id", identity),
            CDA.loinc(code, title),
            Markup("title", text: title),
            Markup("effectiveTime", ["value": facts.timeStamp]),
            Markup("confidentialityCode", ["code": "N", "codeSystem": "2.16.840.1.113883.5.25"]),
            Markup("languageCode", ["code": "it-IT"]),
            Markup("setId", identity),
            Markup("versionNumber", ["value": "1"]),
        ]
    }

    private var signer: Markup {
        Markup(
            "legalAuthenticator",
            [:],
            [
                Markup("time", ["value": facts.timeStamp]),
                Markup("signatureCode", ["code": "S"]),
                Markup(
                    "assignedEntity",
                    [:],
                    [CDA.fiscalCode(facts.doctor, by: "MEF"), Markup("assignedPerson", [:], [CDA.name(facts.doctor)])]
                ),
            ]
        )
    }

    private var sections: [Markup] {
        switch profile {
        case .dischargeLetter:
            [
                CDA.section("8648-8", "Decorso ospedaliero", text: "Ricovero senza complicanze."),
                CDA.section(
                    "11535-2",
                    "Diagnosi di dimissione",
                    text: facts.note,
                    [diagnosis("8651-2", "Diagnosi di dimissione ospedaliera")]
                ),
            ]
        case .specialistReport:
            [
                CDA.section("62387-6", "Prestazioni", text: "Visita specialistica di controllo"),
                CDA.section("47045-0", "Referto", text: facts.note),
                CDA.section(
                    "29548-5",
                    "Diagnosi",
                    text: facts.diagnosis.description,
                    [diagnosis("29308-4", "Diagnosi")]
                ),
            ]
        case .laboratoryReport:
            [CDA.section("18719-5", "Chimica clinica", text: "Glucosio 92 mg/dL; creatinina 0,9 mg/dL")]
        }
    }

    private func diagnosis(_ code: String, _ name: String) -> Markup {
        let value = Markup(
            "value",
            [
                "xsi:type": "CD", "code": facts.dottedDiagnosis, "codeSystem": CDA.icd9cm, "codeSystemName": "ICD9CM",
                "displayName": facts.diagnosis.description,
            ]
        )
        let observation = Markup(
            "observation",
            ["classCode": "OBS", "moodCode": "EVN"],
            [CDA.loinc(code, name), value]
        )
        return Markup("entry", [:], [observation])
    }
}

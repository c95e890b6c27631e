// SPDX-License-Identifier: EUPL-1.2

import Domain

/// Identifiers and pieces that all clinical documents share (documents.md §2).
enum CDA {
    static let fiscalCodes = "2.16.840.1.113883.2.9.4.3.2"
    static let regionalPatients = "2.16.840.1.113883.2.9.2.10.4.1"
    static let companies = "2.16.840.1.113883.2.9.4.1.1"
    static let structures = "2.16.840.1.113883.2.9.4.1.2"
    static let loinc = "2.16.840.1.113883.6.1"
    static let icd9cm = "2.16.840.1.113883.6.103"
    static let exemptions = "2.16.840.1.113883.2.9.6.1.22"
    static let gender = "2.16.840.1.113883.5.1"
    static let documents = "2.16.840.1.113883.2.9.2.10.4.4"

    static func document(_ children: [Markup]) -> Markup {
        Markup(
            "ClinicalDocument",
            ["xmlns": "urn:hl7-org:v3", "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance"],
            children
        )
    }

    static func loinc(_ code: String, _ name: String) -> Markup {
        Markup("code", ["code": code, "codeSystem": loinc, "codeSystemName": "LOINC", "displayName": name])
    }

    static func name(_ person: InventedPerson) -> Markup {
        Markup("name", [:], [Markup("family", text: person.familyName), Markup("given", text: person.givenName)])
    }

    static func fiscalCode(_ person: InventedPerson, by authority: String) -> Markup {
        Markup(
            "id",
            ["root": fiscalCodes, "extension": person.fiscalCode, "assigningAuthorityName": authority]
        )
    }

    static func patient(_ person: InventedPerson) -> Markup {
        let isMale = person.sex == .male
        return Markup(
            "patient",
            [:],
            [
                name(person),
                Markup(
                    "administrativeGenderCode",
                    [
                        "code": person.sex.rawValue, "codeSystem": gender, "codeSystemName": "HL7 AdministrativeGender",
                        "displayName": isMale ? "Maschio" : "Femmina",
                    ]
                ),
                Markup("birthTime", ["value": person.birth.iso.filter { $0 != "-" }]),
                Markup(
                    "birthplace",
                    [:],
                    [
                        Markup(
                            "place",
                            [:],
                            [
                                Markup(
                                    "addr",
                                    [:],
                                    [
                                        Markup("country", text: "100"),
                                        Markup("city", text: person.town.name),
                                        Markup("censusTract", text: person.town.census),
                                    ]
                                )
                            ]
                        )
                    ]
                ),
            ]
        )
    }

    static func author(_ doctor: InventedPerson, at time: String, by authority: String) -> Markup {
        Markup(
            "author",
            [:],
            [
                Markup("time", ["value": time]),
                Markup(
                    "assignedAuthor",
                    [:],
                    [fiscalCode(doctor, by: authority), Markup("assignedPerson", [:], [name(doctor)])]
                ),
            ]
        )
    }

    static func custodian(root: String, code: String, name: String) -> Markup {
        Markup(
            "custodian",
            [:],
            [
                Markup(
                    "assignedCustodian",
                    [:],
                    [
                        Markup(
                            "representedCustodianOrganization",
                            [:],
                            [
                                Markup(
                                    "id",
                                    [
                                        "root": root, "extension": code,
                                        "assigningAuthorityName": "Ministero della Salute",
                                    ]
                                ),
                                Markup("name", text: name),
                            ]
                        )
                    ]
                )
            ]
        )
    }

    static func section(_ code: String, _ title: String, text: String, _ entries: [Markup] = []) -> Markup {
        Markup(
            "component",
            ["typeCode": "COMP"],
            [
                Markup(
                    "section",
                    [:],
                    [loinc(code, title), Markup("title", text: title), Markup("text", text: text)] + entries
                )
            ]
        )
    }

    static func body(_ sections: [Markup]) -> Markup {
        Markup(
            "component",
            [:],
            [Markup("structuredBody", ["classCode": "DOCBODY", "moodCode": "EVN"], sections)]
        )
    }
}

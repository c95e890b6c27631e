// SPDX-License-Identifier: EUPL-1.2

/// Writes CDA documents for tests: a sound specialist's report unless a part is changed.
package struct SampleCDA {
    package static let icd9 = "2.16.840.1.113883.6.103"
    package static let loinc = "2.16.840.1.113883.6.1"
    package static let nationalExemptions = "2.16.840.1.113883.2.9.6.1.22"
    package static let fiscalCodeRoot = "2.16.840.1.113883.2.9.4.3.2"

    package var declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    package var id = "<id root=\"2.16.840.1.113883.2.9.2.10.4.4\" extension=\"X.1\"/>"
    package var code = "11488-4"
    package var title = "Referto specialistico"
    package var effectiveTime = "20260316095652+0100"
    package var patientIDs = "<id root=\"\(fiscalCodeRoot)\" extension=\"RSSMRA48R11B111I\"/>"
    package var name = "<family>Rossi</family><given>Mario</given>"
    package var gender = "M"
    package var birthTime = "19481011"
    /// More record targets, whole.
    package var otherTargets = ""
    package var authors = SampleCDA.author(family: "Bianchi", given: "Anna", code: "BNCNNA60A41L219F")
    package var custodian = """
        <custodian><assignedCustodian><representedCustodianOrganization>\
        <id root="2.16.840.1.113883.2.9.4.1.1" extension="010301"/><name>ASL Città di Torino</name>\
        </representedCustodianOrganization></assignedCustodian></custodian>
        """
    package var legalAuthenticator = "<legalAuthenticator/>"
    package var sections: [String] = []

    package init(sections: [String] = []) { self.sections = sections }
}

extension SampleCDA {
    /// The document as text.
    package var text: String { declaration + element }

    /// The document in UTF-8.
    package var bytes: [UInt8] { Array(text.utf8) }

    /// The document wrapped as the regional certificates are.
    package var datasets: [UInt8] {
        Array(
            """
            <xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data>\(element)</xfa:data></xfa:datasets>
            """.utf8
        )
    }

    private var element: String {
        """
        <ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\(id)
        <code code="\(code)" codeSystem="\(Self.loinc)"/><title>\(title)</title>
        <effectiveTime value="\(effectiveTime)"/>
        \(Self.target(ids: patientIDs, name: name, gender: gender, birthTime: birthTime))\(otherTargets)
        \(authors)\(custodian)\(legalAuthenticator)
        <component><structuredBody>
        \(sections.map { "<component>\($0)</component>" }.joined(separator: "\n"))
        </structuredBody></component></ClinicalDocument>
        """
    }

    package static func target(ids: String, name: String, gender: String, birthTime: String) -> String {
        """
        <recordTarget><patientRole>\(ids)<patient><name>\(name)</name>\
        <administrativeGenderCode code="\(gender)" codeSystem="2.16.840.1.113883.5.1"/>\
        <birthTime value="\(birthTime)"/></patient></patientRole></recordTarget>
        """
    }

    package static func author(family: String, given: String, code: String) -> String {
        """
        <author><assignedAuthor><id root="\(fiscalCodeRoot)" extension="\(code)"/><assignedPerson><name>\
        <prefix>Dott.</prefix><family>\(family)</family><given>\(given)</given></name></assignedPerson>\
        </assignedAuthor></author>
        """
    }

    package static func section(_ code: String, text: String = "", _ entries: String = "") -> String {
        """
        <section><code code="\(code)" codeSystem="\(loinc)"/><text>\(text)</text>\(entries)</section>
        """
    }

    package static func value(_ code: String, system: String = icd9, name: String = "Malattia") -> String {
        "<value xsi:type=\"CD\" code=\"\(code)\" codeSystem=\"\(system)\" displayName=\"\(name)\"/>"
    }

    package static func observation(_ question: String, _ content: String, attributes: String = "") -> String {
        """
        <observation classCode="OBS" moodCode="EVN"\(attributes)><code code="\(question)" codeSystem="\(loinc)"/>\
        \(content)</observation>
        """
    }

    /// A specialist's diagnosis where the profile wants it.
    package static func diagnosis(_ code: String, name: String = "Malattia") -> String {
        section("29548-5", "<entry>\(observation("29308-4", value(code, name: name)))</entry>")
    }

    package static func exemptions(_ acts: String...) -> String {
        section("57827-8", acts.map { "<entry>\($0)</entry>" }.joined())
    }

    package static func exemption(
        _ code: String,
        system: String = nationalExemptions,
        status: String = "active",
        high: String? = nil
    ) -> String {
        """
        <act classCode="ACT" moodCode="EVN"><code code="\(code)" codeSystem="\(system)" displayName="Esenzione"/>\
        <statusCode code="\(status)"/><effectiveTime><low value="20240510"/>\
        \(high.map { "<high value=\"\($0)\"/>" } ?? "")</effectiveTime></act>
        """
    }
}

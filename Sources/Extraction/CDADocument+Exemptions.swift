// SPDX-License-Identifier: EUPL-1.2

import Domain
import XMLReading

extension CDADocument {
    /// The exemptions of the section 57827-8. The code system alone proves nothing: one vendor labels laboratory tests with
    /// a region's exemption list (documents.md §4), so other sections are not asked.
    func statedExemptions(in sections: [XMLNode]) -> [StatedExemption] {
        sections.filter { $0.first("h:code")?.attribute("code")?.trimmed == SectionCode.exemptions }
            .flatMap { $0.nodes("h:entry/h:act | h:entry/h:observation") }
            .compactMap(Self.exemption)
    }

    /// The code of an act, or the value of an observation whose code only asks the question.
    private static func exemption(_ act: XMLNode) -> StatedExemption? {
        guard act.attribute("negationInd") != "true",
            let node = act.first("self::h:observation/h:value | self::h:act/h:code"),
            node.attribute("nullFlavor") == nil, let code = node.filled("code"), isExemption(code, node)
        else { return nil }
        let period = act.first("h:effectiveTime")
        return StatedExemption(
            code: code,
            codeSystem: node.filled("codeSystem"),
            status: act.first("h:statusCode")?.filled("code"),
            from: period?.first("h:low")?.filled("value").flatMap { CalendarDay(compact: $0) },
            until: period?.first("h:high")?.filled("value").flatMap { CalendarDay(compact: $0) },
            text: node.filled("displayName")?.collapsed,
            source: FieldSource(.cda, xpath: node.path)
        )
    }

    /// `NE` says that there is none; a comment is none either. The attestation puts its codes under LOINC's number.
    private static func isExemption(_ code: String, _ node: XMLNode) -> Bool {
        switch node.filled("codeSystem") {
        case OID.noExemption: false
        case OID.loinc: code != SectionCode.comment && ExemptionCode(code) != nil
        default: code != "NE" && code != SectionCode.comment
        }
    }
}

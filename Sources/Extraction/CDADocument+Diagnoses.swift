// SPDX-License-Identifier: EUPL-1.2

import Domain
import XMLReading

extension CDADocument {
    /// Every condition that the document codes or names at a known place, and ICD values elsewhere as `other`.
    func statedDiagnoses(in sections: [XMLNode], _ kind: DocumentKind) -> [StatedDiagnosis] {
        var stated: [StatedDiagnosis] = []
        var seen: Set<XMLNode> = []
        for section in sections {
            let code = section.first("h:code")?.attribute("code")?.trimmed
            for place in DiagnosisPlace.all where place.section == code {
                for node in section.nodes(place.path) where seen.insert(node).inserted {
                    let role = place.role == .problem && node.isOfPastProblem ? .history : place.role
                    stated += Self.diagnoses(at: node, role, in: section)
                }
            }
            if kind == .regionalCertificate, code == DiagnosisPlace.regional.section {
                stated += section.nodes(DiagnosisPlace.regional.path).compactMap(Self.regionalDiagnosis)
            }
            for node in section.nodes("h:entry//h:value")
            where node.attribute("codeSystem") == OID.icd9 && node.isOfObservation && seen.insert(node).inserted {
                stated += Self.diagnoses(at: node, .other, in: section)
            }
        }
        return stated
    }

    /// The condition at a coded element; two where a code of another system is translated into ICD-9-CM.
    private static func diagnoses(
        at node: XMLNode,
        _ role: StatedDiagnosis.Role,
        in section: XMLNode
    ) -> [StatedDiagnosis] {
        guard !node.ancestors.contains(where: \.isNegated) else { return [] }
        if role.counts, node.filled("codeSystem") != OID.icd9, !asksForDiagnosis(node) { return [] }
        let text = text(of: node, in: section)
        var stated: [StatedDiagnosis] = []
        if let own = coded(node, role, text) { stated.append(own) }
        if stated.first?.codeSystem != OID.icd9 {
            let translations = node.nodes("h:translation").filter { $0.attribute("codeSystem") == OID.icd9 }
            // A list of the house's own has the words that the doctor chose; the standards' names may be in another language.
            let chosen = OID.isNational(node.filled("codeSystem") ?? "") ? text : nil
            stated += translations.compactMap { coded($0, role, chosen ?? $0.filled("displayName") ?? text) }
        }
        guard stated.isEmpty, role.counts, let text, hasNoCode(node) else { return stated }
        return [StatedDiagnosis(code: nil, text: text, role: role, source: source(node))]
    }

    private static func asksForDiagnosis(_ value: XMLNode) -> Bool {
        DiagnosisPlace.questions.contains(value.first("../h:code")?.attribute("code")?.trimmed ?? "")
    }

    /// Nothing for absent codes, for LOINC (a value that repeats its own question) and for "no known problem".
    private static func coded(
        _ node: XMLNode,
        _ role: StatedDiagnosis.Role,
        _ text: String?
    ) -> StatedDiagnosis? {
        let system = node.filled("codeSystem")
        guard node.attribute("nullFlavor") == nil, let code = node.filled("code"), code != "-", code != "000",
            system != OID.loinc, system != OID.absentOrUnknown
        else { return nil }
        let bare = system == OID.icd9 ? code.filter { $0 != "." } : code
        return StatedDiagnosis(code: bare, text: text, role: role, codeSystem: system, source: source(node))
    }

    /// `000` and the internal codes that begin with F are stated like any other; their name is a dash (domain.md §2.4).
    private static func regionalDiagnosis(_ node: XMLNode) -> StatedDiagnosis? {
        guard node.attribute("nullFlavor") == nil, let written = node.filled("code"),
            let code = DiagnosisCode(written)
        else { return nil }
        return StatedDiagnosis(
            code: code.value,
            text: node.filled("displayName").flatMap { $0.contains(where: \.isLetter) ? $0.collapsed : nil },
            role: .diagnosis,
            codeSystem: OID.icd9,
            source: source(node)
        )
    }

    private static func source(_ node: XMLNode) -> FieldSource { FieldSource(.cda, xpath: node.path) }

    private static func hasNoCode(_ node: XMLNode) -> Bool {
        node.attribute("nullFlavor") != nil || node.attribute("code") == nil
    }

    /// The name beside the code, else the words in place, else the words in the section that it refers to.
    private static func text(of node: XMLNode, in section: XMLNode) -> String? {
        if let name = node.filled("displayName") { return name.collapsed }
        if let words = node.first("h:originalText")?.words { return words }
        if let words = node.words, node.attribute("code") == nil { return words }
        // Many references point at nothing (documents.md §4).
        guard let target = node.first("h:originalText/h:reference")?.filled("value"), target.hasPrefix("#") else {
            return nil
        }
        return section.nodes("h:text//*[@ID]").first { $0.attribute("ID") == String(target.dropFirst()) }?.words
    }
}

extension XMLNode {
    /// It says that something is not so.
    fileprivate var isNegated: Bool { ["true", "1"].contains(attribute("negationInd")) }

    /// The value of a problem that has an end, or a status of its own that says so (LOINC 33999-4).
    fileprivate var isOfPastProblem: Bool {
        guard let observation = first("parent::h:observation") else { return false }
        if observation.first("h:effectiveTime/h:high")?.filled("value") != nil { return true }
        let status = observation.first("h:entryRelationship/h:observation[h:code/@code='33999-4']/h:value")
        return status?.attribute("code").map { Self.endings.contains($0) } ?? false
    }

    /// *Inactive* by LOINC and by SNOMED CT, *Resolved*; a disease in remission is not over.
    private static let endings: Set<String> = ["LA18632-2", "73425007", "413322009"]

    /// The value of an observation, and of nothing else.
    fileprivate var isOfObservation: Bool {
        ancestors.first { _ in true }.map { $0.name == "observation" && $0.namespace == namespace } ?? false
    }
}

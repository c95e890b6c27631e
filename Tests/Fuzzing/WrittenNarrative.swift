// SPDX-License-Identifier: EUPL-1.2

/// Bytes as the words of a CDA that states nothing but who it is for: a form feed begins a section, whose first line is its title; a
/// line feed breaks a line, a tab begins a cell, a vertical tab a row of its own. What XML keeps for itself is escaped, and what
/// it does not admit is left out, so that the words are always reached.
struct WrittenNarrative {
    let document: [UInt8]

    init(_ bytes: [UInt8]) {
        let sections = bytes.split(separator: 0x0C, omittingEmptySubsequences: false).map(Self.section)
        document = Array((Self.head + sections.joined() + Self.tail).utf8)
    }

    private static let head = """
        <ClinicalDocument xmlns="urn:hl7-org:v3">\
        <typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>\
        <recordTarget><patientRole><id root="2.16.840.1.113883.2.9.4.3.2" extension="RSSMRA80A01L219M"/>\
        <patient><name><given>Mario</given><family>Rossi</family></name></patient></patientRole></recordTarget>\
        <component><structuredBody>
        """
    private static let tail = "</structuredBody></component></ClinicalDocument>"

    private static func section(_ bytes: ArraySlice<UInt8>) -> String {
        let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
        let title = parts.first.map(escaped) ?? ""
        let text = parts.dropFirst().first.map(escaped) ?? ""
        return "<component><section><title>\(title)</title><text>\(text)</text></section></component>"
    }

    private static func escaped(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "<": text += "&lt;"
            case "&": text += "&amp;"
            case "\n": text += "<br/>"
            case "\t": text += "<content> </content>"
            case "\u{0B}": text += "<table><tr><td>a</td><td>b</td></tr></table>"
            case "\u{20}"...: text.unicodeScalars.append(scalar)
            default: break
            }
        }
    }
}

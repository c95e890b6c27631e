// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

@testable import Extraction

/// What a document says in words, beside the values that are taken from it.
@Suite struct DocumentWordsTests {
    private static let extractor = Extractor(catalogue: SampleCatalogue.small, wording: SampleWording.project)

    private static func document(_ sections: String) -> [UInt8] {
        Array(
            """
            <ClinicalDocument xmlns="urn:hl7-org:v3"><code code="34105-7" codeSystem="2.16.840.1.113883.6.1"/>\
            <component><structuredBody>\(sections)</structuredBody></component></ClinicalDocument>
            """.utf8)
    }

    @Test func `sections are told in their author's words, line by line`() {
        let words = Self.extractor.words(
            Self.document(
                """
                <component><section><title> Quesito  diagnostico </title><text>Prima<br/>seconda \
                <list><item>uno</item><item><content>due</content> e mezzo</item></list>\
                <table><thead><tr><th>Data</th><th>Esito</th></tr></thead>\
                <tbody><tr><td>1/2</td><td>buono</td></tr></tbody></table>\
                <paragraph>fine</paragraph></text></section></component>
                """))
        #expect(words.pageCount == 0)
        #expect(words.sections.map(\.title) == ["Quesito diagnostico"])
        #expect(
            words.sections.first?.lines
                == ["Prima", "seconda", "uno", "due e mezzo", "Data · Esito", "1/2 · buono", "fine"])
    }

    @Test func `a section holds the values that stand in it, and its namesakes none of them`() throws {
        let section = "<component><section><title>T</title><text>x</text></section></component>"
        let sections = Self.extractor.words(Self.document(section + section)).sections
        #expect(sections.count == 2)
        let second = try #require(sections.last)
        #expect(second.holds("\(second.path)/h:entry/h:observation"))
        #expect(!sections[0].holds("\(second.path)/h:entry/h:observation"))
        #expect(!second.holds("\(second.path)0/h:entry"))
    }

    @Test(arguments: ["", "<a", "niente", "<b/>", "%PDF-1.7 rotto"])
    func `what cannot be read has no words`(text: String) {
        #expect(Self.extractor.words(Array(text.utf8)) == DocumentWords())
    }
}

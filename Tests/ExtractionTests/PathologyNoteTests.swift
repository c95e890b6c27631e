// SPDX-License-Identifier: EUPL-1.2

import Domain
import ReadingSamples
import Testing

/// The note is the free text on the illness that is certified, and no other.
struct PathologyNoteTests {
    private typealias Sample = SampleCDA

    @Test func `a report's note is its section of that name`() {
        let read = extract(
            Sample(sections: [
                Sample.section("29548-5", text: "Scompenso"), Sample.section("47045-0", text: "Scompenso in terapia"),
                Sample.section("55110-1", text: "Controllo tra un anno"),
            ])
        )
        #expect(read.value(.pathologyNote) == "Scompenso in terapia" && read.confidence(.pathologyNote) == .certain)
    }

    @Test func `two different texts of that section are not certain`() {
        let sections = ["Scompenso", "Cardiopatia"].map { Sample.section("47045-0", text: $0) }
        #expect(extract(Sample(sections: sections)).confidence(.pathologyNote) == .probable)
    }

    @Test func `a note that is too long to keep is doubtful`() {
        let read = extract(Sample(sections: [Sample.section("47045-0", text: String(repeating: "a ", count: 15_000))]))
        #expect(read.value(.pathologyNote)?.count == 20_000 && read.confidence(.pathologyNote) == .doubtful)
    }

    @Test(arguments: ["10157-6", "11329-0", "29548-5", "55110-1", "11535-2", "8648-8"])
    func `another section is none`(_ section: String) {
        let read = extract(Sample(sections: [Sample.section(section, text: "Anamnesi familiare di altri disturbi")]))
        #expect(read.fields[.pathologyNote] == nil)
    }

    @Test(arguments: ["34105-7", "59258-4", "60591-5"])
    func `other papers have none`(_ type: String) {
        var sample = Sample(sections: [Sample.section("47045-0", text: "Anamnesi familiare di altri disturbi")])
        sample.code = type
        #expect(extract(sample).fields[.pathologyNote] == nil)
    }
}

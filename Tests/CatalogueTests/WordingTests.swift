// SPDX-License-Identifier: EUPL-1.2

import SystemPackage
import Testing

@testable import Catalogue

/// The file of labels and phrases, which an administrator edits.
struct WordingTests {
    private func parse(_ text: String) throws(CatalogueFault) -> Wording {
        try WordingLoader.parse(text, file: "diciture.conf")
    }

    @Test func `a phrase has the meaning of its section, whatever its signs and accents`() throws {
        let wording = try parse("# commento\n[cognome]\nCognome dell'assistità:  # in fondo\n\n[nome]\nnome\n")
        #expect(wording.phrases.map(\.meaning) == [.familyName, .givenName])
        #expect(
            wording.phrases[0].words.map { String(decoding: $0, as: UTF8.self) } == ["COGNOME", "DELL", "ASSISTITA"])
    }

    @Test(arguments: [
        ("cognome\n", 1, "prima sezione"), ("[cognomi]\n", 1, "sezione nota"), ("[cognome]\n...\n", 2, "lettere"),
        ("[cognome]\ncognome\n[nome]\nCognome:\n", 4, "[cognome]"),
    ])
    func `a fault is told with its line`(_ text: String, _ line: Int, _ words: String) {
        let fault = #expect(throws: CatalogueFault.self) { try parse(text) }
        #expect(fault?.problems.map(\.line) == [line])
        #expect(fault?.problems.first?.message.contains(words) ?? false)
    }

    @Test func `a phrase may be repeated in its own section`() throws {
        #expect(try parse("[nome]\nnome\nNome\n").phrases.count == 2)
    }
}

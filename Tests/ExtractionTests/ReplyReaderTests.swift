// SPDX-License-Identifier: EUPL-1.2

import Domain
import Extraction
import SystemPackage
import Testing

struct ReplyReaderTests {
    private let reader: ReplyReader

    init() throws {
        reader = try ReplyReader(
            schemas: FilePath(#filePath).removingLastComponent().pushing("../../config/schemas")
                .lexicallyNormalized())
    }

    private func read(_ content: String) -> String? {
        let text = #"<esito xmlns="urn:esenzioni:aura:esito:1">\#(content)</esito>"#
        return reader.read(Array(text.utf8))?.returnCode
    }

    @Test(arguments: ["OK", "KO", " ok\n"])
    func `a reply by the schema is read`(_ code: String) {
        #expect(read("<idMessaggio>A-1</idMessaggio><codiceRitorno>\(code)</codiceRitorno>")?.isEmpty == false)
    }

    @Test(arguments: [
        "<idMessaggio>A-1</idMessaggio><codiceRitorno>OK</codiceRitorno><codiceRitorno>KO</codiceRitorno>",
        "<idMessaggio>A-1</idMessaggio><idMessaggio>A-2</idMessaggio><codiceRitorno>OK</codiceRitorno>",
        "<idMessaggio>A-1</idMessaggio><codiceRitorno>OK</codiceRitorno><altro/>",
        "<codiceRitorno>OK</codiceRitorno><idMessaggio>A-1</idMessaggio>",
        "<idMessaggio>A-1</idMessaggio><codiceRitorno/>", "<idMessaggio/><codiceRitorno>OK</codiceRitorno>", "",
    ])
    func `what the schema refuses is no reply, least of all an acceptance`(_ content: String) {
        #expect(read(content) == nil)
    }
}

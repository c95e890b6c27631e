// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Foundation
import SampleWriting
import SystemPackage
import TestSupport
import Testing

/// Practices of one system taken over by another, with the built program.
@Suite(.serialized) struct ImportWayTests {
    /// Practices as the program itself shows them, one a line.
    private func exported(_ count: Int) throws -> [String] {
        let program = try Program()
        let root = FilePath(#filePath).removingLastComponent().pushing("../../config/catalogue").lexicallyNormalized()
        var series = SampleSeries(seed: 61, catalogue: try CatalogueLoader.load(folder: root))
        for number in 1...count {
            try program.folder.write(try series.next(.regionalPDF).bytes, to: "inbox/ospedale/\(number).pdf")
        }
        let taken = try program.run("ingest")
        try #require(taken.status == 0, "\(taken.output)\(taken.messages)")
        return try program.run("practices", "list").lines.map { line in
            try program.run("practices", "show", "--json", String(line.prefix(18))).output
        }
    }

    private func numbers(_ program: Program) throws -> [String] {
        try program.run("practices", "list").lines.map { String($0.prefix(18)) }
    }

    @Test func `sound lines enter, faulty ones are told with line and reason, and once more changes nothing`() throws {
        let lines = try exported(3)
        let program = try Program()
        let wrong = lines[1].replacing("\"state\":\"INVIATA\",\"updatedAt\"", with: "\"state\":\"BOH\",\"updatedAt\"")
        let file = try program.folder.write(
            Array("\(lines[0])\n{\"number\": 1}\nnulla\n\(wrong)\(lines[2])".utf8), to: "pratiche.ndjson")
        let trial = try program.run("import", "--check", file.string)
        #expect(trial.output == "importabili 2, già presenti 0, rifiutate 3\n")
        #expect(try numbers(program).isEmpty)
        let outcome = try program.run("import", file.string)
        #expect(outcome.status == 1)
        #expect(outcome.output == "importate 2, già presenti 0, rifiutate 3\n")
        #expect(
            outcome.messages.split(separator: "\n").map { $0.split(separator: ":").prefix(2).joined(separator: ":") }
                == ["riga 3: field-invalid", "riga 4: json-malformed", "riga 5: field-invalid"])
        #expect(try program.run("import", file.string).output == "importate 0, già presenti 2, rifiutate 3\n")
        let shown = try program.run("practices", "show", "--json", numbers(program)[0]).output
        #expect(shown.contains("practice-imported"))
        #expect(!shown.contains(".pdf"))
        #expect(try program.files("var/outbox").isEmpty)
        #expect(try program.run("verify").status == 0)
    }

    @Test func `a key that no practice has is named`() throws {
        let line = try exported(1)[0].replacing("{\"asl\"", with: "{\"priorita\":1,\"asl\"")
        let program = try Program()
        let file = try program.folder.write(Array(line.utf8), to: "pratiche.ndjson")
        let outcome = try program.run("import", file.string)
        #expect(outcome.status == 0)
        // And none of those that an export has.
        #expect(
            outcome.messages.split(separator: "\n")
                .contains("chiavi non note, il cui contenuto non è importato: «priorita»"))
    }

    @Test func `beside a daemon practices go through it`() async throws {
        let lines = try exported(2)
        let program = try Program()
        try program.serve()
        let socket = program.folder.path.pushing("var/control/socket").string
        _ = try await eventually { FileManager.default.fileExists(atPath: socket) ? true : nil }
        let file = try program.folder.write(Array(lines.joined().utf8), to: "pratiche.ndjson")
        let outcome = try program.run("import", file.string)
        #expect(outcome.output == "importate 2, già presenti 0, rifiutate 0\n", "\(outcome.messages)")
        #expect(try numbers(program).count == 2)
        #expect(program.stop() == 0)
        #expect(try program.run("import", "manca.ndjson").status == 1)
        #expect(try program.run("import").status == 64)
    }

    @Test func `a line without end is refused, and the next is read`() throws {
        let lines = try exported(1)
        let program = try Program()
        let long = String(repeating: "x", count: 3 << 20)
        let file = try program.folder.write(Array("\(long)\n\(lines[0])".utf8), to: "pratiche.ndjson")
        let outcome = try program.run("import", file.string)
        #expect(outcome.output == "importate 1, già presenti 0, rifiutate 1\n")
        #expect(outcome.messages.hasPrefix("riga 1: line-too-long: "))
    }
}

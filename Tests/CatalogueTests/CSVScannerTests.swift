// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Catalogue

@Suite struct CSVScannerTests {
    @Test(arguments: [
        ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
        ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
        ("\u{FEFF}a,\n\n\n,b", [["a", ""], ["", "b"]]),
        (#""a,1","say ""no""",x"#, [["a,1", #"say "no""#, "x"]]),
        ("\"two\nlines\",x\ny,\"\"", [["two\nlines", "x"], ["y", ""]]),
        ("città,è\n", [["città", "è"]]),
        ("", []),
    ])
    func `rows come out as they were put in`(text: String, rows: [[String]]) {
        var scan = CSVScanner(Array(text.utf8))
        var fields: [CSVScanner.Field] = []
        var found: [[String]] = []
        while scan.next(into: &fields) == .row { found.append(fields.map { scan.text($0) }) }
        #expect(found == rows)
    }

    @Test func `a row counts by the line it begins on`() {
        var scan = CSVScanner(Array("\n\"a\nb\"\n\nc\n".utf8))
        var fields: [CSVScanner.Field] = []
        #expect(scan.next(into: &fields) == .row)
        #expect(scan.line == 2)
        #expect(scan.next(into: &fields) == .row)
        #expect(scan.line == 5)
    }

    @Test func `a quote that does not close is malformed, and so is text behind one`() {
        var fields: [CSVScanner.Field] = []
        var open = CSVScanner(Array("\"a\nb".utf8))
        #expect(open.next(into: &fields) == .malformed("le virgolette aperte non si chiudono"))
        var behind = CSVScanner(Array("\"a\"b,c\nd".utf8))
        #expect(behind.next(into: &fields) == .malformed("dopo le virgolette chiuse ci vuole una virgola"))
        #expect(behind.next(into: &fields) == .row)
    }
}

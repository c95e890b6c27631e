// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

@testable import Compressing

@Suite struct ZipTests {
    private static let moment = ZipWriter.Moment(year: 2026, month: 11, day: 29, hour: 10, minute: 5, second: 31)

    @Test func `another program finds every file as it was, by its name`() throws {
        let files = [("certificato.pdf", [UInt8]("uno".utf8)), ("città è già.pdf", []), ("c.bin", Array(0...255))]
        var zip = ZipWriter(at: Self.moment)
        var bytes: [UInt8] = []
        for (name, content) in files { bytes += try zip.begin(name, content) + content }
        let listed = try listed(bytes + zip.end())
        let expected = files.map { name, content in
            "\(name) \(content.map { String(format: "%02x", $0) }.joined()) 2026-11-29 10:05:30"
        }
        #expect(listed == expected)
    }

    @Test func `an archive of nothing is one`() throws {
        #expect(try listed(ZipWriter(at: Self.moment).end()) == [])
    }

    @Test func `a name that is too long is refused`() {
        var zip = ZipWriter(at: Self.moment)
        #expect(throws: ZipWriter.TooLarge.self) { try zip.begin(String(repeating: "a", count: 70_000), []) }
    }

    private func listed(_ bytes: [UInt8]) throws -> [String] {
        let script = """
            import sys, zipfile
            z = zipfile.ZipFile(sys.argv[1])
            assert z.testzip() is None
            for i in z.infolist():
                print(i.filename, z.read(i).hex(), "%d-%02d-%02d %02d:%02d:%02d" % i.date_time)
            """
        let lines = try output(of: ["PYTHONIOENCODING=utf-8", "python3", "-c", script], for: bytes)
        return String(decoding: lines, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

@testable import Compressing

@Suite struct GzipTests {
    @Test(arguments: [0, 1, 1000, 300_000])
    func `another program unpacks what was packed`(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7 &* 31) }
        for effort in [Gzip.Effort.page, .asset] {
            let packed = try #require(Gzip.packed(bytes, effort))
            #expect(try unpacked(packed) == bytes)
        }
    }

    @Test func `what repeats itself becomes small`() throws {
        let text = Array(String(repeating: "<td>ASL TO3</td>", count: 1000).utf8)
        #expect(try #require(Gzip.packed(text, .page)).count < text.count / 50)
    }

    /// Asks `gzip`, so that a fault of ours cannot undo itself.
    private func unpacked(_ bytes: [UInt8]) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appending(path: "packed-\(UUID()).gz")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(bytes).write(to: file)
        let program = Process()
        program.executableURL = URL(fileURLWithPath: "/bin/gzip")
        program.arguments = ["-dc", file.path]
        let pipe = Pipe()
        program.standardOutput = pipe
        try program.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        program.waitUntilExit()
        #expect(program.terminationStatus == 0)
        return [UInt8](output)
    }
}

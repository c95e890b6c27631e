// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// What fuzzing has found, or has found worth keeping, is read in every run of the tests.
@Suite struct CorpusTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "corpus")

    @Test func `every parser comes back with every input that is kept`() throws {
        for entry in try FuzzEntry.all() {
            let inputs = try FileManager.default.contentsOfDirectory(
                at: Self.folder.appending(path: entry.name), includingPropertiesForKeys: nil)
            #expect(!inputs.isEmpty, "no inputs for \(entry.name)")
            for input in inputs { entry.take(Array(try Data(contentsOf: input))) }
        }
    }

    @Test func `no folder of inputs is without its parser`() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(folders) == Set(try FuzzEntry.all().map(\.name)))
    }
}

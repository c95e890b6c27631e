// SPDX-License-Identifier: EUPL-1.2

import Domain
import Extraction
import Foundation
import Testing

/// Reads a folder of real documents with a manifest of their truth; the folder is named by REAL_CORPUS and never part of
/// the repository.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["REAL_CORPUS"] != nil))
struct RealCorpusTests {
    @Test func `no real document is read wrongly in silence`() throws {
        let folder = URL(filePath: try #require(ProcessInfo.processInfo.environment["REAL_CORPUS"]))
        let manifest = try String(contentsOf: folder.appending(path: "manifest.jsonl"), encoding: .utf8)
        let extractor = Extractor(catalogue: try SampleCatalogue.project(), wording: SampleWording.project)
        var counts: [String: [String: Int]] = [:]
        for text in manifest.split(whereSeparator: \.isNewline) {
            let line = try JSONDecoder().decode(CorpusLine.self, from: Data(text.utf8))
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: line.name)))
            let extract = extractor.extract(bytes)
            let outcome = CorpusOutcome(line, extract)
            counts[line.expect, default: [:]][outcome.verdict.rawValue, default: 0] += 1
            #expect(!outcome.isFault, "\(line.name) \(line.expect): \(outcome.explanation)")
            if ProcessInfo.processInfo.environment["REAL_CORPUS_VERBOSE"] != nil {
                print(line.name, outcome.verdict.rawValue, outcome.explanation)
                let hash = try #require(ContentHash(String(repeating: "0", count: 64)))
                print(try ExtractReport(extract, file: line.name, sha256: hash).json())
            }
        }
        for (expectation, outcomes) in counts.sorted(by: { $0.key < $1.key }) {
            let cells = outcomes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
            print("\(expectation): \(cells.joined(separator: ", "))")
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2

import ArgumentParser
import Catalogue
import Foundation
import SampleWriting
import SystemPackage

/// Writes sample certificates for trying the daemon out and for tests; no part of the daemon.
@main
struct Samples: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "esenzioni-samples",
        abstract: "Write invented certificates, with a list of what they state."
    )

    @Option(help: "The folder to write into; it is made if it is not there.")
    var out: String

    @Option(help: "The same number gives the same documents.")
    var seed: UInt64 = 1

    @Option(help: "How many documents.")
    var count = 11

    @Option(help: "The folder of the catalogue.")
    var catalogue = "config/catalogue"

    @Flag(help: "Leave out truth.jsonl, for a folder that the daemon reads.")
    var withoutTruth = false

    func validate() throws {
        guard count >= 1 else { throw ValidationError("--count must be at least 1") }
    }

    func run() throws {
        let folder = URL(filePath: out, directoryHint: .isDirectory)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var series = SampleSeries(seed: seed, catalogue: try CatalogueLoader.load(folder: FilePath(catalogue)))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var truth = Data()
        for _ in 0..<count {
            let sample = try series.next()
            // Atomic: a daemon that watches the folder sees each file whole.
            try Data(sample.bytes).write(to: folder.appending(path: sample.name), options: .atomic)
            truth += try encoder.encode(sample.truth) + Data("\n".utf8)
        }
        if !withoutTruth { try truth.write(to: folder.appending(path: "truth.jsonl"), options: .atomic) }
    }
}

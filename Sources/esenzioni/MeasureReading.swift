// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Isolation
internal import Settings
internal import SystemPackage

/// Documents a second through confined readers, files in and values out, for `make bench`. Not for people.
struct MeasureReading: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "measure-reading", shouldDisplay: false)

    @OptionGroup var options: ConfigurationOption
    @Argument var files: [String]

    func run() async throws {
        let settings = try options.load()
        let reader = DocumentReader(settings)
        let limit = settings.intake.maxFileMB * 1_000_000
        // A daemon prepares its nursery once, before the documents that count.
        _ = try await reader.read([])
        let batches = OrderedBatches(files, size: reader.share, parallel: settings.reader.parallel)
        let time = try await ContinuousClock().measure {
            try await batches.run(
                { try await reader.read($0, load: { try FilePath($0).bytes(limit: limit) }, each: { _, _ in }) },
                each: { _ in })
        }
        print((Double(files.count) / (time / .seconds(1))).rounded())
    }
}

// SPDX-License-Identifier: EUPL-1.2

package import Domain
package import Isolation
package import Logging
package import Storage
internal import Synchronization
package import SystemPackage

/// Everything that brings files in: used by the daemon round after round, and by the command once.
package struct IntakeRoom: Sendable {
    let rules: InboxRules
    let store: PracticeStore
    let archive: DocumentArchive
    let quarantine: QuarantineFolder
    let reader: DocumentReader
    let recogniser: DocumentReader
    let log: Logger

    /// - Parameters:
    ///   - reader: has text read, and tells what is a picture.
    ///   - recogniser: has pictures read too, with limits for that.
    package init(
        rules: InboxRules, store: PracticeStore, archive: DocumentArchive, quarantine: QuarantineFolder,
        reader: DocumentReader, recogniser: DocumentReader, log: Logger
    ) {
        self.rules = rules
        self.store = store
        self.archive = archive
        self.quarantine = quarantine
        self.reader = reader
        self.recogniser = recogniser
        self.log = log
    }

    var pass: IntakePass { IntakePass(rules: rules, store: store, archive: archive, log: log) }

    /// Takes in what lies in the inbox now and no process holds open for writing, reads it, and files it.
    ///
    /// - Returns: the deliveries settled, and how many files were left because somebody still writes them.
    package func takeInOnce() async throws -> (settled: [Delivery], stillWritten: Int) {
        let result = try await pass.run({ $0 }, inUse: { _ in })
        return (try await readPending(), result.waiting)
    }

    /// Takes in the given files as from `sender`; they stay where they are.
    package func takeIn(files: [FilePath], from sender: Sender) async throws -> [Delivery] {
        var arrivals: [Arrival] = []
        for path in files {
            let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            let kept = try file.closeAfter {
                try archive.keep(file, temporaryName: "given-\(arrivals.count)")
            }
            arrivals.append(
                Arrival(
                    sender: sender.name, senderKind: sender.kind, name: path.lastComponent?.string ?? path.string,
                    sha256: kept.sha256, size: kept.size, asl: sender.asl, district: sender.district))
        }
        _ = try await store.register(arrivals)
        return try await readPending()
    }

    /// Reads and files until nothing waits, what must be recognised last.
    package func readPending() async throws -> [Delivery] {
        let settled = Mutex<[Delivery]>([])
        for queue in [ReadingQueue.quick, .recognition] {
            try await readingRound(queue).run(filed: { delivery in settled.withLock { $0.append(delivery) } })
        }
        try await mirrorQuarantine()
        return settled.withLock { $0 }.sorted { $0.id.value < $1.id.value }
    }

    func readingRound(_ queue: ReadingQueue) -> ReadingRound {
        ReadingRound(
            rules: rules, store: store, archive: archive, queue: queue,
            reader: queue == .quick ? reader : recogniser,
            parallel: queue == .quick ? rules.readers : rules.recognisers, log: log)
    }

    /// Brings the folder that people look at into line with the ledger.
    package func mirrorQuarantine() async throws {
        try quarantine.mirror(try await store.reader.quarantine())
    }
}

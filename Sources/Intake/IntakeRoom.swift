// SPDX-License-Identifier: EUPL-1.2

package import Domain
package import Isolation
package import Logging
internal import Pacing
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
    let screen: VirusScreen
    let log: Logger
    /// The daemon's rounds and a command's may begin at once.
    private let mirrorGate = Gate()

    /// - Parameters:
    ///   - reader: has text read, and tells what is a picture.
    ///   - recogniser: has pictures read too, with limits for that.
    package init(
        rules: InboxRules, store: PracticeStore, archive: DocumentArchive, quarantine: QuarantineFolder,
        reader: DocumentReader, recogniser: DocumentReader,
        screen: VirusScreen = .init(scanner: nil, isRequired: false),
        log: Logger
    ) {
        self.rules = rules
        self.store = store
        self.archive = archive
        self.quarantine = quarantine
        self.reader = reader
        self.recogniser = recogniser
        self.screen = screen
        self.log = log
    }

    var pass: IntakePass { IntakePass(rules: rules, store: store, archive: archive, log: log) }

    /// Takes in what lies in the inbox now and no process holds open for writing, reads it, and files it; what is in the ledger
    /// is read while the rest is still copied.
    ///
    /// - Parameter filed: told when receipts are due.
    /// - Returns: the deliveries settled, how many files were left because somebody still writes them, and how many files and
    ///   folders because they cannot be read.
    package func takeInOnce(
        filed: @escaping @Sendable () -> Void = {}
    ) async throws -> (settled: [Delivery], stillWritten: Int, closed: Int) {
        try await retryUnfiled()
        let arrived = Wake()
        let read = ReadDeliveries(filed)
        async let taken = takeInAll(arrived)
        for await _ in arrived.rings { try await readQueue(.quick, read) }
        let left = try await taken
        return (try await finish(read), left.waiting, left.closed.count)
    }

    private func takeInAll(_ arrived: Wake) async throws -> IntakePass.Result {
        defer { arrived.silence() }
        var patience = NoPatience()
        return try await pass.run(&patience, entered: { arrived.ring() })
    }

    /// Takes in the given files, and those in the given folders, as from `sender`; they stay where they are.
    package func takeIn(files: [FilePath], from sender: Sender) async throws -> [Delivery] {
        var arrivals: [Arrival] = []
        for given in try GivenFile.all(files, from: sender, isIgnored: rules.isIgnored) {
            let file = try FileDescriptor.open(given.path, .readOnly, options: .closeOnExec)
            let kept = try file.closeAfter {
                try archive.keep(file)
            }
            arrivals.append(
                Arrival(
                    sender: sender.name, senderKind: sender.kind, name: given.name, sha256: kept.sha256,
                    size: kept.size, asl: sender.asl, district: sender.district, request: given.request))
        }
        _ = try await store.register(arrivals)
        return try await readPending()
    }

    /// Reads and files until nothing waits but for other files.
    ///
    /// - Returns: what was read, as it now stands: a file whose request is not complete has no outcome.
    package func readPending() async throws -> [Delivery] { try await finish(ReadDeliveries {}) }

    private func finish(_ read: ReadDeliveries) async throws -> [Delivery] {
        for queue in [ReadingQueue.quick, .recognition] { try await readQueue(queue, read) }
        let answered = try await answerOverdueRequests()
        try await mirrorQuarantine()
        return try await store.reader.deliveries(read.all.union(answered))
    }

    private func readQueue(_ queue: ReadingQueue, _ read: ReadDeliveries) async throws {
        try await readingRound(queue).run(filed: { read.note($0.id) })
    }

    /// What was read by now, by whichever reader.
    private final class ReadDeliveries: Sendable {
        private let ids = Mutex<Set<Delivery.ID>>([])
        private let filed: @Sendable () -> Void

        init(_ filed: @escaping @Sendable () -> Void) { self.filed = filed }

        var all: Set<Delivery.ID> { ids.withLock(\.self) }

        func note(_ id: Delivery.ID) {
            ids.withLock { _ = $0.insert(id) }
            filed()
        }
    }

    /// Tells the senders of requests that stay incomplete what is missing.
    ///
    /// - Returns: what was answered, or cannot be.
    func answerOverdueRequests() async throws -> [Delivery.ID] {
        let answered = try await store.answerOverdueRequests(patience: rules.requestWait.components.seconds)
        for outcome in answered {
            let delivery = outcome.delivery
            if let fault = outcome.fault {
                log.error(
                    "A file of an incomplete request cannot be answered; it waits in quarantine",
                    metadata: [
                        "delivery": "\(delivery.id.value)", "sender": "\(delivery.arrival.sender)",
                        "reason": "\(fault)",
                    ])
                continue
            }
            log.info(
                "A file of an incomplete request was answered",
                metadata: [
                    "delivery": "\(delivery.id.value)", "sender": "\(delivery.arrival.sender)",
                    "outcome": "\(delivery.outcome?.rawValue ?? "")",
                ])
        }
        return answered.map(\.delivery.id)
    }

    /// Lets what could not be filed be tried again, now that another program or another configuration runs.
    func retryUnfiled() async throws { try await store.retryUnfiled() }

    func readingRound(_ queue: ReadingQueue) -> ReadingRound {
        ReadingRound(
            rules: rules, store: store, archive: archive, screen: screen, queue: queue,
            reader: queue == .quick ? reader : recogniser,
            parallel: queue == .quick ? rules.readers : rules.recognisers, log: log)
    }

    /// Brings the folder that people look at into line with the ledger.
    package func mirrorQuarantine() async throws {
        try await mirrorGate.pass { try quarantine.mirror(try await store.reader.quarantine()) }
    }
}

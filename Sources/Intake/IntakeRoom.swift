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
    package let rules: InboxRules
    let store: PracticeStore
    let archive: DocumentArchive
    let quarantine: QuarantineFolder
    let reader: DocumentReader
    let recogniser: DocumentReader
    let screen: VirusScreen
    let log: Logger
    /// The daemon's rounds and a command's may begin at once.
    private let mirrorGate = Gate()
    private let mirrored = Mirrored()

    /// - Parameters:
    ///   - reader: has text read, and tells what is a picture.
    ///   - recogniser: has pictures read too, with limits for that.
    package init(
        rules: InboxRules, store: PracticeStore, archive: DocumentArchive, quarantine: QuarantineFolder,
        reader: DocumentReader, recogniser: DocumentReader,
        screen: VirusScreen = .none,
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

    /// - Parameter progress: told as the pass gets on.
    func pass(_ progress: RoundWatch? = nil) -> IntakePass {
        IntakePass(rules: rules, store: store, archive: archive, progress: progress, log: log)
    }

    /// What came of taking in once.
    package struct Round: Sendable {
        package let settled: [Delivery]
        /// Files that were left because somebody still writes them, or because their end is missing and may still come.
        package let unsettled: Int
        /// Files and folders that cannot be read.
        package let closed: Int
        package let remarks: InboxRemarks
    }

    /// Takes in what lies in the inbox now and is whole, reads it, and files it; what is in the ledger is read while the rest is
    /// still copied.
    ///
    /// - Parameter filed: told when receipts are due.
    package func takeInOnce(filed: @escaping @Sendable () -> Void = {}) async throws -> Round {
        try await retryUnfiled()
        let arrived = Wake()
        let read = ReadDeliveries(filed)
        async let taken = takeInAll(arrived)
        for await _ in arrived.rings { try await readQueue(.quick, read) }
        var left = try await taken
        var settled = try await finish(read)
        if left.ignored > 0 {
            // Only now is it known what the requests list.
            var memory = InboxMemory(rules, isOneLook: true)
            left = try await pass().run(&memory)
            settled = try await finish(read)
        }
        return Round(
            settled: settled, unsettled: left.waiting, closed: left.closed.count, remarks: left.remarks)
    }

    /// A command does not wait: what has its end and is held open by nobody is taken.
    private func takeInAll(_ arrived: Wake) async throws -> IntakePass.Result {
        defer { arrived.silence() }
        var memory = InboxMemory(rules, isOneLook: true)
        return try await pass().run(&memory, entered: { arrived.ring() })
    }

    /// Takes in the given files, and those in the given folders, as from `sender`; they stay where they are.
    ///
    /// - Returns: what came of those that could be taken in, and the others.
    package func takeIn(
        files: [FilePath], from sender: Sender
    ) async throws -> (settled: [Delivery], left: [LeftFile]) {
        let own = rules.own.now
        let given = GivenFiles(files, from: sender, own: own, isIgnored: rules.isIgnored)
        var left = given.left
        var arrivals: [Arrival] = []
        for file in given.files {
            switch try keep(file, own) {
            case .success(let kept):
                arrivals.append(
                    Arrival(
                        sender: sender.name, senderKind: sender.kind, name: file.name, sha256: kept.sha256,
                        size: kept.size, asl: sender.asl, district: sender.district, request: file.request))
            case .failure(let fault): left.append(LeftFile(path: file.path, reason: fault.reason))
            }
        }
        _ = try await store.register(arrivals)
        return (try await readPending(), left)
    }

    private struct Unkept: Error {
        let reason: LeftFile.Reason
    }

    /// - Throws: what is no fault of this file.
    private func keep(_ given: GivenFile, _ own: OwnPlaces.Known) throws -> Result<
        (sha256: ContentHash, size: Int), Unkept
    > {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(
                given.path, .readOnly,
                options: given.isNamed ? [.nonBlocking, .closeOnExec] : [.noFollow, .nonBlocking, .closeOnExec])
        } catch Errno.noSuchFileOrDirectory, Errno.notDirectory {
            return .failure(Unkept(reason: .missing))
        } catch Errno.tooManySymbolicLinkLevels, Errno.noSuchAddressOrDevice {
            return .failure(Unkept(reason: .special))
        } catch {
            return .failure(Unkept(reason: .closed))
        }
        return try file.closeAfter {
            guard let status = FileStatus(of: file), status.kind == .regular else {
                return .failure(Unkept(reason: .special))
            }
            guard !own.isOwnFile(status.facts) else { return .failure(Unkept(reason: .own)) }
            let size = Int(status.facts.size)
            do {
                let kept = try archive.keep(file, upTo: size <= rules.largestKept ? size : TakeIn.beginning)
                return .success((kept.sha256, size))
            } catch StoreError.unreadableSource {
                return .failure(Unkept(reason: .closed))
            }
        }
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
                        "delivery": "\(delivery.id.value)",
                        "sender": "\(rules.loggedName(of: delivery.arrival.sender))",
                        "reason": "\(fault)",
                    ])
                continue
            }
            log.info(
                "A file of an incomplete request was answered",
                metadata: [
                    "delivery": "\(delivery.id.value)", "sender": "\(rules.loggedName(of: delivery.arrival.sender))",
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
            parallel: readers(of: queue), log: log)
    }

    /// How many batches of a queue are read at a time.
    func readers(of queue: ReadingQueue) -> Int { queue == .quick ? rules.readers : rules.recognisers }

    /// Brings the folder that people look at into line with the ledger.
    package func mirrorQuarantine() async throws {
        try await mirrorGate.pass {
            let mark = try await store.reader.quarantineMark()
            guard mirrored.state != Mirrored.State(mark: mark, names: try quarantine.names()) else { return }
            try quarantine.mirror(try await store.reader.quarantine())
            mirrored.state = Mirrored.State(mark: mark, names: try quarantine.names())
        }
    }

    /// What the ledger and the folder held when they were last brought into line: as long as both do, nothing is read.
    private final class Mirrored: Sendable {
        struct State: Hashable {
            let mark: String
            let names: Set<FilePath.Component>
        }

        private let last = Mutex<State?>(nil)

        var state: State? {
            get { last.withLock(\.self) }
            set { last.withLock { $0 = newValue } }
        }
    }
}

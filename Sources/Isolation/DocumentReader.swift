// SPDX-License-Identifier: EUPL-1.2

internal import CPlatform
internal import Domain
package import SystemPackage

/// The daemon's half: has foreign bytes read in confined children of this very program, and gives back plain values.
///
/// A child reads for one sender only and for no more than its share of documents. When it dies, the document it was reading
/// is read once more, since something else may have ended it, such as a machine out of memory; when that child dies too, or
/// one exceeds its time, that is the finding of the document. The rest of the batch is read each in a child of its own.
package struct DocumentReader: Sendable {
    private let nursery: Nursery
    private let limits: ReaderLimits

    /// Why nothing can be read at the moment, as the last try found; nothing where it could, or where nobody tried yet.
    package var fault: ReaderError? { nursery.fault }

    /// How many documents a child reads at most.
    package var share: Int { limits.documentsPerChild }

    /// - Parameters:
    ///   - executable: this program.
    ///   - arguments: those that make it a nursery of readers with the same limits.
    package init(executable: FilePath, arguments: [String], limits: ReaderLimits) {
        // A child that dies while it is written to must not take this process with it.
        platform_ignore_broken_pipes()
        nursery = Nursery(path: executable, arguments: arguments)
        self.limits = limits
    }

    /// Reads `items`, all of one sender, and hands over what came of each as it comes, in order.
    ///
    /// - Parameters:
    ///   - load: the bytes of an item; called while those before are read, so that two are in memory, or more small ones.
    ///   - each: what is done with it before the next is taken.
    /// - Throws: what `load` and `each` throw, `ReaderError` and `CancellationError`; never because of a document.
    package func read<Item: Sendable>(
        _ items: [Item], load: (Item) async throws -> [UInt8], each: (Item, DocumentReading) async throws -> Void
    ) async throws {
        var rest = items[...]
        var share = limits.documentsPerChild
        var repeated: Int?
        while !rest.isEmpty {
            let (done, fate) = try await readInOneChild(
                rest.prefix(share), mayRepeat: repeated != rest.startIndex, load: load, each: each)
            rest = rest.dropFirst(done)
            switch fate {
            case .lived: continue
            case .overstayed: share = 1
            case .died:
                share = 1
                repeated = rest.startIndex
            case .orphaned: repeated = rest.startIndex
            }
        }
    }

    /// Reads one document.
    package func read(_ bytes: [UInt8]) async throws -> DocumentReading {
        var result: DocumentReading?
        try await read([bytes], load: { $0 }, each: { result = $1 })
        return result ?? .unread(.readerFailed)
    }

    /// Has a fresh child answer one message; nothing when it does not live to do so.
    func ask(_ message: ReaderMessage) async throws -> ReaderMessage? {
        let child = try await nursery.child()
        defer { nursery.retire(child) }
        child.post(message)
        guard case .answer(let answer) = try await child.answer(within: limits.wallTime), answer.kind == message.kind
        else { return nil }
        return answer
    }

    /// How a child ended its batch.
    private enum Fate {
        case lived
        /// It took too long over a document, or died over one a second time.
        case overstayed
        /// It died over a document that is to be read once more.
        case died
        /// It went with its nursery, which says nothing about the document it was reading.
        case orphaned
    }

    /// - Parameter mayRepeat: whether the first document has not been read before by a child that ended over it.
    /// - Returns: how many items are done, and what became of the child.
    private func readInOneChild<Item: Sendable>(
        _ batch: ArraySlice<Item>, mayRepeat: Bool, load: (Item) async throws -> [UInt8],
        each: (Item, DocumentReading) async throws -> Void
    ) async throws -> (done: Int, fate: Fate) {
        let child = try await nursery.child()
        defer { nursery.retire(child) }
        var door = Door(next: batch.startIndex)
        func post() async throws {
            let bytes = try await load(batch[door.next])
            child.post(ReaderMessage(kind: .document, payload: bytes))
            door.add(bytes.count)
        }
        try await post()
        var fault: (any Error)?
        for (index, item) in zip(batch.indices, batch) {
            // What cannot be loaded is no reason to lose what waits before it.
            do {
                while fault == nil, door.next < batch.endIndex, door.hasRoom { try await post() }
            } catch { fault = error }
            door.open()
            let start = ContinuousClock.now
            let outcome = try await child.answer(within: limits.wallTime)
            // One that died of its processor time would use it up again.
            let isShort = ContinuousClock.now - start < .seconds(limits.processorSeconds)
            if outcome == .died, isShort || child.isOrphan, mayRepeat || index > batch.startIndex {
                return (index - batch.startIndex, child.isOrphan ? .orphaned : .died)
            }
            let reading = outcome.reading
            try await each(item, reading ?? .unread(outcome == .timedOut ? .readerTimeout : .readerFailed))
            if reading == nil { return (index + 1 - batch.startIndex, .overstayed) }
            if let fault, door.next == index + 1 { throw fault }
        }
        return (batch.count, .lived)
    }
}

/// The documents that a child has been given and has not answered: one that it reads, and those that wait at its door so that
/// it need not wait for them.
private struct Door {
    /// The first of the batch that was not given yet.
    private(set) var next: Int
    /// The sizes of the others, in bytes.
    private var sizes: ArraySlice<Int> = []

    private static let most = 4
    /// With more bytes than this only one waits.
    private static let roomyBytes = 1 << 18

    init(next: Int) { self.next = next }

    /// Whether one more may wait.
    var hasRoom: Bool { sizes.count < 2 || (sizes.count < Self.most && sizes.reduce(0, +) < Self.roomyBytes) }

    mutating func add(_ size: Int) {
        next += 1
        sizes.append(size)
    }

    /// The first has been answered.
    mutating func open() { sizes = sizes.dropFirst() }
}

extension ReaderChild.Outcome {
    /// Nothing when the child did not answer, or not as a reader answers.
    fileprivate var reading: DocumentReading? {
        guard case .answer(let message) = self else { return nil }
        return message.reading
    }
}

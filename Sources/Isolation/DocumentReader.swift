// SPDX-License-Identifier: EUPL-1.2

internal import CPlatform
internal import Domain
package import SystemPackage

/// The daemon's half: has foreign bytes read in confined children of this very program, and gives back plain values.
///
/// A child reads for one sender only and for no more than its share of documents. When it dies or exceeds a limit, that is
/// the finding of the document it was reading; the rest of its batch is read again, each in a child of its own.
package struct DocumentReader: Sendable {
    private let nursery: Nursery
    private let limits: ReaderLimits

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
    ///   - load: the bytes of an item; called while the one before is read, so that two are in memory.
    ///   - each: what is done with it before the next is taken.
    /// - Throws: what `load` and `each` throw, `ReaderError` and `CancellationError`; never because of a document.
    package func read<Item: Sendable>(
        _ items: [Item], load: (Item) async throws -> [UInt8], each: (Item, DocumentReading) async throws -> Void
    ) async throws {
        var rest = items[...]
        var share = limits.documentsPerChild
        var orphaned: Int?
        while !rest.isEmpty {
            let (done, fate) = try await readInOneChild(
                rest.prefix(share), mayRepeat: orphaned != rest.startIndex, load: load, each: each)
            rest = rest.dropFirst(done)
            switch fate {
            case .lived: continue
            case .died: share = 1
            case .orphaned: orphaned = rest.startIndex
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
        defer { child.end() }
        child.post(message)
        guard case .answer(let answer) = try await child.answer(within: limits.wallTime), answer.kind == message.kind
        else { return nil }
        return answer
    }

    /// How a child ended its batch.
    private enum Fate {
        case lived, died
        /// It went with its nursery, which says nothing about the document it was reading.
        case orphaned
    }

    /// - Parameter mayRepeat: whether the first document has not been read before by a child that was orphaned.
    /// - Returns: how many items are done, and what became of the child.
    private func readInOneChild<Item: Sendable>(
        _ batch: ArraySlice<Item>, mayRepeat: Bool, load: (Item) async throws -> [UInt8],
        each: (Item, DocumentReading) async throws -> Void
    ) async throws -> (done: Int, fate: Fate) {
        let child = try await nursery.child()
        defer { child.end() }
        func post(_ index: Int) async throws {
            child.post(ReaderMessage(kind: .document, payload: try await load(batch[index])))
        }
        try await post(batch.startIndex)
        for (index, item) in zip(batch.indices, batch) {
            // The next document waits at the child's door; one that cannot be loaded is no reason to lose this one.
            var fault: (any Error)?
            if index + 1 < batch.endIndex { do { try await post(index + 1) } catch { fault = error } }
            let outcome = try await child.answer(within: limits.wallTime)
            if outcome == .died, child.isOrphan, mayRepeat || index > batch.startIndex {
                return (index - batch.startIndex, .orphaned)
            }
            let reading = outcome.reading
            try await each(item, reading ?? .unread(outcome == .timedOut ? .readerTimeout : .readerFailed))
            if reading == nil { return (index + 1 - batch.startIndex, .died) }
            if let fault { throw fault }
        }
        return (batch.count, .lived)
    }
}

extension ReaderChild.Outcome {
    /// Nothing when the child did not answer, or not as a reader answers.
    fileprivate var reading: DocumentReading? {
        guard case .answer(let message) = self else { return nil }
        return message.reading
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import CPlatform
package import Domain
internal import Foundation
internal import Subprocess
package import SystemPackage

/// The daemon's half: has foreign bytes read in confined children of this very program, and gives back plain values.
///
/// A child reads for one sender only and for no more than its share of documents. When it dies or exceeds a limit, that is
/// the finding of the document it was reading; the rest of its batch is read again, each in a child of its own.
package struct DocumentReader: Sendable {
    private let executable: FilePath
    private let arguments: [String]
    private let limits: ReaderLimits

    /// The longest answer that is believed, in bytes.
    private static let answerLimit = 32 << 20

    /// - Parameters:
    ///   - executable: this program.
    ///   - arguments: those that make it a reader with the same limits.
    package init(executable: FilePath, arguments: [String], limits: ReaderLimits) {
        // A child that dies while it is written to must not take this process with it.
        platform_ignore_broken_pipes()
        self.executable = executable
        self.arguments = arguments
        self.limits = limits
    }

    /// Reads `items`, all of one sender, and hands over each extract as it comes, in order.
    ///
    /// - Parameters:
    ///   - load: the bytes of an item; called when its turn comes, so that only one is in memory.
    ///   - each: what is done with the extract before the next is read.
    /// - Throws: what `load` and `each` throw, and errors of starting a child; never because of a document.
    package func read<Item: Sendable>(
        _ items: [Item], load: (Item) async throws -> [UInt8], each: (Item, Extract) async throws -> Void
    ) async throws {
        var rest = items[...]
        var share = limits.documentsPerChild
        while !rest.isEmpty {
            let batch = rest.prefix(share)
            let (done, survived) = try await readInOneChild(batch, load: load, each: each)
            rest = rest.dropFirst(done)
            if !survived { share = 1 }
        }
    }

    /// Reads one document.
    package func read(_ bytes: [UInt8]) async throws -> Extract {
        var result: Extract?
        try await read([bytes], load: { $0 }, each: { result = $1 })
        return result ?? .unreadable(Finding(.readerFailed))
    }

    /// Reads AURA's answer; nothing when the bytes are none.
    package func readReply(_ bytes: [UInt8]) async throws -> Reply? {
        let outcome = try await withChild { child in
            var conversation = ReaderConversation(child: child, limits: limits, answerLimit: Self.answerLimit)
            return await conversation.ask(ReaderMessage(kind: .reply, payload: bytes))
        }
        guard case .answer(let payload) = outcome else { return nil }
        return try JSONDecoder().decode(Reply?.self, from: Data(payload))
    }

    /// - Returns: how many items have their extract, and whether the child lived to the end of the batch.
    private func readInOneChild<Item: Sendable>(
        _ batch: ArraySlice<Item>, load: (Item) async throws -> [UInt8], each: (Item, Extract) async throws -> Void
    ) async throws -> (done: Int, survived: Bool) {
        try await withChild { child in
            var conversation = ReaderConversation(child: child, limits: limits, answerLimit: Self.answerLimit)
            var done = 0
            for item in batch {
                let outcome = await conversation.ask(ReaderMessage(kind: .document, payload: try await load(item)))
                try await each(item, extract(from: outcome))
                done += 1
                guard case .answer = outcome else { return (done, false) }
            }
            return (done, true)
        }
    }

    private func extract(from outcome: ReaderConversation.Outcome) -> Extract {
        switch outcome {
        case .answer(let payload):
            do {
                return try JSONDecoder().decode(Extract.self, from: Data(payload))
            } catch {
                return .unreadable(Finding(.readerFailed))
            }
        case .died: return .unreadable(Finding(.readerFailed))
        case .timedOut: return .unreadable(Finding(.readerTimeout))
        }
    }

    private func withChild<Result: Sendable>(
        _ body: (ReaderConversation.Child) async throws -> Result
    ) async throws -> Result {
        try await run(
            .path(executable), arguments: Arguments(arguments),
            environment: .custom(["PATH": "/usr/bin", "LANG": "C.UTF-8"]), workingDirectory: "/",
            input: .inputWriter, output: .sequence, error: .discarded
        ) { child in
            // Whatever the child was asked for has been answered or given up: it has no more to lose.
            defer { child.end() }
            return try await body(child)
        }.closureResult
    }
}

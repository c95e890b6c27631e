// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Foundation
internal import Logging
internal import Storage

/// The drafts of the doctors, kept in the store: they outlive a session, a restart and a lost machine, and nobody else sees
/// them. Nothing of them is ever kept by a browser.
struct DraftShelf: Sendable {
    let store: PracticeStore
    let logger: Logger

    /// A draft as it lies on the shelf.
    struct Kept: Encodable, Hashable, Sendable {
        let draft: DecisionDraft
        let savedAt: Timestamp
    }

    /// What the viewer has typed about a practice; nothing where that is nothing.
    func kept(_ number: PracticeNumber, by viewer: Operator) async throws -> Kept? {
        kept(try await store.reader.draft(of: number, by: viewer.fiscalCode), of: number)
    }

    func kept(_ saved: SavedDraft?, of number: PracticeNumber) -> Kept? {
        guard let saved else { return nil }
        do {
            let draft = try JSONDecoder().decode(DecisionDraft.self, from: Data(saved.content.utf8))
            return Kept(draft: draft, savedAt: saved.savedAt)
        } catch {
            // One of an older program, whose text nothing here can show; it is not worth a page that cannot be opened.
            logger.error("a draft cannot be read", metadata: ["practice": "\(number)"])
            return nil
        }
    }

    /// Keeps a draft, together with the entry of the viewer's act; one in which nothing is typed is taken off the shelf.
    ///
    /// - Parameter unlessTaken: leaves things as they are where the form has led to a decision meanwhile: its text may come
    ///   late, and what it says is in the history by then.
    /// - Returns: whether it was kept.
    @discardableResult
    func keep(_ draft: DecisionDraft, by viewer: Viewer, unlessTaken: Bool = false) async throws -> Bool {
        let content = try draft.isEmpty ? nil : String(decoding: JSONEncoder().encode(draft), as: UTF8.self)
        return try await store.saveDraft(
            content, of: draft.number, by: viewer.fiscalCode, ticket: unlessTaken ? draft.ticket : nil,
            recording: viewer.access)
    }

    func discard(_ number: PracticeNumber, by viewer: Viewer) async throws {
        _ = try await store.saveDraft(
            nil, of: number, by: viewer.fiscalCode, ticket: nil, recording: viewer.access)
    }
}

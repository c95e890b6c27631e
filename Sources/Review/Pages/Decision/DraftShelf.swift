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
            return Kept(draft: try DecisionDraft(content: saved.content), savedAt: saved.savedAt)
        } catch {
            // One of an older program, whose text nothing here can show; it is not worth a page that cannot be opened.
            logger.error("a draft cannot be read", metadata: ["practice": "\(number)"])
            return nil
        }
    }

    /// Keeps a draft, together with the entry of the viewer's act; one in which nothing is typed is taken off the shelf.
    ///
    /// - Parameter isAsked: whether the person has asked for it. Text that the page sends by itself leaves things as they are
    ///   where the form has led to a decision meanwhile, since what it says is in the history by then, and where the same
    ///   person has typed something in another window.
    @discardableResult
    func keep(_ draft: DecisionDraft, by viewer: Viewer, isAsked: Bool = true) async throws -> DraftOutcome {
        let content = try draft.isEmpty ? nil : String(decoding: JSONEncoder().encode(draft), as: UTF8.self)
        return try await store.saveDraft(
            content, of: draft.number, by: viewer.fiscalCode, ticket: isAsked ? nil : draft.ticket,
            recording: viewer.access, mayReplace: { isAsked || draft.mayReplace($0) })
    }

    func discard(_ number: PracticeNumber, by viewer: Viewer) async throws {
        _ = try await store.saveDraft(
            nil, of: number, by: viewer.fiscalCode, ticket: nil, recording: viewer.access)
    }
}

extension DecisionDraft {
    fileprivate init(content: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(content.utf8)) }

    /// Whether it goes on from what is kept: the same form, or a page that showed it. One that nothing can read is worth nothing.
    fileprivate func mayReplace(_ content: String) -> Bool {
        do {
            guard let other = try DecisionDraft(content: content).ticket else { return true }
            return other == ticket || other == earlierTicket
        } catch {
            return true
        }
    }
}

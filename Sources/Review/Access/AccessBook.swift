// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Storage

/// Writes the access log for the pages. What cannot be written is not shown: every failure here is a page that says so.
struct AccessBook: Sendable {
    let store: PracticeStore

    /// Makes sure that the log holds all that the act has become, durably, before this returns.
    ///
    /// - Throws: `PageRefusal.notNow` where it cannot be written.
    func write(_ access: Access, _ logger: Logger) async throws {
        guard !access.isWritten else { return }
        do {
            try await store.record(access)
        } catch {
            let text = (error as? StoreError).map { "\($0)" } ?? "\(type(of: error))"
            logger.error("the access log cannot be written, so nothing is shown", metadata: ["error": "\(text)"])
            throw PageRefusal.notNow
        }
    }

    /// A session was opened for `person`, by the way that `detail` names.
    func writeSignIn(
        of person: Operator, session: SecretToken, _ context: DeskContext, detail: String
    ) async throws {
        let origin = try AccessOrigin.page(context, session: session)
        try await write(Access(of: person, origin: origin, act: .signIn, detail: detail), context.logger)
    }

    /// Somebody was not let in. What was typed is kept only where it is the name of an account: people type passwords into
    /// the wrong field.
    func writeRefusedSignIn(userName: String, _ context: DeskContext, detail: String) async throws {
        let account = try await store.reader.account(userName: userName)
        try await writeRefusedSignIn(of: account?.person, context, detail: detail)
    }

    /// The same where the person is known, and yet no operator or not let in.
    func writeRefusedSignIn(of person: Operator?, _ context: DeskContext, detail: String) async throws {
        let access = Access(
            actor: person?.fiscalCode.value ?? "sconosciuto", role: person?.role.rawValue ?? "",
            origin: try .page(context, session: nil), act: .signIn, detail: detail)
        access.conclude(.refused)
        try await write(access, context.logger)
    }
}

extension AccessOrigin {
    /// The browser that `context` comes from; of the session's name only the beginning of its hash, which opens nothing.
    static func page(_ context: DeskContext, session: SecretToken?) throws -> AccessOrigin {
        let hash = try session.map { String(try ContentHash.of(Array($0.value.utf8)).value.prefix(16)) }
        return .page(address: context.address, session: hash)
    }
}

extension AccessOutcome {
    init(_ error: any Error) {
        switch error {
        case PageRefusal.notFound, DecisionRefusal.notFound: self = .notFound
        case PageRefusal.notNow: self = .failed
        case is PageRefusal, is DecisionRefusal, is MatchRefusal: self = .refused
        default: self = .failed
        }
    }

    /// Nothing where the answer is no refusal.
    init?(_ status: HTTPResponse.Status) {
        switch status.code {
        case ..<400: return nil
        case 404: self = .notFound
        case 500...: self = .failed
        default: self = .refused
        }
    }
}

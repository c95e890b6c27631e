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

    /// Somebody came in, or was not let in, by whichever way.
    func write(_ outcome: SignInOutcome, _ logger: Logger) async throws {
        var person: Operator?
        if let code = outcome.fiscalCode { person = try await store.reader.account(of: code)?.person }
        let detail = [outcome.way.rawValue, outcome.refusal].compactMap(\.self).joined(separator: " ")
        let access = Access(
            actor: outcome.fiscalCode?.value ?? "sconosciuto", role: person?.role.rawValue ?? "",
            origin: .page(address: outcome.address, session: nil), act: .signIn, detail: detail)
        if outcome.refusal != nil { access.conclude(.refused) }
        try await write(access, logger)
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

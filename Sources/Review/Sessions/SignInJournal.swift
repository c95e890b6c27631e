// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Logging

/// The one place through which every sign-in and every refusal goes.
///
/// It is written before a session is opened; where it cannot be written, nobody comes in.
struct SignInJournal: Sendable {
    let book: AccessBook

    /// Locks and floods are told at a level at which somebody looks; nothing that tells who it was.
    func note(_ outcome: SignInOutcome, _ logger: Logger) async throws {
        try await book.write(outcome, logger)
        guard let refusal = outcome.refusal else {
            logger.info("signed in", metadata: ["way": "\(outcome.way.rawValue)"])
            return
        }
        let isAlarm = SignInGate.Refusal(rawValue: refusal)?.isAlarm ?? false
        logger.log(
            level: isAlarm ? .warning : .notice, "sign-in refused",
            metadata: ["way": "\(outcome.way.rawValue)", "reason": "\(refusal)", "from": "\(outcome.address)"])
    }
}

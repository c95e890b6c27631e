// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage
internal import Synchronization

/// The sessions of this process, in memory: a restart signs everybody out, and nothing about them is ever on the disk.
final class SessionStore: Sendable {
    private let sessions = Mutex<[SecretToken: Session]>([:])
    private let idle: Int64
    private let maximum: Int64
    private let clock: @Sendable () -> Timestamp

    init(settings: DeskSettings, clock: @escaping @Sendable () -> Timestamp) {
        idle = Int64(settings.sessionIdle)
        maximum = Int64(settings.sessionMax)
        self.clock = clock
    }

    /// Opens a session under a name never used before.
    func open(for account: OperatorAccount) -> Session {
        let now = clock()
        let session = Session(of: account, at: now)
        sessions.withLock { sessions in
            sessions = sessions.filter { isAlive($0.value, now) }
            sessions[session.id] = session
        }
        return session
    }

    /// The session of that name if it still lives; its idle time starts anew.
    func use(_ id: SecretToken) -> Session? {
        let now = clock()
        return sessions.withLock { sessions in
            guard var session = sessions[id] else { return nil }
            guard isAlive(session, now) else {
                sessions[id] = nil
                return nil
            }
            session.lastSeenAt = now
            sessions[id] = session
            return session
        }
    }

    func close(_ id: SecretToken) { sessions.withLock { $0[id] = nil } }

    func update(_ id: SecretToken, _ change: (inout sending Session) -> Void) {
        sessions.withLock { sessions in
            guard var session = sessions[id] else { return }
            change(&session)
            sessions[id] = session
        }
    }

    /// The line for the next page, which is thereby shown.
    func takeFlash(_ id: SecretToken) -> String? {
        sessions.withLock { sessions in
            let flash = sessions[id]?.flash
            sessions[id]?.flash = nil
            return flash
        }
    }

    private func isAlive(_ session: Session, _ now: Timestamp) -> Bool {
        now.seconds - session.lastSeenAt.seconds < idle && now.seconds - session.startedAt.seconds < maximum
    }
}

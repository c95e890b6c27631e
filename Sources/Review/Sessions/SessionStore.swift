// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage
internal import Synchronization

/// The sessions of this process, in memory: a restart signs everybody out, and nothing about them is ever on the disk.
final class SessionStore: Sendable {
    private struct Contents {
        var sessions: [SecretToken: Session] = [:]
        /// By the token of their forms, since a browser that has signed out or in again no longer has their name.
        var ended: [SecretToken: EndedSession] = [:]
        var forms: [FiscalCode: KeptForms] = [:]
    }

    private let contents = Mutex(Contents())
    let idle: Int64
    let maximum: Int64
    private let clock: @Sendable () -> Timestamp

    /// Of one operator; a further one ends the oldest.
    private static let mostOfOne = 10

    init(settings: DeskSettings, clock: @escaping @Sendable () -> Timestamp) {
        idle = Int64(settings.sessionIdle)
        maximum = Int64(settings.sessionMax)
        self.clock = clock
    }

    /// Opens a session under a name never used before.
    func open(for account: OperatorAccount, from origin: SessionOrigin = SessionOrigin()) -> Session {
        let now = clock()
        let session = Session(of: account, from: origin, at: now)
        contents.withLock { contents in
            sweep(&contents, now)
            let mine = contents.sessions.values.filter { $0.fiscalCode == session.fiscalCode }
            for old in mine.sorted(by: { $0.lastSeenAt < $1.lastSeenAt }).dropLast(Self.mostOfOne - 1) {
                end(old, in: &contents, now)
            }
            contents.sessions[session.id] = session
        }
        return session
    }

    /// The session of that name if it still lives; its idle time starts anew unless it is only looked at.
    func use(_ id: SecretToken, touching: Bool = true) -> Session? {
        let now = clock()
        return contents.withLock { contents in
            guard var session = contents.sessions[id] else { return nil }
            guard isAlive(session, now) else {
                end(session, in: &contents, now)
                return nil
            }
            guard touching else { return session }
            session.lastSeenAt = now
            contents.sessions[id] = session
            return session
        }
    }

    /// Ends a session for cause: nothing that its pages still send is kept.
    func close(_ id: SecretToken) { contents.withLock { $0.sessions[id] = nil } }

    /// Ends a session that its operator leaves: another window may still hold what the operator has typed.
    func leave(_ id: SecretToken) {
        let now = clock()
        contents.withLock { contents in
            if let session = contents.sessions[id] { end(session, in: &contents, now) }
        }
    }

    /// Ends the sessions of an operator for cause, all or the one of that label.
    func close(of fiscalCode: FiscalCode, label: SecretToken? = nil) {
        contents.withLock { contents in
            contents.sessions = contents.sessions.filter { _, session in
                session.fiscalCode != fiscalCode || (label != nil && session.label != label)
            }
        }
    }

    /// The living sessions of an operator, the most recent first.
    func sessions(of fiscalCode: FiscalCode) -> [Session] {
        let now = clock()
        return contents.withLock { contents in
            contents.sessions.values.filter { $0.fiscalCode == fiscalCode && isAlive($0, now) }
        }.sorted { ($0.lastSeenAt, $0.label.value) > ($1.lastSeenAt, $1.label.value) }
    }

    func update(_ id: SecretToken, _ change: (inout sending Session) -> Void) {
        contents.withLock { contents in
            guard var session = contents.sessions[id] else { return }
            change(&session)
            contents.sessions[id] = session
        }
    }

    /// The line for the next page, which is thereby shown.
    func takeFlash(_ id: SecretToken) -> String? {
        contents.withLock { contents in
            let flash = contents.sessions[id]?.flash
            contents.sessions[id]?.flash = nil
            return flash
        }
    }

    /// Seconds until a session ends if nothing is done, and until it ends in any case.
    func rest(of session: Session) -> (idle: Int64, maximum: Int64) {
        let now = clock().seconds
        return (idle - (now - session.lastSeenAt.seconds), maximum - (now - session.startedAt.seconds))
    }

    private func isAlive(_ session: Session, _ now: Timestamp) -> Bool {
        now.seconds - session.lastSeenAt.seconds < idle && now.seconds - session.startedAt.seconds < maximum
    }

    private func end(_ session: Session, in contents: inout Contents, _ now: Timestamp) {
        contents.sessions[session.id] = nil
        contents.ended[session.formToken] = EndedSession(fiscalCode: session.fiscalCode, endedAt: now)
    }

    private func sweep(_ contents: inout Contents, _ now: Timestamp) {
        for session in contents.sessions.values where !isAlive(session, now) { end(session, in: &contents, now) }
        contents.ended = contents.ended.filter { now.seconds - $0.value.endedAt.seconds < KeptForms.life }
        for person in contents.forms.keys {
            contents.forms[person]?.dropOld(at: now)
            if contents.forms[person]?.forms.isEmpty == true { contents.forms[person] = nil }
        }
    }
}

extension SessionStore {
    /// Keeps what was sent from a page whose session is over, for the operator of that session: the token of its form, which
    /// stands on no page but the operator's own, proves whose it is.
    ///
    /// - Parameter person: who is signed in now, where somebody is; another's form is then not taken.
    /// - Returns: whether it was kept.
    func keep(_ form: FormFields, path: String, for person: FiscalCode? = nil) -> Bool {
        let now = clock()
        guard let token = SecretToken(form["gettone"]), let kept = KeptForm(path: path, form, at: now) else {
            return false
        }
        return contents.withLock { contents in
            sweep(&contents, now)
            guard let ended = contents.ended[token], person == nil || person == ended.fiscalCode else { return false }
            contents.forms[ended.fiscalCode, default: KeptForms()].keep(kept)
            return true
        }
    }

    /// What waits for an operator, the newest first.
    func keptForms(of fiscalCode: FiscalCode) -> [KeptForm] {
        let now = clock()
        return contents.withLock { contents in
            contents.forms[fiscalCode]?.dropOld(at: now)
            return contents.forms[fiscalCode]?.forms.reversed() ?? []
        }
    }

    func dropForm(_ label: SecretToken, of fiscalCode: FiscalCode) {
        contents.withLock { $0.forms[fiscalCode]?.drop(label) }
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB
internal import Synchronization

/// The one who adds entries to the access log: each is bound to the one before it, and with every commit the newest is
/// signed. It works inside the only writer, so that there is always exactly one newest.
final class AccessChain: Sendable {
    private let key: AccessKey
    private let clock: @Sendable () -> Timestamp
    /// The newest link as this process signed it; whatever else is found there came from elsewhere.
    private let signed = Mutex<AccessHead?>(nil)
    /// The newest link of the transaction that is open, which its end writes down; nothing where it has added no entry yet.
    private let pending = Mutex<AccessHeadRow?>(nil)

    init(key: AccessKey, clock: @escaping @Sendable () -> Timestamp) {
        self.key = key
        self.clock = clock
    }

    /// Looks at the log before the first entry of this process. A log that is not as its seal says it was left is not sealed
    /// anew without a word: an entry says so for ever.
    ///
    /// - Parameter isNew: whether the tables were made just now.
    func open(_ database: Database, isNew: Bool) throws {
        var head = try AccessHeadRow.fetch(database)
        let newest = try Row.fetchOne(database, sql: "SELECT id, hash FROM accessEntry ORDER BY id DESC LIMIT 1")
        let newestID = newest.map { $0["id"] as Int64 } ?? 0
        let newestHash = newest.map { $0.bytes("hash") }
        let anchor = try Int64.fetchOne(database, sql: "SELECT max(last) FROM accessAnchor") ?? 0
        let fits = newestID == 0 ? head.last == anchor : newestID == head.last && newestHash == head.link.bytes
        if !isNew, !head.isSigned || !fits {
            if newestID > head.last, let newestHash {
                head.last = newestID
                head.link = AccessLink(bytes: newestHash)
                try head.save(database)
            }
            try add(database, own(.sealBroken, "all'avvio: sigillo sulla voce \(head.last), ultima voce \(newestID)"))
        }
        if let known = head.publicKey, known != key.publicKey {
            try add(database, own(.keyChanged, "da \(known.hexadecimal) a \(key.publicKey.hexadecimal)"))
        }
        if let head = try seal(database, always: true) { remember(head) }
    }

    /// Adds what `access` has become so far.
    ///
    /// - Returns: what to confirm to `access` once the transaction is on the disk.
    func append(_ access: Access, _ database: Database) throws -> Int {
        let draft = try access.draft()
        let head = try head(database)
        if isBroken(head) {
            let known = signed.withLock { $0?.last ?? 0 }
            try add(database, own(.sealBroken, "in servizio: sigillo sulla voce \(known), trovata \(head.last)"))
        }
        try add(
            database,
            AccessEntry(
                id: 0, at: clock(), act: draft.act.rawValue, actor: access.actor, role: access.role,
                place: access.origin.place, session: access.origin.session, outcome: draft.outcome.rawValue,
                detail: draft.detail, subjects: draft.subjects))
        return draft.revision
    }

    /// Signs the newest link and writes it down, where entries came since: once a transaction, at its end.
    ///
    /// - Returns: the head to remember once the transaction is on the disk.
    func seal(_ database: Database, always: Bool = false) throws -> AccessHead? {
        let added = pending.withLock { pending in
            defer { pending = nil }
            return pending
        }
        guard var row = try added ?? (always ? AccessHeadRow.fetch(database) : nil) else { return nil }
        row.signature = try key.sign(row.head)
        row.publicKey = key.publicKey
        try row.save(database)
        return row.head
    }

    func remember(_ head: AccessHead) { signed.withLock { $0 = head } }

    /// What the open transaction has added so far, to go back to where a part of it is undone.
    var place: AccessHeadRow? { pending.withLock(\.self) }

    /// - Parameter place: nothing where the whole transaction is undone.
    func goBack(to place: AccessHeadRow?) { pending.withLock { $0 = place } }

    private func head(_ database: Database) throws -> AccessHeadRow {
        if let place { return place }
        return try AccessHeadRow.fetch(database)
    }

    /// Ends the day of the newest entry, where today is another: its last link is signed for good.
    func closeDay(_ database: Database, before today: CalendarDay) throws {
        try closeDay(database, try head(database), before: today)
    }

    private func closeDay(_ database: Database, _ head: AccessHeadRow, before today: CalendarDay) throws {
        guard !head.day.isEmpty, head.day < today.iso else { return }
        let isClosed = try Bool.fetchOne(
            database, kept: "SELECT EXISTS (SELECT 1 FROM accessDay WHERE day = ?)", arguments: [head.day])
        guard isClosed != true else { return }
        let day = AccessHead(day: head.day, last: head.last, hash: head.link.hexadecimal)
        try database.execute(
            kept: "INSERT INTO accessDay (day, last, hash, signature, publicKey) VALUES (?, ?, ?, ?, ?)",
            arguments: [head.day, head.last, head.link.bytes.blob, try key.sign(day).blob, key.publicKey.blob])
    }

    /// Whether somebody else changed the newest link since this process signed it.
    private func isBroken(_ row: AccessHeadRow) -> Bool {
        guard row.signature != nil, let known = signed.withLock({ $0 }) else { return false }
        return row.head != known
    }

    private func own(_ act: AccessAct, _ detail: String) -> AccessEntry {
        AccessEntry(
            id: 0, at: clock(), act: act.rawValue, actor: "servizio", role: "servizio",
            place: AccessOrigin.service.place, session: nil, outcome: AccessOutcome.done.rawValue, detail: detail,
            subjects: [])
    }

    private func add(_ database: Database, _ content: AccessEntry) throws {
        var head = try head(database)
        try closeDay(database, head, before: content.at.romeDay)
        let entry = content.numbered(head.last + 1)
        head.last = entry.id
        head.link = entry.link(after: head.link)
        // A clock that was set back does not reopen a day.
        head.day = max(head.day, entry.at.romeDay.iso)
        head.signature = nil
        try AccessRow.insert(database, entry, head.link)
        pending.withLock { $0 = head }
    }
}

extension AccessEntry {
    fileprivate func numbered(_ id: Int64) -> AccessEntry {
        AccessEntry(
            id: id, at: at, act: act, actor: actor, role: role, place: place, session: session, outcome: outcome,
            detail: detail, subjects: subjects)
    }
}

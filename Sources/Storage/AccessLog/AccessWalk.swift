// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// One walk along the chain: entries and their persons in step, each link computed anew.
struct AccessWalk {
    struct Start {
        let last: Int64
        let link: AccessLink
    }

    let start: Start
    private(set) var last: Int64
    /// As computed, of the newest entry.
    private(set) var link: AccessLink
    private(set) var count: Int64 = 0
    /// Keys that signed before the present one, as entries of the chain say.
    private(set) var formerKeys: Set<[UInt8]> = []

    private let wanted: Set<Int64>
    private var hashes: [Int64: String] = [:]

    /// - Parameter wanted: the entries whose link will be asked for.
    init(_ start: Start, wanted: Set<Int64>) {
        self.start = start
        self.wanted = wanted
        last = start.last
        link = start.link
    }

    func hash(at entry: Int64) -> String? { hashes[entry] }

    mutating func run(
        _ database: Database, last sealed: Int64, progress: (WorkProgress) -> Void,
        report: (AccessFault) throws -> Void
    ) throws {
        let entries = try Row.fetchCursor(database, sql: "SELECT * FROM accessEntry ORDER BY id")
        var persons = try PersonsInStep(database)
        var register = StretchCheck()
        while let row = try entries.next() {
            let id: Int64 = row["id"]
            try persons.skip(before: id) { try report(.strayPersons($0)) }
            let entry = AccessRow.entry(row, try persons.take(of: id))
            try step(entry, stored: row.bytes("hash"), report)
            try register.check(entry, database) { try report(.personUnlisted(id)) }
            if count.isMultiple(of: 20_000) {
                progress(
                    WorkProgress(phase: .entries, done: Int(count), total: max(Int(count), Int(sealed - start.last))))
            }
        }
        try persons.skip(before: .max) { try report(.strayPersons($0)) }
    }

    /// The walk goes on from what is stored, so that one changed entry is one fault.
    private mutating func step(
        _ entry: AccessEntry, stored: [UInt8], _ report: (AccessFault) throws -> Void
    ) throws {
        if entry.id != last + 1 { try report(.missing(from: last + 1, to: entry.id - 1)) }
        if entry.link(after: link).bytes != stored { try report(.altered(entry.id)) }
        link = AccessLink(bytes: stored)
        last = entry.id
        count += 1
        if wanted.contains(entry.id) { hashes[entry.id] = link.hexadecimal }
        switch AccessAct(rawValue: entry.act) {
        case .sealBroken: try report(.foundBroken(entry.id))
        case .keyChanged: formerKeys.formUnion(entry.keys)
        default: break
        }
    }
}

extension PracticeReader {
    /// The keys that signed the access log before the present one, as its entries about keys say.
    package func formerAccessKeys() async throws -> Set<[UInt8]> {
        guard try keepsAccessLog() else { return [] }
        return try await database.read { database in
            let rows = try Row.fetchAll(
                database, sql: "SELECT * FROM accessEntry WHERE act = ?", arguments: [AccessAct.keyChanged.rawValue])
            return rows.reduce(into: []) { $0.formUnion(AccessRow.entry($1, []).keys) }
        }
    }
}

extension AccessEntry {
    /// The keys that an entry about keys names.
    fileprivate var keys: [[UInt8]] {
        detail.split(separator: " ").compactMap { [UInt8](hexadecimal: String($0)) }.filter { $0.count == 32 }
    }
}

/// The rows of `accessSubject` in the order of their entries, read once.
private struct PersonsInStep {
    private let rows: RowCursor
    private var next: (entry: Int64, subject: AccessSubject)?

    init(_ database: Database) throws {
        rows = try Row.fetchCursor(
            database, sql: "SELECT entry, practice, person, document FROM accessSubject ORDER BY entry, place")
        try advance()
    }

    private mutating func advance() throws {
        next = try rows.next().map { ($0["entry"], AccessRow.subject($0)) }
    }

    mutating func take(of entry: Int64) throws -> [AccessSubject] {
        var taken: [AccessSubject] = []
        while let row = next, row.entry == entry {
            taken.append(row.subject)
            try advance()
        }
        return taken
    }

    mutating func skip(before entry: Int64, _ report: (Int64) throws -> Void) throws {
        while let row = next, row.entry < entry {
            try report(row.entry)
            _ = try take(of: row.entry)
        }
    }
}

/// Whether the register of persons names everybody whom the entries name: what it leaves out, nobody would find who asks who
/// looked at somebody.
private struct StretchCheck {
    private var stretch: AccessStretch?
    /// Who was looked for in it.
    private var looked: Set<String> = []

    mutating func check(_ entry: AccessEntry, _ database: Database, _ report: () throws -> Void) throws {
        let current = AccessStretch(of: entry.id)
        if stretch != current {
            stretch = current
            looked = []
        }
        for person in entry.subjects.compactMap(\.person) where looked.insert(person).inserted {
            guard try !current.holds(person, database) else { continue }
            try report()
        }
    }
}

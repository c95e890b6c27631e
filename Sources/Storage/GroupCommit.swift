// SPDX-License-Identifier: EUPL-1.2

internal import GRDB
internal import Glibc
internal import Synchronization

/// Many callers, one sync: whatever waits for the only writer goes into one transaction, and everybody is answered when it is
/// on the disk. Where one of them fails, it is done again with each caller's work in a savepoint of its own.
///
/// A sync takes some milliseconds however much it covers. Nobody is made to wait for company by the clock: work that
/// comes alone is committed alone, and what comes during its sync shares the next.
final class GroupCommit: Sendable {
    /// One caller's work. It may be run more than once, since a group that cannot be committed is taken apart.
    private struct Job: Sendable {
        /// Does the work and returns the way to answer for it.
        let run: @Sendable (Database) throws -> @Sendable () -> Void
        let refuse: @Sendable (any Error) -> Void
    }

    private let database: any DatabaseWriter
    private let chain: AccessChain
    private let faults: StoreFaults
    private let waiting = Mutex<[Job]>([])
    private let drained = Mutex(0)

    /// So that a caller behind a crowd is answered in time.
    private static let largestGroup = 256

    init(_ database: any DatabaseWriter, chain: AccessChain, faults: StoreFaults) {
        self.database = database
        self.chain = chain
        self.faults = faults
    }

    /// How many callers wait for the writer, and how many groups it has taken: for tests.
    var waitingCount: Int { waiting.withLock(\.count) }
    var groups: Int { drained.withLock(\.self) }

    /// - Throws: what `work` throws, and then nothing of it is done; `StoreError` where the database itself failed.
    func perform<Value: Sendable>(_ work: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            submit(work) { continuation.resume(with: $0) }
        }
    }

    /// The same for a caller who asks later what came of it.
    func begin<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) -> CommitUnderway<Value> {
        let underway = CommitUnderway<Value>()
        submit(work) { underway.finish($0) }
        return underway
    }

    private func submit<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value,
        answer: @escaping @Sendable (Result<Value, any Error>) -> Void
    ) {
        let job = Job(
            run: { database in
                let value = try work(database)
                return { answer(.success(value)) }
            },
            refuse: { answer(.failure($0)) })
        let isFirst = waiting.withLock { waiting in
            waiting.append(job)
            return waiting.count == 1
        }
        // Whoever finds others waiting is taken along with them.
        if isFirst { callDrain() }
    }

    private func callDrain() {
        database.asyncWriteWithoutTransaction { [self] in drain($0) }
    }

    private func drain(_ database: Database) {
        // On a busy machine those go first who are about to come along; on an idle one it costs nothing.
        sched_yield()
        let (jobs, areMoreLeft) = waiting.withLock { waiting in
            let taken = Array(waiting.prefix(Self.largestGroup))
            waiting.removeFirst(taken.count)
            return (taken, !waiting.isEmpty)
        }
        if areMoreLeft { callDrain() }
        drained.withLock { $0 += 1 }
        if jobs.count > 1, commitPlainly(jobs, database) || commitTogether(jobs, database) { return }
        for job in jobs { commitAlone(job, database) }
    }

    private func commitAlone(_ job: Job, _ database: Database) {
        do {
            let answer = try commit(database) { try job.run(database) }
            answer()
        } catch {
            job.refuse(judged(error))
        }
    }

    /// Without a savepoint each, since hardly ever one of them fails.
    ///
    /// - Returns: whether everybody was answered; otherwise nothing was done.
    private func commitPlainly(_ jobs: [Job], _ database: Database) -> Bool {
        do {
            let answers = try commit(database) { try jobs.map { try $0.run(database) } }
            for answer in answers { answer() }
            return true
        } catch {
            _ = judged(error)
            return false
        }
    }

    /// - Returns: whether everybody was answered. Otherwise nothing was done, and each must be tried alone: one of them may
    ///   have brought the whole transaction down, or all of them together do not fit on the disk.
    private func commitTogether(_ jobs: [Job], _ database: Database) -> Bool {
        do {
            let outcomes = try commit(database) {
                try jobs.map { job in
                    let outcome = Result { try inSavepoint(job, database) }
                    // SQLite ends the whole transaction at some faults, such as a full disk.
                    guard database.isInsideTransaction else { throw Undone() }
                    return outcome
                }
            }
            for (job, outcome) in zip(jobs, outcomes) {
                switch outcome {
                case .success(let answer): answer()
                case .failure(let error): job.refuse(judged(error))
                }
            }
            return true
        } catch {
            _ = judged(error)
            return false
        }
    }

    private struct Undone: Error {}

    private func inSavepoint(_ job: Job, _ database: Database) throws -> @Sendable () -> Void {
        var answer: (@Sendable () -> Void)?
        let place = chain.place
        do {
            try database.inSavepoint {
                answer = try job.run(database)
                return .commit
            }
        } catch {
            chain.goBack(to: place)
            throw error
        }
        guard let answer else { throw Undone() }
        return answer
    }

    /// One transaction, signed at its end where it added to the access log.
    private func commit<Value>(_ database: Database, _ work: () throws -> Value) throws -> Value {
        try faults.refuseAfterFault()
        var value: Value?
        var head: AccessHead?
        defer { chain.goBack(to: nil) }
        try database.inTransaction(.immediate) {
            value = try work()
            head = try chain.seal(database)
            return .commit
        }
        if let head { chain.remember(head) }
        guard let value else { throw Undone() }
        return value
    }

    /// What a fault means for the daemon, and for the one who is told.
    private func judged(_ error: any Error) -> any Error {
        guard let error = error as? DatabaseError, let fault = StoreError(error) else { return error }
        faults.note(fault)
        return fault
    }
}

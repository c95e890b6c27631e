// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import Synchronization

/// Threads that may wait for the database, for those who ask it many short questions one after the other, as a page does.
///
/// Swift's own threads are as many as the processors and must never wait, so there each question to the store is handed to
/// another thread and back, which costs more than most answers. A task that prefers these threads
/// (`withTaskExecutorPreference`) asks from where it is.
package final class ReadingThreads: TaskExecutor {
    private let jobs: WaitingJobs
    private let count: Int

    /// - Parameter count: how many tasks can be at it at the same time; threads are started with the first of them.
    package init(count: Int) {
        self.count = count
        jobs = WaitingJobs()
    }

    deinit { jobs.close() }

    package func enqueue(_ job: consuming ExecutorJob) {
        // The task that the job belongs to holds this executor until it is run.
        let waiting = unsafe WaitingJobs.Job(job: UnownedJob(job), executor: asUnownedTaskExecutor())
        jobs.append(waiting, threads: count)
    }

    /// Whether the caller is a task that prefers these threads.
    var isCurrent: Bool {
        unsafe withUnsafeCurrentTask { task in unsafe task?.unownedTaskExecutor == asUnownedTaskExecutor() }
    }
}

/// What the threads have in common; they outlive the executor by the time that they need to end.
private final class WaitingJobs: @unchecked Sendable {
    @safe struct Job {
        let job: UnownedJob
        let executor: UnownedTaskExecutor
    }

    /// Guards all that follows, and wakes the threads.
    private let condition = NSCondition()
    private var jobs: [Job] = []
    private var next = 0
    private var isStarted = false
    private var isClosed = false

    func append(_ job: Job, threads count: Int) {
        condition.lock()
        jobs.append(job)
        let isFirst = !isStarted
        isStarted = true
        condition.signal()
        condition.unlock()
        guard isFirst else { return }
        for _ in 0..<count { start() }
    }

    func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }

    private func start() {
        let thread = Thread { [self] in
            while let job = take() { unsafe job.job.runSynchronously(on: job.executor) }
        }
        thread.name = "pages"
        thread.start()
    }

    /// The next job, as soon as there is one; nothing when the executor is gone.
    private func take() -> Job? {
        condition.lock()
        defer { condition.unlock() }
        while next == jobs.count {
            if isClosed { return nil }
            condition.wait()
        }
        let job = jobs[next]
        next += 1
        if next == jobs.count {
            jobs.removeAll(keepingCapacity: true)
            next = 0
        }
        return job
    }
}

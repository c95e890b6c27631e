// SPDX-License-Identifier: EUPL-1.2

internal import NIOCore

/// Runs the work of a connection on the thread that reads and writes it.
///
/// A request otherwise changes threads whenever it waits: between the thread of the connection and those of the pool, some eight
/// times a page. Nothing that a page awaits holds the thread: the writer, the cage and passwords have threads of their
/// own, and the reads of a page that are done at once would hold a thread of the pool all the same.
final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

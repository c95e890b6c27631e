// SPDX-License-Identifier: EUPL-1.2

internal import SystemPackage

/// Decides when a file of the inbox may be taken.
protocol Patience {
    /// Which of the files seen may be taken now.
    mutating func settled(_ entries: [InboxEntry]) -> [InboxEntry]

    /// Whether a file is taken even if its end is missing.
    func isLastCall(_ path: FilePath) -> Bool

    /// Told of a file that a process still writes.
    mutating func noteInUse(_ path: FilePath)

    /// Told of a file whose end is missing.
    mutating func noteCutOff(_ path: FilePath)
}

/// That of a command, which cannot wait: everything that lies there and is not being written is taken.
struct NoPatience: Patience {
    func settled(_ entries: [InboxEntry]) -> [InboxEntry] { entries }

    func isLastCall(_ path: FilePath) -> Bool { true }

    func noteInUse(_ path: FilePath) {}

    func noteCutOff(_ path: FilePath) {}
}

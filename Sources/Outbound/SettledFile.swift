// SPDX-License-Identifier: EUPL-1.2

internal import CPlatform
internal import Glibc
internal import Storage
internal import SystemPackage

/// Whether a file in the folder of replies is whole: a regular file that no process has open for writing, that has lain still
/// for a moment where the kernel cannot tell, and for longer where its end is missing and may still come.
struct SettledFile {
    private let file: FileDescriptor
    private let cutOffPatience: Duration
    private static let stillSeconds = 2

    /// - Parameter cutOffPatience: how long a file whose end is missing must lie still.
    init(_ file: FileDescriptor, cutOffPatience: Duration) {
        self.file = file
        self.cutOffPatience = cutOffPatience
    }

    var isSettled: Bool {
        var facts = stat()
        guard unsafe fstat(file.rawValue, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            return false
        }
        let still = time(nil) - facts.st_ctim.tv_sec
        switch platform_has_no_writer(file.rawValue) {
        case 1: break
        case 0: return false
        default: guard still >= Self.stillSeconds else { return false }
        }
        return Duration.seconds(still) >= cutOffPatience || (facts.st_size > 0 && !isCutOff(Int(facts.st_size)))
    }

    /// A file that cannot be looked at is whole: reading it will tell.
    private func isCutOff(_ size: Int) -> Bool {
        do { return try FileEnds(of: file, size: size).isCutOff } catch { return false }
    }
}

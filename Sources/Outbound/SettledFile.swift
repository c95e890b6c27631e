// SPDX-License-Identifier: EUPL-1.2

internal import CPlatform
internal import Glibc
internal import SystemPackage

/// Whether a file in the folder of replies is whole: a regular file that no process has open for writing, and that has lain
/// still for a moment where the kernel cannot tell.
struct SettledFile {
    private let file: FileDescriptor
    private static let stillSeconds = 2

    init(_ file: FileDescriptor) { self.file = file }

    var isSettled: Bool {
        var facts = stat()
        guard unsafe fstat(file.rawValue, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_size > 0 else {
            return false
        }
        switch platform_has_no_writer(file.rawValue) {
        case 1: return true
        case 0: return false
        default: return time(nil) - facts.st_ctim.tv_sec >= Self.stillSeconds
        }
    }
}

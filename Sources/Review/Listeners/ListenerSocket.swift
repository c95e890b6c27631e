// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
internal import NIOCore

/// A socket that another account may open. It is made in a folder which only the daemon can enter, gets its rights there, and
/// only then its name, so that at no moment more may open it than is meant, whatever mask the process has.
struct ListenerSocket {
    let path: String
    let mode: UInt32

    /// Where it is bound.
    var place: String { "\(folder)/s" }

    /// Beside its name, since a rename leads no further than a file system.
    private var folder: String {
        guard let slash = path.lastIndex(of: "/") else { return ".\(path)" }
        return "\(path[...slash]).\(path[path.index(after: slash)...])"
    }

    /// Before it is bound: makes the folder.
    ///
    /// - Throws: `IOError`, also where something that is no socket has its name.
    func prepare() throws {
        guard unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST, unsafe chmod(folder, 0o700) == 0 else {
            throw IOError(errnoCode: errno, reason: "the folder of the gateway's socket cannot be made")
        }
        var status = stat()
        guard unsafe lstat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFSOCK else {
            throw IOError(errnoCode: EEXIST, reason: "something that is no socket lies where the gateway's is to be")
        }
    }

    /// When it listens: gives it its rights and its name.
    ///
    /// - Throws: `IOError`; then it has no name, and nobody can open it.
    func publish() throws {
        guard unsafe chmod(place, mode) == 0, unsafe rename(place, path) == 0 else {
            throw IOError(errnoCode: errno, reason: "the gateway's socket cannot be given its rights and its name")
        }
        unsafe _ = rmdir(folder)
    }
}

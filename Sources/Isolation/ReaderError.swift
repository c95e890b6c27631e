// SPDX-License-Identifier: EUPL-1.2

package import SystemPackage

/// Why no document can be read at the moment; never about a document, which waits.
package enum ReaderError: Error, Hashable, CustomStringConvertible {
    /// The process that forks the children does not start, or ends before it is prepared.
    case cannotPrepare(Errno)
    /// The prepared process cannot fork a child.
    case cannotFork(Errno)

    package var description: String {
        switch self {
        case .cannotPrepare(.brokenPipe):
            "the process that reads documents ends before it is prepared: see esenzioni check"
        case .cannotPrepare(let errno): "the process that reads documents cannot be prepared: \(errno)"
        case .cannotFork(let errno): "no process can be forked to read documents: \(errno)"
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import CPlatform
internal import SystemPackage

/// What the kernel granted to keep a reader from everything but its document. Memory, processor time, descriptors and
/// core dumps are limited besides, everywhere.
package struct Confinement: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// No privileges beyond those of the daemon's user, and no way to new ones.
    package static let privileges = Confinement(rawValue: UInt32(PLATFORM_NO_PRIVILEGES))
    /// No files but the fonts and tables that drawing needs, for reading (Landlock).
    package static let files = Confinement(rawValue: UInt32(PLATFORM_NO_FILES))
    /// Only the system calls that reading needs: no network, no processes, no programs (seccomp).
    package static let systemCalls = Confinement(rawValue: UInt32(PLATFORM_FEW_CALLS))

    package static let full: Confinement = [.privileges, .files, .systemCalls]

    /// What is lacking, by the names that administrators know; none when the confinement is full.
    package var missing: [String] {
        [(Confinement.privileges, "capabilities"), (.files, "Landlock"), (.systemCalls, "seccomp")]
            .filter { !contains($0.0) }.map(\.1)
    }
}

extension Confinement {
    /// Encloses this process, and all that it forks, as far as the kernel grants it.
    ///
    /// - Parameter readable: folders whose files may still be read.
    /// - Throws: an `Errno` where not even new privileges can be given up.
    static func enclose(readable: [String]) throws -> Confinement {
        var reached: UInt32 = 0
        let failure = unsafe readable.withArgumentVector { folders in
            unsafe folders.withMemoryRebound(to: UnsafePointer<CChar>?.self, capacity: readable.count + 1) {
                unsafe platform_enclose($0, &reached)
            }
        }
        guard failure == 0 else { throw Errno(rawValue: failure) }
        return Confinement(rawValue: reached)
    }
}

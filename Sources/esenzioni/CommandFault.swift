// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Foundation

/// How a command ends when it does not succeed.
enum CommandFault {
    /// The work failed.
    static let failed = ExitCode(1)
    /// The configuration is at fault (EX_CONFIG).
    static let configuration = ExitCode(78)

    /// Says `text` on standard error.
    static func say(_ text: String, terminator: String = "\n") {
        // Who cannot be told cannot be told that either.
        do { try FileHandle.standardError.write(contentsOf: Data((text + terminator).utf8)) } catch {}
    }

    /// Says `text` on standard output at once, also where that is a file.
    static func tell(_ text: String) {
        print(text)
        StandardOutput.flush()
    }
}

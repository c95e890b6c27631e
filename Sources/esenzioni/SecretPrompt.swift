// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Glibc

/// Asks for secrets without showing them; from a pipe, reads one a line.
enum SecretPrompt {
    /// The shortest password and PIN that are accepted.
    static let shortestPassword = 8
    static let shortestPIN = 4

    static func passwordAndPIN() throws -> (password: String, pin: String) {
        let password = try ask("Password: ", atLeast: shortestPassword)
        let pin = try ask("PIN: ", atLeast: shortestPIN)
        return (password, pin)
    }

    private static func ask(_ question: String, atLeast shortest: Int) throws -> String {
        let isTerminal = isatty(STDIN_FILENO) == 1
        if isTerminal { CommandFault.say(question, terminator: "") }
        let secret = isTerminal ? withoutEcho { readLine() } : readLine()
        guard let secret, secret.count >= shortest else {
            CommandFault.say("servono password (almeno \(shortestPassword) caratteri) e PIN (almeno \(shortestPIN))")
            throw CommandFault.failed
        }
        return secret
    }

    private static func withoutEcho(_ read: () -> String?) -> String? {
        var before = termios()
        unsafe tcgetattr(STDIN_FILENO, &before)
        var silent = before
        silent.c_lflag &= ~tcflag_t(ECHO)
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
            CommandFault.say("")
        }
        return read()
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Isolation
internal import Storage
internal import SystemPackage

/// Where the program begins.
@main
enum Program {
    static func main() async {
        let arguments = CommandLine.arguments.dropFirst()
        // A nursery forks and must therefore have one thread; the other commands begin by starting more.
        if arguments.first == ReadDocuments.name {
            ReadDocuments.main(Array(arguments.dropFirst()))
        } else {
            await run()
        }
    }

    /// Runs a command. One whose output did not get where it was to go has failed, whatever it did.
    private static func run() async {
        var outcome: (any Error)?
        do {
            var command = try Esenzioni.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            outcome = error
        }
        if let words = outcome.flatMap(words) {
            CommandFault.say(words)
            outcome = CommandFault.failed
        }
        do { try checkOutput() } catch { outcome = error }
        if let outcome { Esenzioni.exit(withError: outcome) }
    }

    /// What the person at the terminal is told of a fault that the command itself did not expect.
    private static func words(_ fault: any Error) -> String? {
        switch fault {
        case is StoreError, is Errno, is ReaderError, is PaperRefused: "\(FaultText(fault))"
        default: nil
        }
    }

    private static func checkOutput() throws {
        // Who closed the pipe has read all they wanted.
        guard let fault = StandardOutput.flush(), fault != .brokenPipe else { return }
        CommandFault.say(
            "ciò che il comando doveva stampare non è stato scritto per intero (\(fault)): verificare lo spazio e i permessi di dove va, e ripetere"
        )
        throw CommandFault.failed
    }
}

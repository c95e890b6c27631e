// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser

/// Where the program begins.
@main
enum Program {
    static func main() async {
        let arguments = CommandLine.arguments.dropFirst()
        // A nursery forks and must therefore have one thread; the other commands begin by starting more.
        if arguments.first == ReadDocuments.name {
            ReadDocuments.main(Array(arguments.dropFirst()))
        } else {
            await Esenzioni.main()
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Domain
internal import Storage

/// `esenzioni aura`: outbound notices and their state.
struct Aura: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Gli avvisi per AURA.", subcommands: [List.self, Resend.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Elenca gli avvisi, dal più recente.")

        @OptionGroup var options: ConfigurationOption
        @Option(help: "Solo quelli in questo stato.") var state: NoticeState?
        @Flag(help: "Un oggetto JSON per avviso.") var json = false

        func run() async throws {
            let reader = try options.openReader()
            for notice in try await reader.notices(in: state) {
                let report = NoticeReport(notice)
                print(json ? try report.json() : "\(report.id) \(report.state.rawValue) \(report.file)")
            }
        }
    }

    struct Resend: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Invia di nuovo un avviso, con gli stessi byte.",
            discussion: """
                Dopo di esso si inviano di nuovo anche gli avvisi successivi della stessa persona ed esenzione, perché \
                l'ultimo che AURA riceve sia sempre quello dell'ultima decisione.
                """)

        @OptionGroup var options: ConfigurationOption
        @Argument(help: "L'identificativo del messaggio.") var id: String

        func run() async throws { try await WriteDoor(try options.load()).perform(.resendNotice(id)) }
    }
}

extension NoticeState: ExpressibleByArgument {}

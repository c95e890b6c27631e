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
            var rest = try await options.openReader().notices(in: state)[...]
            guard !rest.isEmpty else { return }
            let door = try await WriteDoor(try options.load()).open()
            while !rest.isEmpty {
                let notices = rest.prefix(Self.batch)
                try await door.record(
                    CommandLook(act: .export, detail: "aura list", practices: notices.map(\.practice)))
                for notice in notices {
                    let report = NoticeReport(notice)
                    print(json ? try report.json() : "\(report.id) \(report.state.rawValue) \(report.file)")
                }
                rest = rest.dropFirst(Self.batch)
            }
        }

        /// So many are in one entry of the access log.
        private static let batch = 500
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

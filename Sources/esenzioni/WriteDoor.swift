// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Settings
internal import Storage

/// The way of every command that writes: with the store in its own hands, or, where a daemon has it, through the daemon.
struct WriteDoor {
    private let settings: DaemonSettings

    init(_ settings: DaemonSettings) { self.settings = settings }

    /// Carries out `request`, prints what it yields, and ends the command accordingly.
    func perform(_ request: ControlRequest) async throws {
        let answer = await (try await open()).send(request)
        answer.messages.forEach { CommandFault.say($0) }
        answer.output.forEach { print($0) }
        if !answer.succeeded { throw CommandFault.failed }
    }

    /// Puts what a command is about to print into the access log first.
    func record(_ look: CommandLook) async throws { try await (try await open()).record(look) }

    /// Opens the one way or the other, for as many requests as there are. Between a daemon that takes the archive and one
    /// that listens there is a moment, and so there is while another command works by itself: both are waited for.
    func open() async throws -> OpenDoor {
        let catalogue = try settings.loadCatalogue()
        let client = ControlClient(data: settings.folders.data)
        for _ in 0..<Self.tries {
            do {
                return .ownStore(Operations(house: try House(settings, catalogue)))
            } catch StoreError.inUse {
                if await client.isHeard() { return .daemon(client) }
            }
            try await Task.sleep(for: Self.pause)
        }
        CommandFault.say("l'archivio è in uso da un processo che non risponde")
        throw CommandFault.failed
    }

    private static let tries = 100
    private static let pause = Duration.milliseconds(100)
}

/// The way that was found.
enum OpenDoor {
    case ownStore(Operations)
    case daemon(ControlClient)

    func send(_ request: ControlRequest) async -> ControlAnswer {
        switch self {
        case .ownStore(let operations):
            await operations.perform(ControlOrder(request: request, account: SystemAccount.own.name))
        case .daemon(let client): await client.send(request)
        }
    }
}

extension OpenDoor {
    /// Puts what a command is about to print into the access log first; what cannot be recorded is not printed.
    func record(_ look: CommandLook) async throws {
        let answer = await send(.recordLook(look))
        guard answer.succeeded else {
            answer.messages.forEach { CommandFault.say($0) }
            CommandFault.say("il registro degli accessi non si può scrivere: nulla viene mostrato")
            throw CommandFault.failed
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import Foundation
internal import Settings
internal import Storage

/// The way of every command that writes: with the store in its own hands, or, where a daemon has it, through the daemon.
struct WriteDoor {
    private let settings: DaemonSettings

    init(_ settings: DaemonSettings) { self.settings = settings }

    /// Carries out `request`, prints what it yields, and ends the command accordingly.
    func perform(_ request: ControlRequest) async throws {
        let answer = try await open().send(request)
        answer.messages.forEach { CommandFault.say($0) }
        answer.output.forEach { print($0) }
        if !answer.succeeded { throw CommandFault.failed }
    }

    /// Opens the one way or the other, for as many requests as there are.
    func open() throws -> OpenDoor {
        do {
            return .ownStore(Operations(house: try House(settings, try settings.loadCatalogue())))
        } catch StoreError.inUse {
            return .daemon(ControlClient(data: settings.folders.data))
        }
    }
}

/// The way that was found.
enum OpenDoor {
    case ownStore(Operations)
    case daemon(ControlClient)

    func send(_ request: ControlRequest) async throws -> ControlAnswer {
        switch self {
        case .ownStore(let operations): await operations.perform(request)
        case .daemon(let client): try await client.send(request)
        }
    }
}

extension ControlRequest {
    /// The account that runs this command, for the log.
    static var systemAccount: String { NSUserName() }
}

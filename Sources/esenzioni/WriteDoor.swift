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
        let answer = try await answer(to: request)
        answer.messages.forEach { CommandFault.say($0) }
        answer.output.forEach { print($0) }
        if !answer.succeeded { throw CommandFault.failed }
    }

    private func answer(to request: ControlRequest) async throws -> ControlAnswer {
        do {
            return await Operations(house: try House(settings, try settings.loadCatalogue())).perform(request)
        } catch StoreError.inUse {
            return try await ControlClient(data: settings.folders.data).send(request)
        }
    }
}

extension ControlRequest {
    /// The account that runs this command, for the log.
    static var systemAccount: String { NSUserName() }
}

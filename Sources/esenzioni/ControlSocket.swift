// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import Pacing
internal import ServiceLifecycle
internal import Settings
internal import Storage
internal import SystemPackage

/// The daemon's door for commands: a socket in a folder that only its owner can enter, so that no mask of the process opens it,
/// not even while it is made. Who comes in is who the kernel says it is: the daemon's own account or the administrator's.
///
/// One request a connection, a line of JSON; a long one, or one that never comes, keeps no other waiting.
struct ControlService: Service {
    let operations: Operations

    /// Served at the same time; more wait for one of them to end.
    private static let most = 8
    /// For a request to come.
    private static let patience = TimeAmount.seconds(30)

    private static func folder(data: FilePath) -> FilePath { data.appending("control") }

    /// No longer than it must be: the kernel allows some hundred bytes for all of it.
    static func path(data: FilePath) -> String { folder(data: data).appending("socket").string }

    func run() async throws {
        let data = operations.house.settings.folders.data
        try DurableFile.createPrivateFolder(Self.folder(data: data))
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(unixDomainSocketPath: Self.path(data: data), cleanupExistingSocketFile: true) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        try await OwnThreads("control", Self.most + 1).run {
            try await server.executeThenClose { connections in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    var count = 0
                    for try await connection in connections.cancelOnGracefulShutdown() {
                        if count >= Self.most { try await group.next() } else { count += 1 }
                        group.addTask { await serve(connection) }
                    }
                }
            }
        }
    }

    private func serve(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async {
        // Who only looks whether somebody is here leaves without a word, and who has the whole answer need not wait for the end.
        var isOwedAnswer = false
        do {
            try await connection.executeThenClose { inbound, outbound in
                let peer = try await SystemAccount.peer(of: connection.channel)
                guard let request = try await request(from: inbound, connection.channel) else { return }
                isOwedAnswer = true
                let answer = await answer(to: request, from: peer)
                for piece in answer.pieces { try await outbound.write(try ControlText.encode(piece)) }
                isOwedAnswer = false
            }
        } catch {
            let log = operations.house.log
            guard isOwedAnswer else {
                return log.debug("A command's connection ended", metadata: ["error": "\(error)"])
            }
            log.warning("A command's connection failed", metadata: ["error": "\(error)"])
        }
    }

    private func answer(to request: ControlRequest, from peer: SystemAccount) async -> ControlAnswer {
        guard peer.mayCommand else {
            operations.house.log.error(
                "A command of another account was turned away", metadata: ["account": "\(peer.name)"])
            return .failure(
                "account-not-allowed: questo account non può dare ordini al servizio: ripetere il comando con quello del servizio o con root"
            )
        }
        return await operations.perform(ControlOrder(request: request, account: peer.name))
    }

    /// Nothing where the other end leaves without having asked, takes too long, or the daemon ends meanwhile.
    private func request(
        from inbound: NIOAsyncChannelInboundStream<ByteBuffer>, _ channel: any Channel
    ) async throws -> ControlRequest? {
        let end = channel.eventLoop.scheduleTask(in: Self.patience) { channel.close(promise: nil) }
        defer { end.cancel() }
        return try await withGracefulShutdownHandler {
            var text = ControlText()
            for try await piece in inbound {
                text.append(piece)
                if let request = try text.next(ControlRequest.self) { return request }
            }
            return nil
        } onGracefulShutdown: {
            channel.close(promise: nil)
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import ServiceLifecycle
internal import Settings
internal import SystemPackage

/// The daemon's door for commands: a socket in the data folder, which only its owner can enter. One request a
/// connection, one line of JSON each way; a long one, or one that never comes, keeps no other waiting.
struct ControlService: Service {
    let operations: Operations

    /// The longest request or answer, in bytes.
    static let lineLimit = 64 << 20
    /// Served at the same time; more wait for one of them to end.
    private static let most = 8
    /// For a request to come.
    private static let patience = TimeAmount.seconds(30)

    static func path(data: FilePath) -> String { data.appending("esenzioni.sock").string }

    func run() async throws {
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .bind(
                unixDomainSocketPath: Self.path(data: operations.house.settings.folders.data),
                cleanupExistingSocketFile: true
            ) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
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

    private func serve(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async {
        do {
            try await connection.executeThenClose { inbound, outbound in
                guard let order = try await order(from: inbound, connection.channel) else { return }
                let answer = await operations.perform(order)
                try await outbound.write(try ControlLine.encode(answer))
            }
        } catch {
            operations.house.log.warning("A command's connection failed", metadata: ["error": "\(error)"])
        }
    }

    /// Nothing where the other end leaves without having asked, takes too long, or the daemon ends meanwhile.
    private func order(
        from inbound: NIOAsyncChannelInboundStream<ByteBuffer>, _ channel: any Channel
    ) async throws -> ControlOrder? {
        let end = channel.eventLoop.scheduleTask(in: Self.patience) { channel.close(promise: nil) }
        defer { end.cancel() }
        return try await withGracefulShutdownHandler {
            var line = ControlLine()
            for try await piece in inbound {
                if let order = try line.append(piece, as: ControlOrder.self) { return order }
            }
            return nil
        } onGracefulShutdown: {
            channel.close(promise: nil)
        }
    }
}

/// A command's end of the socket.
struct ControlClient {
    let data: FilePath

    /// Whether somebody listens at the other end.
    func isHeard() async -> Bool {
        do {
            let connection = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connect(unixDomainSocketPath: ControlService.path(data: data)).get()
            try await connection.close().get()
            return true
        } catch {
            return false
        }
    }

    /// What the daemon answers; a failure where it has gone meanwhile.
    func send(_ order: ControlOrder) async throws -> ControlAnswer {
        do {
            return try await exchange(order)
        } catch let error as IOError {
            return .failure("il servizio si è fermato nel frattempo (errno \(error.errnoCode)): ripetere il comando")
        }
    }

    private func exchange(_ order: ControlOrder) async throws -> ControlAnswer {
        let connection = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(unixDomainSocketPath: ControlService.path(data: data)) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await connection.executeThenClose { inbound, outbound in
            try await outbound.write(try ControlLine.encode(order))
            var line = ControlLine()
            for try await piece in inbound {
                if let answer = try line.append(piece, as: ControlAnswer.self) { return answer }
            }
            return .failure("il servizio ha chiuso il collegamento senza rispondere")
        }
    }
}

/// One JSON value and a line end, collected from the pieces of a stream.
struct ControlLine {
    private var collected = ByteBuffer()

    static func encode(_ value: some Encodable) throws -> ByteBuffer {
        ByteBuffer(bytes: try JSONEncoder().encode(value) + [UInt8(ascii: "\n")])
    }

    /// The value, once its line is whole.
    mutating func append<Value: Decodable>(_ piece: ByteBuffer, as type: Value.Type) throws -> Value? {
        collected.writeImmutableBuffer(piece)
        guard collected.readableBytes <= ControlService.lineLimit else { throw POSIXError(.EMSGSIZE) }
        let bytes = collected.readableBytesView
        guard bytes.last == UInt8(ascii: "\n") else { return nil }
        return try JSONDecoder().decode(type, from: Data(bytes))
    }
}

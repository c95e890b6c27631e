// SPDX-License-Identifier: EUPL-1.2

internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOSSL

/// What stands on a connection: TLS where the listener has it, then HTTP with its limits.
struct DeskChannel: ServerChildChannel, HTTPChannelHandler {
    typealias Value = HTTP1Channel.Value

    private let base: HTTP1Channel
    private let tls: ServerTLS?

    /// - Parameters:
    ///   - patience: seconds for a request's head, and for its body.
    ///   - crowd: of the listener's connections.
    init(responder: @escaping HTTPChannelHandler.Responder, tls: ServerTLS?, patience: Int, crowd: Crowd) {
        self.tls = tls
        base = HTTP1Channel(
            responder: responder,
            configuration: .init(
                additionalChannelHandlers: [RequestDeadline(seconds: patience, crowd: crowd)],
                idleTimeout: .seconds(Self.idle),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 48 * 1024, maxHeaderFieldCount: 100)))
    }

    /// Seconds after which a connection on which nothing comes is closed.
    private static let idle: Int64 = 75

    var responder: HTTPChannelHandler.Responder { base.responder }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        guard let tls else { return base.setup(channel: channel, logger: logger) }
        return channel.eventLoop.makeCompletedFuture {
            let pipeline = channel.pipeline.syncOperations
            guard tls.asksForCertificate else {
                try pipeline.addHandler(NIOSSLServerHandler(context: tls.context))
                return
            }
            let presented = PresentedCertificates()
            try pipeline.addHandler(
                NIOSSLServerHandler(
                    context: tls.context,
                    customVerificationCallback: { presented.verify($0, $1) }, configuration: .init()))
            try pipeline.addHandler(presented)
        }.flatMap { base.setup(channel: channel, logger: logger) }
    }

    func handle(value: Value, logger: Logger) async {
        await withTaskExecutorPreference(LoopExecutor(value.channel.eventLoop)) {
            await base.handle(value: value, logger: logger)
        }
    }
}

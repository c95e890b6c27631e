// SPDX-License-Identifier: EUPL-1.2

internal import NIOCore
internal import NIOHTTPTypes

/// Gives up a connection on which a request takes too long to come, or its answer too long to go.
///
/// A time that starts anew with every byte would let a client hold a connection for days with one byte a minute; these do not.
final class RequestDeadline: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let patience: TimeAmount
    private let crowd: Crowd
    private var isCounted = false
    private var incoming: Scheduled<Void>?
    private var outgoing: Scheduled<Void>?

    /// Between two requests of a connection.
    private static let pause = TimeAmount.seconds(75)
    /// For a client to take more of an answer.
    private static let writing = TimeAmount.seconds(60)
    /// For anything to come while others wait for a place.
    private static let crowded = TimeAmount.seconds(5)

    init(seconds: Int, crowd: Crowd) {
        patience = .seconds(Int64(seconds))
        self.crowd = crowd
    }

    func handlerAdded(context: ChannelHandlerContext) {
        crowd.enter()
        isCounted = true
        expect(within: patience, context)
    }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: expect(within: patience, context)
        case .body: break
        case .end: incoming?.cancel()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { expect(within: Self.pause, context) }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        outgoing?.cancel()
        if !context.channel.isWritable { outgoing = close(after: Self.writing, context) }
        context.fireChannelWritabilityChanged()
    }

    private func expect(within time: TimeAmount, _ context: ChannelHandlerContext) {
        incoming?.cancel()
        incoming = close(after: crowd.isLarge ? min(time, Self.crowded) : time, context)
    }

    private func close(after time: TimeAmount, _ context: ChannelHandlerContext) -> Scheduled<Void> {
        let channel = context.channel
        return context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    }

    private func stop() {
        incoming?.cancel()
        outgoing?.cancel()
        if isCounted { crowd.leave() }
        isCounted = false
    }
}

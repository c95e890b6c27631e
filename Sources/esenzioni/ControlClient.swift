// SPDX-License-Identifier: EUPL-1.2

internal import NIOCore
internal import NIOPosix
internal import SystemPackage

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

    /// What the daemon answers; where it has gone meanwhile, what it said before and the failure.
    func send(_ request: ControlRequest) async -> ControlAnswer {
        var answer = ControlAnswer()
        do {
            if try await exchange(request, &answer) { return answer }
            return answer.brokenOff("il servizio ha chiuso il collegamento senza finire di rispondere")
        } catch let error as IOError {
            return answer.brokenOff("il servizio si è fermato nel frattempo (errno \(error.errnoCode))")
        } catch {
            return answer.brokenOff("il collegamento con il servizio si è interrotto (\(error))")
        }
    }

    /// - Returns: whether the answer is whole.
    private func exchange(_ request: ControlRequest, _ answer: inout ControlAnswer) async throws -> Bool {
        let connection = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(unixDomainSocketPath: ControlService.path(data: data)) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        var collected = answer
        let isWhole = try await connection.executeThenClose { inbound, outbound in
            try await outbound.write(try ControlText.encode(request))
            var text = ControlText()
            for try await bytes in inbound {
                text.append(bytes)
                while let piece = try text.next(ControlPiece.self) {
                    if collected.take(piece) { return true }
                }
            }
            return false
        }
        answer = collected
        return isWhole
    }
}

extension ControlAnswer {
    /// What was said until the end came too early.
    fileprivate func brokenOff(_ reason: String) -> ControlAnswer {
        var answer = self
        answer.succeeded = false
        answer.messages.append(
            "service-unreachable: \(reason): verificare che il servizio sia attivo e ripetere il comando")
        return answer
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import NIOCore
internal import NIOSSL
internal import Synchronization

/// Keeps what certificates the other end of a connection has shown, for whoever asks on that connection.
///
/// It accepts them all: the handshake proves only that the browser has the key. Whether the certificate lets anybody in is asked
/// when its holder wants in, with a page that says what is wrong rather than a connection that breaks.
final class PresentedCertificates: ChannelInboundHandler, RemovableChannelHandler, Sendable {
    typealias InboundIn = Any

    private let chain = Mutex<[[UInt8]]>([])

    /// The holder's own first.
    func verify(_ certificates: [NIOSSLCertificate], _ verdict: EventLoopPromise<NIOSSLVerificationResult>) {
        do {
            let shown = try certificates.map { try $0.toDERBytes() }
            chain.withLock { $0 = shown }
            verdict.succeed(.certificateVerified)
        } catch {
            verdict.succeed(.failed)
        }
    }

    /// What was shown on `channel`, in DER. A resumed connection repeats no certificates; the holder's own is known of before.
    static func shown(on channel: any Channel) async throws -> [[UInt8]] {
        let chain = try await channel.pipeline.handler(type: PresentedCertificates.self)
            .map { $0.chain.withLock { $0 } }.get()
        if !chain.isEmpty { return chain }
        return try await channel.nioSSL_peerCertificate().get().map { [try $0.toDERBytes()] } ?? []
    }
}

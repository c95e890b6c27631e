// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Storage

/// `/livez`, `/readyz` and `/metrics`: for machines, without sign-in and without personal data.
struct HealthRoutes: Sendable {
    let desk: Desk
    private let shelf = MetricsShelf()

    init(desk: Desk) { self.desk = desk }

    /// The answer of `/readyz`.
    struct Readiness: Codable {
        let ready: Bool
        let checks: [ReadinessCheck]
    }

    func addRoutes(to router: Router<DeskContext>) {
        router.get("/livez") { _, _ in "ok\n" }
        router.get("/readyz") { _, _ in try await readiness() }
        router.get("/metrics") { _, _ in try await metrics() }
    }

    private func readiness() async throws -> Response {
        let checks = await desk.readiness()
        let isReady = checks.allSatisfy(\.isReady)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let body = try encoder.encode(Readiness(ready: isReady, checks: checks))
        return Response(
            status: isReady ? .ok : .serviceUnavailable, headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }

    private func metrics() async throws -> Response {
        let now = desk.clock()
        let text = try await shelf.text(at: now) {
            let deadline = Timestamp(seconds: now.seconds - Int64(desk.settings.replyDeadline))
            return MetricsText(
                try await desk.store.reader.counts(),
                lateNotices: try await desk.store.reader.noticesWithoutReply(since: deadline)
            ).text
        }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

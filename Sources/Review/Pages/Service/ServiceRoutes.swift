// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Hummingbird
internal import Storage

/// `/stato`: how the service is doing, for the administrator.
struct ServiceRoutes: Sendable {
    let desk: Desk
    let sessions: SessionStore
    let renderer: PageRenderer

    /// Silent notices named on the page; the others are counted.
    private static let silentShown = 20

    func addRoutes(to routes: GuardedRoutes) {
        routes.get("/stato", .recorded(.status)) { _, context in try await show(context) }
        QuarantineRoutes(desk: desk, sessions: sessions, renderer: renderer).addRoutes(to: routes)
    }

    private func show(_ context: SignedInContext) async throws -> Response {
        try context.requireAdministrator()
        return try renderer.page(
            ServiceModel(
                try await reading(for: context.viewer.person), flash: sessions.takeFlash(context.session.id),
                frame: renderer.frame("Stato del servizio", context, at: .service)))
    }

    /// The figures are the service's; the practices that it names are those within the administrator's reach.
    private func reading(for viewer: Operator) async throws -> ServiceReading {
        let now = desk.clock()
        let reader = desk.store.reader
        let deadline = Timestamp(seconds: now.seconds - Int64(desk.settings.replyDeadline))
        let steps = ServiceReading.steps.map { now.romeDay.adding(days: -$0).romeStart }
        let waiting = try await reader.waitingPractices(before: steps)
        let silent = try await reader.silentNotices(since: deadline, limit: Self.silentShown)
        let reached = try await reader.reached(
            silent.map(\.practice) + [waiting.oldest?.number].compactMap(\.self), by: viewer)
        return ServiceReading(
            now: now, counts: try await reader.counts(),
            traffic: try await reader.traffic(until: now.romeDay, days: ServiceReading.days),
            waiting: waiting, reached: reached,
            reasons: try await reader.quarantineReasons(),
            silent: silent.filter { reached.contains($0.practice) },
            silentTotal: try await reader.noticesWithoutReply(since: deadline), facts: await desk.service.facts())
    }
}

extension SignedInContext {
    /// - Throws: `PageRefusal.notPermitted` for everybody but the administrator.
    func requireAdministrator() throws {
        guard viewer.role.has(.administer) else { throw PageRefusal.notPermitted }
    }
}

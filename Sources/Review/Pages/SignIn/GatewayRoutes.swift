// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Hummingbird
internal import Identity

/// The way through the region's gateway, on the listeners that only the gateway reaches.
struct GatewayRoutes: Sendable {
    let hall: SignInHall

    /// The proxy asks SPID or CIE for whoever goes here, and tells in headers who it is.
    static let path = "/accesso/gateway"

    func addRoutes(to doors: RouterGroup<DeskContext>) {
        doors.get("\(Self.path)") { request, context in try await signIn(request, context) }
    }

    private func signIn(_ request: Request, _ context: DeskContext) async throws -> Response {
        do {
            let person = try hall.desk.doors.gateway.fiscalCode(in: request.gatewayFields, at: hall.desk.clock())
            return try await hall.admit(
                person, by: .gateway, to: ReturnPath(carriedBy: request), request, context)
        } catch let refusal as GatewayRefusal {
            try await hall.note(.gateway, nil, refusal: refusal.rawValue, context)
            return try hall.notAdmitted(.gateway(refusal))
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import HTTPTypes
internal import Hummingbird
internal import Identity
internal import Logging

/// Notes through which door a request came and from where, and turns away whoever claims to be somebody where that is not asked.
///
/// The claim is refused and not merely passed over: it is an attack, or a proxy that talks to the wrong door.
struct EntranceMark: RouterMiddleware {
    typealias Context = DeskContext

    let entrance: Entrance
    let gateway: GatewayHeaders
    /// Addresses of proxies that are believed about where a request comes from.
    let proxies: Set<String>

    @concurrent
    func handle(
        _ request: Request, context: DeskContext, next: @concurrent (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.entrance = entrance
        context.address = ClientAddress.of(request, on: context.channel) { peer in
            entrance == .gateway || proxies.contains(peer)
        }
        if entrance != .gateway, request.headers.contains(where: { gateway.isIdentity($0.name.rawName) }) {
            context.logger.warning(
                "identity headers outside the gateway's listener: refused",
                metadata: ["entrance": "\(entrance.rawValue)", "from": "\(context.address)"])
            throw PageRefusal.claimNotBelieved
        }
        return try await next(request, context)
    }
}

extension Request {
    /// The header fields in the gateway's terms.
    var gatewayFields: [GatewayHeaders.Field] {
        headers.map { GatewayHeaders.Field(name: $0.name.rawName, value: $0.value) }
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Hummingbird
internal import Identity

/// The way through a broker of SPID and CIE that speaks OpenID Connect.
struct OpenIDRoutes: Sendable {
    let hall: SignInHall

    static let start = "/accesso/openid"
    static let back = "/accesso/openid/ritorno"

    func addRoutes(to doors: RouterGroup<DeskContext>) {
        guard let client = hall.desk.doors.openID else { return }
        doors.get("\(Self.start)") { request, context in try await begin(client, request, context) }
        doors.get("\(Self.back)") { request, context in try await finish(client, request, context) }
    }

    private func begin(_ client: OpenIDClient, _ request: Request, _ context: DeskContext) async throws -> Response {
        let wanted = FormFields(urlEncoded: request.uri.query ?? "")["con"]
        do {
            let (address, attempt) = try await client.begin(choice: ["spid", "cie"].contains(wanted) ? wanted : "")
            var response = Response.redirect(to: address)
            hall.openIDCookie.set(attempt.browser, on: &response)
            // The broker's answer has no place for it.
            hall.openIDNextCookie.set(ReturnPath(carriedBy: request)?.value.queryEncoded ?? "", on: &response)
            return response
        } catch let refusal as OpenIDRefusal {
            return try await refuse(refusal, context)
        }
    }

    private func finish(_ client: OpenIDClient, _ request: Request, _ context: DeskContext) async throws -> Response {
        let query = FormFields(urlEncoded: request.uri.query ?? "")
        let answer = Dictionary(query.all.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        var response: Response
        do {
            let person = try await client.fiscalCode(
                answer: answer, browser: hall.openIDCookie.value(in: request) ?? "")
            let next = FormFields(urlEncoded: "\(ReturnPath.name)=\(hall.openIDNextCookie.value(in: request) ?? "")")
            response = try await hall.admit(
                person, by: .openID, to: ReturnPath(next[ReturnPath.name]), request, context)
        } catch let refusal as OpenIDRefusal {
            response = try await refuse(refusal, context)
        }
        hall.openIDCookie.clear(on: &response)
        hall.openIDNextCookie.clear(on: &response)
        return response
    }

    private func refuse(_ refusal: OpenIDRefusal, _ context: DeskContext) async throws -> Response {
        try await hall.note(.openID, nil, refusal: refusal.rawValue, context)
        return try hall.notAdmitted(.openID(refusal))
    }
}

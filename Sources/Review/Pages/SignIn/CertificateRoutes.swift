// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Hummingbird
internal import Identity

/// The way by digital certificate, CNS or TS-CNS, on the listener that asks for one.
struct CertificateRoutes: Sendable {
    let hall: SignInHall

    static let path = "/accesso/certificato"

    func addRoutes(to doors: RouterGroup<DeskContext>) {
        doors.get("\(Self.path)") { request, context in try await signIn(request, context) }
    }

    private func signIn(_ request: Request, _ context: DeskContext) async throws -> Response {
        guard let authorities = hall.desk.doors.certificates else { throw PageRefusal.notFound }
        do {
            let chain = try await PresentedCertificates.shown(on: context.channel)
            let person = try await authorities.fiscalCode(of: chain, at: hall.desk.clock())
            return try await hall.admit(
                person, by: .certificate, to: ReturnPath(carriedBy: request), request, context)
        } catch let refusal as CertificateRefusal {
            try await hall.note(.certificate, nil, refusal: refusal.rawValue, context)
            return try hall.notAdmitted(.certificate(refusal))
        }
    }
}

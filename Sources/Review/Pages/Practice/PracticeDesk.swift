// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import Storage

/// What the routes of one practice share: finding it within the operator's reach, and making its page.
struct PracticeDesk: Sendable {
    let desk: Desk
    let sessions: SessionStore
    let renderer: PageRenderer

    /// The practice that the address names.
    ///
    /// - Throws: `PageRefusal.notFound` alike for what is not there and for what is another ASL's.
    func dossier(_ context: SignedInContext) async throws -> PracticeDossier {
        guard let number = context.parameters.get("number").flatMap({ PracticeNumber($0) }),
            let dossier = try await desk.store.reader.dossier(number, for: context.viewer)
        else { throw PageRefusal.notFound }
        return dossier
    }

    /// The detail page.
    func page(
        _ dossier: PracticeDossier, _ context: SignedInContext, draft: DecisionDraft? = nil,
        errors: [FieldError] = [], status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let title = (errors.isEmpty ? "" : "Errore: ") + "Pratica \(dossier.practice.number)"
        let model = PracticeModel(
            dossier, setting(context), draft: draft, errors: errors,
            flash: sessions.takeFlash(context.session.id),
            frame: renderer.frame(title, context, at: .desk))
        return try renderer.page(model, status: status)
    }

    func back(_ context: SignedInContext) -> String {
        context.session.lastSearch.isEmpty ? "/" : "/?\(context.session.lastSearch)"
    }

    private func setting(_ context: SignedInContext) -> PracticeModel.Setting {
        let now = desk.clock()
        return PracticeModel.Setting(
            catalogue: desk.catalogue, viewer: context.viewer, now: now,
            replyDeadline: Timestamp(seconds: now.seconds - Int64(desk.settings.replyDeadline)),
            formToken: context.session.formToken.value, back: back(context))
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import Storage

/// The four decisions: each is posted, carried out by the store, and answered with a redirect (contract §6).
struct DecisionRoutes: Sendable {
    let practices: PracticeDesk

    func addRoutes(to routes: GuardedRoutes) {
        for action in DecisionAction.allCases {
            routes.post("/pratiche/:number/\(action.path)", .recorded(action.accessAct)) { _, context in
                try await post(action, context)
            }
        }
        for action in DecisionAction.allCases where action.isConfirmed {
            routes.get("/pratiche/:number/\(action.path)", .recorded(.confirmation)) { _, context in
                try await ask(action, context)
            }
        }
    }

    /// The first post of an action that is confirmed only keeps what was typed and asks; the second decides.
    private func post(_ action: DecisionAction, _ context: SignedInContext) async throws -> Response {
        let dossier = try await practices.dossier(context)
        guard let draft = DecisionDraft(context.form, of: dossier.practice.number) else { throw PageRefusal.badForm }
        guard !action.isConfirmed || context.form[ConfirmationModel.confirmed] == ConfirmationModel.yes else {
            practices.sessions.update(context.session.id) { $0.draft = draft }
            context.viewer.access.declare(.confirmation)
            return .redirect(to: "\(dossier.practice.number.address)/\(action.path)")
        }
        do {
            try await decide(action, draft, context)
            return .redirect(to: dossier.practice.number.address)
        } catch let problems as DraftProblems {
            return try await practices.page(
                dossier, context, draft: draft, errors: problems.errors, status: .unprocessableContent)
        } catch let refusal as DecisionRefusal {
            return try await answer(refusal, action, draft, context)
        }
    }

    private func decide(
        _ action: DecisionAction, _ draft: DecisionDraft, _ context: SignedInContext
    ) async throws {
        let entry = action == .validate ? try draft.entry() : DoctorEntry()
        let request = DecisionRequest(
            number: draft.number, action: action, seenVersion: draft.seenVersion, actor: context.viewer.person,
            reason: RejectionReason(rawValue: draft.reason), noteBeneficiary: draft.noteBeneficiary,
            noteInternal: draft.noteInternal, entry: entry)
        _ = try await practices.desk.store.decide(request, recording: context.viewer.access)
        practices.desk.wake()
        practices.sessions.update(context.session.id) { session in
            session.flash = "Pratica \(draft.number) \(action.participle) con successo"
            session.draft = action == .takeCharge ? draft.withoutNotes : nil
        }
    }

    private func answer(
        _ refusal: DecisionRefusal, _ action: DecisionAction, _ draft: DecisionDraft, _ context: SignedInContext
    ) async throws -> Response {
        let dossier = try await practices.dossier(context)
        switch refusal {
        case .notFound: throw PageRefusal.notFound
        case .notPermitted: throw PageRefusal.notPermitted
        case .stale(let change):
            // A second click on the same button: it is done, by this very person.
            let isOwn = change.actor == context.viewer.actor && change.state == action.result
            if isOwn { return .redirect(to: draft.number.address) }
            practices.sessions.update(context.session.id) { $0.draft = draft }
            return try stale(change, draft, context)
        default:
            let errors = [FieldError(target: refusal.target, message: refusal.message)]
            return action.isConfirmed
                ? try confirmation(action, dossier, draft, context, errors: errors, status: refusal.status)
                : try await practices.page(dossier, context, draft: draft, errors: errors, status: refusal.status)
        }
    }

    private func stale(
        _ change: DecisionRefusal.LastChange, _ draft: DecisionDraft, _ context: SignedInContext
    ) throws -> Response {
        let frame = practices.renderer.frame("Pratica modificata", context, at: .desk)
        return try practices.renderer.page(StaleModel(change, draft, frame: frame), status: .conflict)
    }
}

extension DecisionRoutes {
    /// The question before a practice is rejected or cancelled (manual chapter 6).
    private func ask(_ action: DecisionAction, _ context: SignedInContext) async throws -> Response {
        let dossier = try await practices.dossier(context)
        let practice = dossier.practice
        guard context.viewer.person.can(action, practice) else {
            return .redirect(to: practice.number.address)
        }
        return try confirmation(action, dossier, context.session.draft(of: practice.number), context)
    }

    private func confirmation(
        _ action: DecisionAction, _ dossier: PracticeDossier, _ draft: DecisionDraft?, _ context: SignedInContext,
        errors: [FieldError] = [], status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let model = ConfirmationModel(
            action, dossier.practice, draft, errors: errors, formToken: context.session.formToken.value,
            frame: practices.renderer.frame(action.title, context, at: .desk))
        return try practices.renderer.page(model, status: status)
    }
}

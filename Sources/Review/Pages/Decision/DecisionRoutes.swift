// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
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
        for action in DecisionAction.allCases where !action.isConfirmed {
            practices.leadBack(from: action.path, routes)
        }
    }

    /// The first post of an action that is confirmed only keeps what was typed and asks; the second decides.
    private func post(_ action: DecisionAction, _ context: SignedInContext) async throws -> Response {
        var dossier = try await practices.dossier(context)
        // Before anything is kept: who may not decide has nothing to draft.
        guard context.viewer.person.may(action, in: dossier.practice.state) else { throw PageRefusal.notPermitted }
        let draft = try await typed(action, dossier.practice.number, context)
        dossier = try practices.standing(dossier, draft, for: context.viewer.person)
        guard !action.isConfirmed || context.form[ConfirmationModel.confirmed] == ConfirmationModel.yes else {
            context.viewer.access.declare(.confirmation)
            try await practices.drafts.keep(draft, by: context.viewer)
            return .redirect(to: "\(dossier.practice.number.address)/\(action.path)")
        }
        do {
            try await decide(action, draft, dossier, context)
            return .redirect(to: dossier.practice.number.address)
        } catch is DraftProblems {
            context.viewer.access.conclude(.refused)
            try await practices.drafts.keep(draft, by: context.viewer)
            return try await practices.page(
                dossier, context, draft: draft, errors: errors(action, draft, dossier, context),
                status: .unprocessableContent)
        } catch let refusal as DecisionRefusal {
            return try await answer(refusal, action, draft, context)
        }
    }

    /// What was posted. The dialog's own page has no fields for the codes, and what was typed there before is not lost.
    private func typed(
        _ action: DecisionAction, _ number: PracticeNumber, _ context: SignedInContext
    ) async throws -> DecisionDraft {
        guard let draft = DecisionDraft(context.form, of: number) else { throw PageRefusal.badForm }
        guard action.isConfirmed, !context.form.has(DecisionDraft.Name.exemption),
            let kept = try await practices.drafts.kept(number, by: context.viewer.person)
        else { return draft }
        return draft.completed(by: kept.draft)
    }

    private func request(
        _ action: DecisionAction, _ draft: DecisionDraft, _ entry: DoctorEntry, _ findings: [Finding],
        _ viewer: Operator
    ) -> DecisionRequest {
        DecisionRequest(
            number: draft.number, action: action, seenVersion: draft.seenVersion, actor: viewer,
            reason: RejectionReason(rawValue: draft.reason), noteBeneficiary: draft.noteBeneficiary,
            noteInternal: draft.noteInternal, entry: entry, acknowledged: draft.acknowledged(among: findings),
            confirmedStart: draft.confirmedStart.flatMap { TypedDay($0).day },
            confirmedEnd: draft.confirmedEnd.flatMap { TypedDay($0).day }, ticket: draft.ticket)
    }

    /// Everything that keeps a practice from being validated, at once.
    private func errors(
        _ action: DecisionAction, _ draft: DecisionDraft, _ dossier: PracticeDossier, _ context: SignedInContext
    ) -> [FieldError] {
        guard action == .validate else { return [] }
        var (entry, errors) = draft.reading()
        let unread = Set(errors.map(\.target))
        // Of an end that cannot be read, or whose exemption cannot, nothing more is said.
        if !unread.isDisjoint(with: [DecisionDraft.Name.until, DecisionDraft.Name.exemption]) {
            entry.until = .unlimited
        }
        let request = request(action, draft, entry, dossier.findings, context.viewer.person)
        let refusals = DecisionRules(catalogue: practices.desk.catalogue.lookup).contentRefusals(
            request, on: dossier.practice, findings: dossier.findings, at: practices.desk.clock())
        for error in refusals.flatMap(\.errors) where !errors.contains(where: { $0.target == error.target }) {
            errors.append(error)
        }
        return errors
    }

    private func decide(
        _ action: DecisionAction, _ draft: DecisionDraft, _ dossier: PracticeDossier, _ context: SignedInContext
    ) async throws {
        let entry = action == .validate ? try draft.entry() : DoctorEntry()
        let request = request(action, draft, entry, dossier.findings, context.viewer.person)
        do {
            _ = try await practices.desk.store.decide(request, recording: context.viewer.access)
        } catch DecisionRefusal.stale(let change) {
            // The second of two clicks on one button: it is done, word for word.
            if try await practices.desk.store.reader.isCarriedOut(request) { return }
            throw DecisionRefusal.stale(change)
        }
        practices.desk.wake()
        if action == .takeCharge { try await practices.drafts.keep(draft.withoutNotes, by: context.viewer) }
        practices.sessions.update(context.session.id) {
            $0.flash = "Pratica \(draft.number) \(action.participle) con successo"
        }
    }

    private func answer(
        _ refusal: DecisionRefusal, _ action: DecisionAction, _ draft: DecisionDraft, _ context: SignedInContext
    ) async throws -> Response {
        let dossier = try practices.standing(
            try await practices.dossier(context), draft, for: context.viewer.person)
        switch refusal {
        case .notFound: throw PageRefusal.notFound
        case .notPermitted:
            // What was typed waits for the day on which the right is there.
            try await practices.drafts.keep(draft, by: context.viewer)
            throw PageRefusal.notPermitted
        case .stale:
            try await practices.drafts.keep(draft, by: context.viewer)
            let frame = practices.renderer.frame("Pratica modificata", context, at: .desk)
            let model = StaleModel(
                dossier, draft, action: action, viewer: context.viewer.person, catalogue: practices.desk.catalogue,
                frame: frame)
            return try practices.renderer.page(model, status: .conflict)
        default:
            try await practices.drafts.keep(draft, by: context.viewer)
            var errors = errors(action, draft, dossier, context)
            // What only the store can know, as that there is another practice.
            if !errors.contains(where: { $0.target == refusal.target }) { errors = refusal.errors + errors }
            return action.isConfirmed
                ? try confirmation(action, dossier, draft, context, errors: errors, status: refusal.status)
                : try await practices.page(dossier, context, draft: draft, errors: errors, status: refusal.status)
        }
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
        let kept = try await practices.drafts.kept(practice.number, by: context.viewer.person)
        return try confirmation(action, dossier, kept?.draft, context)
    }

    private func confirmation(
        _ action: DecisionAction, _ dossier: PracticeDossier, _ draft: DecisionDraft?, _ context: SignedInContext,
        errors: [FieldError] = [], status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let model = ConfirmationModel(
            action, dossier, draft, errors: errors, today: practices.desk.clock().romeDay,
            formToken: context.session.formToken.value,
            frame: practices.renderer.frame(action.title, context, at: .desk))
        return try practices.renderer.page(model, status: status)
    }
}

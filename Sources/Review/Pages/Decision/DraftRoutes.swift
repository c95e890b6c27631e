// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import Storage

/// Keeping what was typed without deciding: by the button *Salva bozza*, and by the page's script while somebody types.
struct DraftRoutes: Sendable {
    let practices: PracticeDesk

    static let path = "bozza"
    /// Posts of the script say so by this field, and get a line of text instead of a page.
    static let quietly = "in-silenzio"

    func addRoutes(to routes: GuardedRoutes) {
        routes.post("/pratiche/:number/\(Self.path)", .recorded(.draft)) { _, context in try await save(context) }
        routes.post("/pratiche/:number/\(Self.path)/elimina", .recorded(.draft)) { _, context in
            try await discard(context)
        }
        practices.leadBack(from: Self.path, routes)
        practices.leadBack(from: "\(Self.path)/elimina", routes)
    }

    private func save(_ context: SignedInContext) async throws -> Response {
        let practice = try await practices.dossier(context).practice
        guard let draft = DecisionDraft(context.form, of: practice.number) else { throw PageRefusal.badForm }
        try context.requireDeciding()
        let isQuiet = context.form.has(Self.quietly)
        let outcome = try await practices.drafts.keep(draft, by: context.viewer, isAsked: !isQuiet)
        guard isQuiet else {
            practices.sessions.update(context.session.id) {
                $0.flash = draft.isEmpty ? "Nessuna bozza da salvare" : "Bozza salvata: la vedi solo tu"
            }
            return .redirect(to: "\(practice.number.address)#decisione")
        }
        switch outcome {
        case .kept: return .line("Bozza salvata alle \(RomeTime(practices.desk.clock()).clock)")
        case .decided: return .line("")
        case .elsewhere: return .line(Self.elsewhere, status: .conflict)
        }
    }

    private static let elsewhere =
        "Bozza non salvata: su questa pratica hai scritto anche in un'altra finestra. «Salva bozza» mette il testo di questa "
        + "al posto di quello"

    private func discard(_ context: SignedInContext) async throws -> Response {
        let number = try await practices.dossier(context).practice.number
        try await practices.drafts.discard(number, by: context.viewer)
        practices.sessions.update(context.session.id) { $0.flash = "Bozza eliminata" }
        return .redirect(to: number.address)
    }
}

extension SignedInContext {
    /// - Throws: `PageRefusal.notPermitted` for whoever can decide no practice, and so has nothing to draft. Where a practice was
    /// closed meanwhile, what was typed about it is kept all the same, to be read and copied.
    func requireDeciding() throws {
        guard DecisionAction.allCases.contains(where: { viewer.person.may($0, in: .received) }) else {
            throw PageRefusal.notPermitted
        }
    }
}

extension Response {
    /// A line of text for the page's script.
    static func line(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8", .contentLength: "\(text.utf8.count)"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

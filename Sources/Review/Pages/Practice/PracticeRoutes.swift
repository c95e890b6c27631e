// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Hummingbird
internal import Storage

/// `/pratiche/<numero>`: the detail, its history, its documents and its notices.
struct PracticeRoutes: Sendable {
    let practices: PracticeDesk
    let download: DocumentDownload
    let pictures: PictureDelivery

    func addRoutes(to routes: GuardedRoutes) {
        routes.get("/pratiche/:number", .recorded(.detail)) { request, context in
            try await practices.page(context, query: request.uri.query ?? "")
        }
        routes.get("/pratiche/:number/cronologia", .recorded(.history)) { _, context in try await history(context) }
        routes.get("/pratiche/:number/documenti/:sha256", .recorded(.download)) { _, context in
            try await document(context)
        }
        routes.get("/pratiche/:number/documenti/:sha256/valori.json", .recorded(.values)) { _, context in
            try await values(context)
        }
        routes.get("/pratiche/:number/documenti/:sha256/\(PictureDelivery.path)", .recorded(.pageImage)) {
            request, context in
            let document = try await find(context).document
            return try await pictures.response(document.sha256, document.extract, request, context)
        }
        routes.get("/pratiche/:number/documenti/:sha256/pagine/:page/testo", .recorded(.pageText)) { _, context in
            try await text(context)
        }
        routes.post("/pratiche/:number/avvisi/:message/invia", .recorded(.resend)) { _, context in
            try await resend(context)
        }
        routes.get("/pratiche/:number/documenti.zip", .recorded(.download)) { request, context in
            try await archive(FormFields(urlEncoded: request.uri.query ?? "")["quali"], context)
        }
        practices.leadBack(from: "avvisi/:message/invia", routes)
    }

    private func history(_ context: SignedInContext) async throws -> Response {
        let dossier = try await practices.dossier(context)
        let number = dossier.practice.number
        return try practices.renderer.page(
            HistoryModel(
                frame: practices.renderer.frame("Cronologia della pratica \(number)", context, at: .desk),
                back: practices.back(context, to: number), number: number.value, address: number.address,
                history: HistoryRow.rows(dossier)))
    }

    /// The document that the address names, only through a practice that holds it, and its place among the others.
    private func find(
        _ context: SignedInContext
    ) async throws -> (document: PracticeDocument, index: Int, dossier: PracticeDossier) {
        let dossier = try await practices.dossier(context)
        let sha256 = context.parameters.get("sha256")
        let documents = dossier.documentsToRead
        guard let index = documents.firstIndex(where: { $0.sha256.value == sha256 }) else {
            throw PageRefusal.notFound
        }
        return (documents[index], index, dossier)
    }

    private func document(_ context: SignedInContext) async throws -> Response {
        let document = try await find(context).document
        return try await download.response(document.sha256, name: document.name, extract: document.extract)
    }

    /// All that one button fetches; without its name, all that there is.
    private func archive(_ kind: String, _ context: SignedInContext) async throws -> Response {
        let dossier = try await practices.dossier(context)
        let group = DownloadGroup.groups(dossier).first { $0.kind.rawValue == kind }
        let name = "\(dossier.practice.number)-\(group?.kind.rawValue ?? "documenti").zip"
        return download.response(
            group?.documents ?? dossier.documentsToRead, archive: name, at: practices.desk.clock())
    }

    private func values(_ context: SignedInContext) async throws -> Response {
        let (document, _, dossier) = try await find(context)
        let address = DocumentLink(document, in: dossier.practice).address
        return try await pictures.values(document.sha256, document.extract, address: address, context)
    }

    /// A page in words, for who cannot look at its picture.
    private func text(_ context: SignedInContext) async throws -> Response {
        let (document, index, dossier) = try await find(context)
        let link = DocumentLink(document, in: dossier.practice)
        return try await PageTextDelivery(words: practices.words, renderer: practices.renderer).response(
            document.sha256, link, pages: link.address,
            back: "\(dossier.practice.number.address)#documento-\(index + 1)", at: .desk, context)
    }

    /// Queues a notice of this practice once more; one that was accepted meanwhile stays as it is.
    private func resend(_ context: SignedInContext) async throws -> Response {
        let dossier = try await practices.dossier(context)
        guard context.viewer.role.has(.resendNotice) else { throw PageRefusal.notPermitted }
        let message = context.parameters.get("message")
        guard let notice = dossier.notices.first(where: { $0.messageID == message }) else { throw PageRefusal.notFound }
        let queued = try await practices.desk.store.resendNotice(notice.messageID, recording: context.viewer.access)
        if !queued.isEmpty {
            practices.desk.wake()
            let flash =
                queued.count == 1
                ? "Avviso ad AURA rimesso in coda"
                : "Avviso ad AURA rimesso in coda, e dopo di esso i successivi della stessa persona ed esenzione: "
                    + "\(queued.count - 1)"
            practices.sessions.update(context.session.id) { $0.flash = flash }
        }
        return .redirect(to: dossier.practice.number.address)
    }
}

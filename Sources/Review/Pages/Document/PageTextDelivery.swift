// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Hummingbird

/// Answers with the text of one page of a document, for who cannot look at its picture.
struct PageTextDelivery: Sendable {
    let words: WordShelf
    let renderer: PageRenderer

    /// - Parameters:
    ///   - pages: the address under which the document's pages are.
    ///   - back: where the pictures are shown, without the page.
    /// - Throws: `PageRefusal.notFound` where there is no such page.
    func response(
        _ sha256: ContentHash, _ link: DocumentLink, pages: String, back: String, at place: PageFrame.Place,
        _ context: SignedInContext
    ) async throws -> Response {
        guard let page = context.parameters.get("page").flatMap({ Int($0) }), (1...PageSheet.most).contains(page) else {
            throw PageRefusal.notFound
        }
        // Where the words cannot be had the page says so: whether it is there nobody knows then.
        let known = try await words.words(sha256)
        let text = try await words.text(sha256, page: page)
        guard known == nil || text != nil else { throw PageRefusal.notFound }
        return try renderer.page(
            PageTextModel(
                link, pages: pages, back: back, page: page, words: known, text: text,
                frame: renderer.frame("Testo della pagina \(page)", context, at: place)))
    }
}

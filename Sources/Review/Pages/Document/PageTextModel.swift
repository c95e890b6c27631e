// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// A page of a document as text, in reading order: what a screen reader gets in the place of the picture.
struct PageTextModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.pageText

    let frame: PageFrame
    let fileName: String
    let pageNumber: Int
    /// Nothing where nobody can say.
    let pageTotal: Int?
    /// Back to the picture.
    let back: String
    let picture: String
    let previousPage: String?
    let nextPage: String?
    /// One line a line of the page.
    let lines: [String]
    let hasLines: Bool
    /// The text was made out from a picture and may be wrong.
    let isRecognised: Bool

    /// - Parameters:
    ///   - pages: the address under which the document's pages are.
    ///   - back: where the picture of the page is shown, without the page.
    init(
        _ link: DocumentLink, pages: String, back: String, page: Int, words: DocumentWords?,
        text: WordShelf.PageText?, frame: PageFrame
    ) {
        func address(of page: Int) -> String { "\(pages)/pagine/\(page)/testo" }
        self.frame = frame
        fileName = link.fileName
        pageNumber = page
        pageTotal = words?.pageCount
        self.back = "\(back)-pagina-\(page)"
        picture = "\(pages)/pagine/\(page).png"
        previousPage = page > 1 ? address(of: page - 1) : nil
        nextPage = page < words?.pages.count ?? 0 ? address(of: page + 1) : nil
        lines = (text?.text ?? "").split(separator: "\n").map { String($0).collapsed }.filter { !$0.isEmpty }
        hasLines = !lines.isEmpty
        isRecognised = hasLines && text?.isRecognised == true
    }
}

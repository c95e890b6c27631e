// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// One document: what was read in it and where, its pages, its signatures.
struct DocumentCard: Hashable, Sendable {
    /// The document's name in the page's address.
    let anchor: String
    let kind: String
    let sender: String
    let link: DocumentLink
    let rows: [ValueRow]
    let hasRows: Bool
    let signatures: [SignatureCard]
    let sheets: [PageSheet]
    let hasSheets: Bool

    /// - Parameters:
    ///   - pages: the address under which the document's pages are.
    ///   - sizes: of those pages whose size is known.
    init(
        _ extract: Extract, _ sha256: ContentHash, anchor: String, sender: String, link: DocumentLink, pages: String,
        sizes: [PageKey: PageSize]
    ) {
        self.anchor = anchor
        self.sender = sender
        self.link = link
        kind = extract.kind.italianName
        sheets = PageSheet.keys(sha256, extract).map {
            PageSheet($0, extract, address: pages, anchor: anchor, size: sizes[$0])
        }
        hasSheets = !sheets.isEmpty
        let drawn = sheets.flatMap { $0.overlay?.boxes ?? [] }.map(\.name)
        rows = ValueRow.rows(extract, anchor: anchor, drawn: Set(drawn))
        hasRows = !rows.isEmpty
        signatures = SignatureCard.cards(extract)
    }

    /// A document of a practice, which has one address for itself and its pages.
    init(_ document: PracticeDocument, in practice: Practice, index: Int, sizes: [PageKey: PageSize]) {
        let link = DocumentLink(document, in: practice)
        self.init(
            document.extract, document.sha256, anchor: "documento-\(index)", sender: document.sender, link: link,
            pages: link.address, sizes: sizes)
    }
}

/// Where a document can be fetched.
struct DocumentLink: Hashable, Sendable {
    /// As the sender named it.
    let fileName: String
    let address: String

    init(fileName: String, address: String) {
        self.fileName = fileName
        self.address = address
    }

    init(_ document: PracticeDocument, in practice: Practice) {
        self.init(
            fileName: document.name.lastComponent,
            address: "\(practice.number.address)/documenti/\(document.sha256)")
    }
}

extension String {
    /// What follows the last slash.
    var lastComponent: String { split(separator: "/").last.map(String.init) ?? self }
}

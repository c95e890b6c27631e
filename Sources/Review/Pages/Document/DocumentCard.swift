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
    /// What whoever sent a request or a cancellation wrote in it; the ASL's own notes are in the history.
    let remark: String?

    /// - Parameters:
    ///   - heading: what the document is; by default what it is by itself.
    ///   - pages: the address under which the document's pages are.
    ///   - sizes: of those pages whose size is known.
    init(
        _ extract: Extract, _ sha256: ContentHash, heading: String? = nil, anchor: String, sender: String,
        link: DocumentLink, pages: String, sizes: [PageKey: PageSize]
    ) {
        self.anchor = anchor
        self.sender = sender
        self.link = link
        kind = heading ?? extract.kind.italianName
        sheets = PageSheet.keys(sha256, extract).map {
            PageSheet($0, extract, address: pages, anchor: anchor, size: sizes[$0])
        }
        hasSheets = !sheets.isEmpty
        rows = ValueRow.rows(extract, anchor: anchor, boxes: sheets.flatMap { $0.overlay?.boxes ?? [] })
        hasRows = !rows.isEmpty
        signatures = SignatureCard.cards(extract)
        remark = extract.request?.note ?? extract.cancellation?.reason
    }

    /// A document of a practice, which has one address for itself and its pages.
    init(_ document: PracticeDocument, in practice: Practice, index: Int, sizes: [PageKey: PageSize]) {
        let link = DocumentLink(document, in: practice)
        self.init(
            document.extract, document.sha256, heading: document.heading, anchor: "documento-\(index)",
            sender: document.sender, link: link, pages: link.address, sizes: sizes)
    }
}

extension PracticeDocument {
    /// What the document is to the practice, then what it is by itself.
    fileprivate var heading: String {
        switch role {
        case .request: "Richiesta del cittadino"
        case .cancellation: "Annullamento chiesto dal mittente"
        case .attachment: "Allegato: \(extract.kind.italianName.withSmallInitial)"
        case .certificate, .notEvidence, .unreadable: extract.kind.italianName
        }
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
    /// With a small letter at the head, as part of another sentence.
    var withSmallInitial: String { prefix(1).lowercased() + dropFirst() }

    /// What follows the last slash.
    var lastComponent: String { split(separator: "/").last.map(String.init) ?? self }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// One document: what was read in it and where, its pages, its signatures.
struct DocumentCard: Encodable, Hashable, Sendable {
    /// The document's name in the page's address.
    let anchor: String
    let kind: String
    /// What the document looks like, where whoever sent it says that it is something else.
    let readAs: String?
    let sender: String
    let link: DocumentLink
    let rows: [ValueRow]
    let hasRows: Bool
    let signatures: [SignatureCard]
    let sheets: [PageSheet]
    let hasSheets: Bool
    /// The structured data in words, below the pages or in their place.
    let sections: [SectionCard]
    let hasSections: Bool
    /// Neither a page nor a section can be shown.
    let isBare: Bool
    /// Pages that are not shown here, where the document has so many.
    let morePages: Int?
    /// What whoever sent a request or a cancellation wrote in it; the ASL's own notes are in the history.
    let remark: String?
    /// When the portal took a request, as the portal says; the practice counts from its reception here.
    let submitted: String?

    /// - Parameters:
    ///   - heading: what the document is; by default what it is by itself.
    ///   - declared: what the request that lists it says that it is.
    ///   - pages: the address under which the document's pages are.
    ///   - sizes: of those pages whose size is known.
    ///   - words: what the document says beside its values, where that is known.
    ///   - hasText: whether the pages are to be had as text too; by default where the words are known.
    ///   - hasPractice: whether it is in a practice, or still waits for its person.
    init(
        _ extract: Extract, _ sha256: ContentHash, heading: String? = nil, declared: StatedAttachment.Kind? = nil,
        anchor: String,
        sender: String, link: DocumentLink, pages: String, sizes: [PageKey: PageSize], words: DocumentWords? = nil,
        hasText: Bool? = nil, hasPractice: Bool = false
    ) {
        self.anchor = anchor
        self.sender = sender
        self.link = link
        kind = heading ?? extract.paperName
        readAs = extract.paperName(beside: declared)
        sheets = PageSheet.keys(sha256, extract, pageCount: words?.pageCount).map {
            PageSheet($0, extract, address: pages, anchor: anchor, size: sizes[$0], hasText: hasText ?? (words != nil))
        }
        hasSheets = !sheets.isEmpty
        sections = SectionCard.cards(extract, words?.sections ?? [], anchor: anchor)
        hasSections = !sections.isEmpty
        isBare = sheets.isEmpty && sections.isEmpty
        morePages = words.flatMap { $0.pageCount > PageSheet.most ? $0.pageCount - PageSheet.most : nil }
        rows = ValueRow.all(
            extract, anchor: anchor, boxes: sheets.flatMap { $0.overlay?.boxes ?? [] }, sections: sections,
            hasPractice: hasPractice)
        hasRows = !rows.isEmpty
        signatures = SignatureCard.cards(extract)
        remark = extract.request?.note ?? extract.cancellation?.reason
        submitted = extract.request?.submittedAt.italian
    }

    /// The name of the one with that number on the page of its practice, from 1.
    static func anchor(ofIndex index: Int) -> String { "documento-\(index)" }

    /// A document of a practice, which has one address for itself and its pages.
    ///
    /// - Parameters:
    ///   - sender: its name for people.
    ///   - contradictions: what the documents of the practice say against each other.
    init(
        _ document: PracticeDocument, in practice: Practice, index: Int, sender: String, sizes: [PageKey: PageSize],
        words: DocumentWords?, declared: StatedAttachment.Kind? = nil, contradictions: [Finding] = []
    ) {
        let link = DocumentLink(document, in: practice)
        var extract = document.extract
        extract.findings += contradictions.filter { finding in finding.field.map { extract.value($0) != nil } ?? false }
        self.init(
            extract, document.sha256, heading: document.heading(declared), declared: declared,
            anchor: Self.anchor(ofIndex: index), sender: sender, link: link, pages: link.address, sizes: sizes,
            words: words,
            hasPractice: true)
    }
}

extension Extract {
    /// The kind of paper; one of no known kind that certifies an illness is a certificate to whoever decides.
    fileprivate var paperName: String {
        kind == .unknown && role == .certificate ? "Certificato medico" : kind.italianName
    }

    /// The kind of paper that it looks like, where that is not what was declared; nothing where it cannot be told.
    fileprivate func paperName(beside declared: StatedAttachment.Kind?) -> String? {
        guard let declared, role == .certificate || kind != .unknown, paperName != declared.italianName,
            declared != .certificate || kind != .regionalCertificate
        else { return nil }
        return paperName.withSmallInitial
    }
}

extension PracticeDossier {
    /// What the citizen's request says that the document is; nothing where none lists it.
    func declared(_ document: PracticeDocument) -> StatedAttachment.Kind? {
        documents.lazy.compactMap(\.extract.request).flatMap(\.attachments).first { $0.sha256 == document.sha256 }?.kind
    }
}

extension PracticeDocument {
    /// What the document is to the practice, then what it is: as the request says that lists it, else by itself.
    func heading(_ declared: StatedAttachment.Kind?) -> String {
        switch role {
        case .request: "Richiesta del cittadino"
        case .cancellation: "Annullamento chiesto dal mittente"
        case .attachment: "Allegato: \((declared?.italianName ?? extract.paperName).withSmallInitial)"
        case .certificate where declared != nil: declared?.italianName ?? extract.paperName
        case .certificate, .notEvidence, .unreadable: extract.paperName
        }
    }
}

/// Where a document can be fetched.
struct DocumentLink: Encodable, Hashable, Sendable {
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

// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// One document of a practice: what was read in it, and where.
struct DocumentCard: Hashable, Sendable {
    let kind: String
    let sender: String
    let link: DocumentLink
    let rows: [ValueRow]
    /// What whoever sent a request or a cancellation wrote in it; the ASL's own notes are in the history.
    let remark: String?

    init(_ document: PracticeDocument, in practice: Practice) {
        kind = document.heading
        sender = document.sender
        link = DocumentLink(document, in: practice)
        rows = ValueRow.rows(document.extract)
        remark = document.extract.request?.note ?? document.extract.cancellation?.reason
    }
}

extension PracticeDocument {
    /// What the document is to the practice, then what it is by itself.
    fileprivate var heading: String {
        switch role {
        case .request: "Richiesta del cittadino"
        case .cancellation: "Annullamento chiesto dal mittente"
        case .attachment: "Allegato: \(extract.kind.italianName.lowercasedFirst)"
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
    /// With a small letter at the head, for the middle of a line.
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }

    /// What follows the last slash.
    var lastComponent: String { split(separator: "/").last.map(String.init) ?? self }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// One document of a practice: what was read in it, and where.
struct DocumentCard: Hashable, Sendable {
    let kind: String
    let sender: String
    let link: DocumentLink
    let rows: [ValueRow]

    init(_ document: PracticeDocument, in practice: Practice) {
        kind = document.extract.kind.italianName
        sender = document.sender
        link = DocumentLink(document, in: practice)
        rows = ValueRow.rows(document.extract)
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

// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// A button of the manual's chapter 4: *Scarica certificato* for what a hospital sent, *Scarica allegati* for what a citizen did.
/// One document it fetches as it is, several as one archive (domain.md §4.1).
struct DownloadGroup: Hashable, Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case certificates = "certificati"
        case attachments = "allegati"
    }

    let kind: Kind
    let documents: [PracticeDocument]

    /// Those of a practice: both where a citizen's request has joined a certificate.
    static func groups(_ dossier: PracticeDossier) -> [DownloadGroup] {
        let documents = dossier.documentsToRead
        let portals = Set(documents.filter { $0.role == .request }.map(\.sender))
        let isPhysicians = dossier.practice.submitter.kind == .physician
        func isCitizens(_ document: PracticeDocument) -> Bool {
            portals.contains(document.sender) || (portals.isEmpty && !isPhysicians)
        }
        return Kind.allCases.map { kind in
            DownloadGroup(kind: kind, documents: documents.filter { isCitizens($0) == (kind == .attachments) })
        }.filter { !$0.documents.isEmpty }
    }
}

/// The same as a button of the page.
struct DownloadButton: Encodable, Hashable, Sendable {
    let downloadTitle: String
    let address: String
    /// How many files come at once; nothing where it is one.
    let fileCount: String?

    init(_ group: DownloadGroup, in practice: Practice) {
        downloadTitle = group.kind == .certificates ? "Scarica certificato" : "Scarica allegati"
        let link = group.documents.count == 1 ? group.documents.first : nil
        address =
            link.map { DocumentLink($0, in: practice).address }
            ?? "\(practice.number.address)/documenti.zip?quali=\(group.kind.rawValue)"
        fileCount = link == nil ? "\(group.documents.count) file" : nil
    }
}

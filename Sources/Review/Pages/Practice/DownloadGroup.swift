// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// A button of the manual's chapter 4: *Scarica certificato* for what a hospital sent, *Scarica allegati* for what a citizen did.
/// One document it fetches; of several it shows the list.
struct DownloadGroup: Encodable, Hashable, Sendable {
    let downloadsTitle: String
    let singleDownload: DocumentLink?
    /// The name of the list in the page; nothing where there is only one document.
    let downloadList: String?
    let files: [DocumentLink]

    /// Those of a practice: both where a citizen's request has joined a certificate.
    static func groups(_ dossier: PracticeDossier) -> [DownloadGroup] {
        let documents = dossier.documentsToRead
        let portals = Set(documents.filter { $0.role == .request }.map(\.sender))
        let isPhysicians = dossier.practice.submitter.kind == .physician
        func isCitizens(_ document: PracticeDocument) -> Bool {
            portals.contains(document.sender) || (portals.isEmpty && !isPhysicians)
        }
        let groups = [
            ("Scarica certificato", "certificati", documents.filter { !isCitizens($0) }),
            ("Scarica allegati", "allegati", documents.filter(isCitizens)),
        ]
        return groups.filter { !$0.2.isEmpty }.map { title, name, files in
            DownloadGroup(title, name, files.map { DocumentLink($0, in: dossier.practice) })
        }
    }

    private init(_ title: String, _ name: String, _ links: [DocumentLink]) {
        downloadsTitle = title
        singleDownload = links.count == 1 ? links.first : nil
        downloadList = links.count > 1 ? "scarica-\(name)" : nil
        files = links
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

extension PracticeDossier {
    /// The documents as a doctor wants to read them: certificates first, then the request, then what it lists, in its order. How
    /// they came in decides only between equals: of a folder's files that is mere chance.
    var documentsToRead: [PracticeDocument] {
        let listed = documents.compactMap(\.extract.request).flatMap(\.attachments).map(\.sha256)
        let places = Dictionary(listed.enumerated().map { ($1, $0) }) { first, _ in first }
        func key(_ index: Int) -> (Int, Int, Int) {
            (documents[index].role.readingRank, places[documents[index].sha256] ?? listed.count, index)
        }
        return documents.indices.sorted { key($0) < key($1) }.map { documents[$0] }
    }
}

extension DocumentRole {
    fileprivate var readingRank: Int {
        switch self {
        case .certificate: 0
        case .request: 1
        case .attachment, .notEvidence, .unreadable: 2
        case .cancellation: 3
        }
    }
}

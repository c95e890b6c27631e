// SPDX-License-Identifier: EUPL-1.2

/// What lies beside a request, compared with what it lists (contract §4.2): a file is known by its hash; names only serve to
/// tell people which one was altered.
package struct RequestContents: Hashable, Sendable {
    /// A file of the folder, other than the request.
    package struct File: Hashable, Sendable {
        package let name: String
        package let sha256: ContentHash

        package init(name: String, sha256: ContentHash) {
            self.name = name
            self.sha256 = sha256
        }
    }

    /// Listed, but not there under any name.
    package let missing: [StatedAttachment]
    /// Listed, and there under its name with other bytes.
    package let altered: [StatedAttachment]
    private let listed: [StatedAttachment]

    package init(listed: [StatedAttachment], files: [File]) {
        let hashes = Set(files.map(\.sha256))
        let names = Set(files.map(\.name))
        let absent = listed.filter { !hashes.contains($0.sha256) }
        missing = absent.filter { !names.contains($0.name) }
        altered = absent.filter { names.contains($0.name) }
        self.listed = listed
    }

    /// Whether all that is listed is there, as it was listed.
    package var isComplete: Bool { missing.isEmpty && altered.isEmpty }

    /// What a file of the folder is to the request.
    package enum Place: Hashable, Sendable {
        case listed(StatedAttachment)
        /// It has the name of a listed one and other bytes.
        case altered
        case unlisted
    }

    /// What a file is to the request.
    package func place(of file: File) -> Place {
        if let stated = listed.first(where: { $0.sha256 == file.sha256 }) { return .listed(stated) }
        return listed.contains { $0.name == file.name } ? .altered : .unlisted
    }

    /// What the sender must be told of a request that is not complete; nothing of one that is.
    package var findings: [Finding] {
        guard !isComplete else { return [] }
        let names = (missing + altered).map(\.name).joined(separator: ", ")
        return [Finding(.requestIncomplete, detail: names)]
            + missing.map { Finding(.attachmentMissing, detail: $0.name) }
            + altered.map { Finding(.attachmentAltered, detail: $0.name) }
    }
}

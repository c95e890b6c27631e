// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// What a backup says of itself: `backup.json` beside its files.
package struct BackupHead: Hashable, Sendable, Codable {
    /// Of this layout; one that the program does not know is refused.
    package let format: Int
    /// The program that took it.
    package let program: String
    /// The steps that its database has gone through; one that the program does not know is refused.
    package let schema: [String]
    /// The moment of the database's snapshot, ISO 8601.
    package let takenAt: String
    package let counts: Counts
    /// The hash of the manifest, so that neither can be replaced without the other.
    package let manifest: ContentHash
    /// The hash of all the rest of this; nothing in heads of earlier versions.
    private(set) var digest: ContentHash?

    /// How much there is in it.
    package struct Counts: Hashable, Sendable, Codable {
        package let practices: Int
        package let deliveries: Int
        package let notices: Int
        package let receipts: Int
        package let documents: Int
        /// Of the database and all documents.
        package let bytes: Int
    }

    init(
        format: Int, program: String, schema: [String], takenAt: String, counts: Counts, manifest: ContentHash
    ) throws {
        (self.format, self.program, self.schema) = (format, program, schema)
        (self.takenAt, self.counts, self.manifest) = (takenAt, counts, manifest)
        digest = try hashOfRest()
    }

    /// Whether it is what was written.
    func isSound() throws -> Bool { try digest == nil || digest == hashOfRest() }

    private func hashOfRest() throws -> ContentHash {
        var rest = self
        rest.digest = nil
        return try ContentHash.of(Array(try JSONText.encode(rest).utf8))
    }

    static let currentFormat = 1
    static let fileName = "backup.json"
}

/// Why a backup is not taken or not restored. Nothing has changed when one of these is thrown.
package enum BackupRefusal: Error, Hashable, Sendable {
    /// A backup goes into a new folder or an empty one.
    case targetNotEmpty
    /// Inside the data or the inbox it would become part of what it saves.
    case targetInside
    /// Another backup is writing there, or one was killed.
    case unfinished(String)
    /// There is nothing to back up yet.
    case noArchive
    case noBackup
    case unknownFormat
    /// Made by a newer version of the program.
    case newerSchema
    /// Head, manifest and files do not belong together.
    case damaged(ArchiveFault)
    /// A restore goes into a data folder that holds nothing.
    case dataNotEmpty
    /// A daemon or a command holds the data folder.
    case inUse
}

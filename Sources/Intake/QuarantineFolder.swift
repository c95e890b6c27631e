// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Glibc
package import Storage
package import SystemPackage

/// `data/quarantine/`: what could not be read, each with a text beside it that says why and what to do. A mirror of the
/// ledger for people who look at folders; it is made anew from the ledger whenever they differ.
package struct QuarantineFolder: Sendable {
    private let folder: FilePath
    private let archive: DocumentArchive

    package init(data: FilePath, archive: DocumentArchive) throws(StoreError) {
        folder = data.appending("quarantine")
        self.archive = archive
        try DurableFile.createFolder(folder)
    }

    /// Adds what is missing and removes what the ledger no longer holds.
    package func mirror(_ files: [QuarantinedFile]) throws {
        var wanted: [String: QuarantinedFile] = [:]
        for file in files { wanted["\(file.delivery.id.value)-\(file.delivery.arrival.sha256)"] = file }
        for name in try FolderListing.names(in: folder) {
            let base =
                name.string.hasSuffix(Self.reasonSuffix)
                ? String(name.string.dropLast(Self.reasonSuffix.count)) : name.string
            if wanted[base] == nil { unsafe _ = unlink(folder.appending(name).string) }
        }
        for (name, file) in wanted { try add(file, as: name) }
    }

    /// What lies in the folder.
    func names() throws -> Set<FilePath.Component> { Set(try FolderListing.names(in: folder)) }

    private static let reasonSuffix = ".motivo.txt"

    private func add(_ file: QuarantinedFile, as name: String) throws {
        let reasonPath = folder.appending(name + Self.reasonSuffix)
        guard unsafe access(reasonPath.string, F_OK) != 0 else { return }
        // What is infected is not spread about: its reason stands alone.
        if file.reason.code != .virusFound, archive.holds(file.delivery.arrival.sha256) {
            try DurableFile.write(try archive.bytes(of: file.delivery.arrival.sha256), to: folder.appending(name))
        }
        try DurableFile.write(Array(reason(file).utf8), to: reasonPath)
    }

    private func reason(_ file: QuarantinedFile) -> String {
        """
        Mittente: \(file.delivery.arrival.sender)
        File: \(file.delivery.arrival.name)
        Ricevuto il: \(file.delivery.receivedAt.italian)
        Motivo: \(file.reason.code.rawValue): \(file.reason.message)
        Rimedio: \(file.reason.code.remedy)
        Per rileggerlo: esenzioni quarantine retry \(file.delivery.id.value)

        """
    }
}

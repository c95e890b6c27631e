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
            if wanted[base] == nil { try remove(folder.appending(name)) }
        }
        for (name, file) in wanted { try add(file, as: name) }
    }

    /// What lies in the folder.
    func names() throws -> Set<FilePath.Component> { Set(try FolderListing.names(in: folder)) }

    private static let reasonSuffix = ".motivo.txt"

    /// The reason last, so that a file without one is known to be unfinished; the reason may be another than before.
    private func add(_ file: QuarantinedFile, as name: String) throws {
        let reasonPath = folder.appending(name + Self.reasonSuffix)
        let reason = Array(reason(file).utf8)
        guard try content(of: reasonPath, upTo: reason.count + 1) != reason else { return }
        let path = folder.appending(name)
        if file.reason.code == .virusFound {
            // What is infected is not spread about: its reason stands alone.
            try remove(path)
        } else if archive.holds(file.delivery.arrival.sha256) {
            try DurableFile.write(try archive.bytes(of: file.delivery.arrival.sha256), to: path)
        }
        try DurableFile.write(reason, to: reasonPath)
    }

    private func remove(_ path: FilePath) throws(StoreError) {
        guard unsafe unlink(path.string) == 0 || errno == ENOENT else {
            throw .unusable("\(folder): \(Errno(rawValue: errno))")
        }
    }

    /// The beginning of a file; nothing where there is none.
    private func content(of path: FilePath, upTo limit: Int) throws -> [UInt8]? {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(path, .readOnly, options: [.noFollow, .nonBlocking, .closeOnExec])
        } catch Errno.noSuchFileOrDirectory {
            return nil
        }
        return try file.closeAfter {
            var bytes = [UInt8](repeating: 0, count: limit)
            let count = try unsafe bytes.withUnsafeMutableBytes { try unsafe file.read(into: $0) }
            return Array(bytes.prefix(count))
        }
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

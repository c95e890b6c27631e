// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import SystemPackage

/// A key or a secret that lies in a file of its own: never in the configuration, never in the environment.
enum SecretFile {
    /// The bytes of the file, without a line end after the last.
    ///
    /// - Throws: `DoorFault` where it is missing or everybody may read it.
    static func bytes(_ path: FilePath, key: String) throws(DoorFault) -> [UInt8] {
        try check(path, key: key)
        guard let content = FileManager.default.contents(atPath: path.string), !content.isEmpty else {
            throw DoorFault(key: key, message: "il file \(path) non si può leggere o è vuoto")
        }
        var bytes = Array(content)
        while let last = bytes.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") { bytes.removeLast() }
        return bytes
    }

    /// That the file is there and not for everybody to read.
    static func check(_ path: FilePath, key: String) throws(DoorFault) {
        let facts: [FileAttributeKey: Any]
        do { facts = try FileManager.default.attributesOfItem(atPath: path.string) } catch {
            throw DoorFault(key: key, message: "il file \(path) manca")
        }
        let mode = (facts[.posixPermissions] as? NSNumber)?.intValue ?? 0
        if mode & 0o007 != 0 {
            throw DoorFault(key: key, message: "il file \(path) è leggibile da chiunque: chmod 640 \(path)")
        }
    }
}

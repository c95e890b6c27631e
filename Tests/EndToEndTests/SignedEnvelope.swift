// SPDX-License-Identifier: EUPL-1.2

import Foundation
import SystemPackage
import TestSupport

/// Signed envelopes as a signing program makes them, with a key of the moment.
enum SignedEnvelope {
    struct Unmade: Error {}

    /// - Parameter isText: in base64 rather than in DER.
    static func around(_ content: [UInt8], isText: Bool) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        try folder.write(content, to: "contenuto")
        try openSSL(
            ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=prova", "-keyout", "k", "-out", "c"], folder
        )
        try openSSL(
            [
                "cms", "-sign", "-binary", "-nodetach", "-in", "contenuto", "-signer", "c", "-inkey", "k", "-outform",
                "DER", "-out", "busta",
            ], folder)
        let bytes = try Data(contentsOf: URL(filePath: folder.path.appending("busta").string))
        return Array(isText ? bytes.base64EncodedData(options: .lineLength64Characters) : bytes)
    }

    private static func openSSL(_ arguments: [String], _ folder: TemporaryFolder) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder.path.string)
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Unmade() }
    }
}

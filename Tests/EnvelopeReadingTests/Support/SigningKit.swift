// SPDX-License-Identifier: EUPL-1.2

import EnvelopeReading
import Foundation
import Testing

/// Authorities and signers made for the tests by the `openssl` command, in a folder of their own.
final class SigningKit: Sendable {
    @TaskLocal static var current: SigningKit?

    let folder: URL

    /// The kit of the suite that a test belongs to.
    static func shared() throws -> SigningKit { try #require(current) }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "signing-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try makeAuthority("ca", name: "Autorita di prova")
        try makeAuthority("stranger", name: "Autorita ignota")
        let bianchi = "/C=IT/CN=BIANCHI ANNA/serialNumber=TINIT-BNCNNA70A41F205S"
        try makeSigner("rsa", key: Self.rsa, subject: "/C=IT/CN=ROSSI MARIO/serialNumber=TINIT-RSSMRA80A01H501U")
        try makeSigner("ec", key: Self.ec, subject: bianchi)
        try makeSigner("outsider", key: Self.ec, subject: bianchi, by: "stranger")
        try makeSigner("expired", key: Self.ec, subject: bianchi, days: -1)
    }

    deinit {
        do {
            try FileManager.default.removeItem(at: folder)
        } catch {
            print("A test folder could not be removed: \(error)")
        }
    }

    static let rsa = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"]
    static let ec = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]

    func path(_ name: String) -> String { folder.appending(path: name).path }

    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }

    func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: folder.appending(path: name))
    }

    /// Runs `openssl` in the folder and fails the test with its words if it fails.
    func openssl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let messages = Pipe()
        process.standardError = messages
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let said = try messages.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(arguments): \(String(decoding: said, as: UTF8.self))")
    }

    /// A number of a certificate's own. The authority's file of numbers would be written by tests that run at once.
    static func newSerial() -> String { String(UInt64.random(in: 1...UInt64(Int64.max))) }

    /// An authority that signs itself.
    func makeAuthority(_ name: String, name common: String) throws {
        try openssl(["genpkey"] + Self.ec + ["-out", "\(name).key"])
        try openssl([
            "req", "-x509", "-new", "-key", "\(name).key", "-subj", "/C=IT/CN=\(common)", "-days", "3000", "-out",
            "\(name).pem", "-addext", "keyUsage=critical,keyCertSign,cRLSign",
        ])
    }

    /// A signer with a certificate of `authority`.
    func makeSigner(
        _ name: String, key: [String], subject: String, by authority: String = "ca", days: Int = 300,
        usage: String = "nonRepudiation"
    ) throws {
        try openssl(["genpkey"] + key + ["-out", "\(name).key"])
        try openssl(["req", "-new", "-key", "\(name).key", "-subj", subject, "-out", "\(name).csr"])
        try write(Array("basicConstraints=CA:FALSE\nkeyUsage=critical,\(usage)\n".utf8), to: "\(name).ext")
        try openssl([
            "x509", "-req", "-in", "\(name).csr", "-CA", "\(authority).pem", "-CAkey", "\(authority).key",
            "-set_serial", Self.newSerial(), "-days", String(days), "-extfile", "\(name).ext", "-out", "\(name).pem",
        ])
    }
}

/// Makes one kit for a suite and takes it away afterwards.
struct SigningKitTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await SigningKit.$current.withValue(try SigningKit()) { try await function() }
    }
}

extension Trait where Self == SigningKitTrait {
    static var signingKit: Self { SigningKitTrait() }
}

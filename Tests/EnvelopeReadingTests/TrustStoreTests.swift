// SPDX-License-Identifier: EUPL-1.2

import Domain
import EnvelopeReading
import Foundation
import SystemPackage
import Testing

extension SignedDocuments {
    /// What is taken from the folder of authorities.
    @Suite struct TrustStoreTests {
        private let kit: SigningKit

        init() throws { kit = try SigningKit.shared() }

        private func file(_ name: String) throws -> TrustFile { TrustFile(name: name, bytes: try kit.read(name)) }

        private func state(_ bytes: [UInt8], _ store: TrustStore) throws -> SignatureVerdict? {
            try Envelope.open(bytes, trust: store).verdicts.first
        }

        @Test func `authorities are taken from PEM, DER and bundles`() throws {
            try kit.openssl(["x509", "-in", "ca.pem", "-outform", "DER", "-out", "ca.cer"])
            let bundle = try TrustFile(name: "bundle", bytes: kit.read("stranger.pem") + kit.read("ca.pem"))
            for files in [[try file("ca.cer")], [try file("ca.pem")], [bundle]] {
                let store = TrustStore(files: files)
                #expect(store.problems.isEmpty)
                #expect(store.authorities == (files[0].name == "bundle" ? 2 : 1))
                #expect(try state(kit.signed(), store)?.state == .valid)
            }
        }

        @Test func `an authority counts without the one above it`() throws {
            try kit.makeSigner("issuing", key: SigningKit.ec, subject: "/CN=CA emittente")
            try kit.write(
                Array("basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n".utf8), to: "sub.ext")
            try kit.openssl([
                "x509", "-req", "-in", "issuing.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial",
                SigningKit.newSerial(),
                "-extfile",
                "sub.ext", "-days", "900", "-out", "issuing.pem",
            ])
            try kit.makeSigner("below", key: SigningKit.ec, subject: "/CN=SOTTO", by: "issuing")
            let message = try kit.signed(by: ["below"])
            #expect(try state(message, TrustStore(files: [file("issuing.pem")]))?.state == .valid)
            #expect(try state(message, TrustStore(files: [file("ca.pem")]))?.state == .unverifiable)
            let complete = try kit.signed(by: ["below"], options: ["-certfile", "issuing.pem"])
            #expect(try state(complete, TrustStore(files: [file("ca.pem")]))?.state == .valid)
        }

        @Test func `what is no authority is explained and not trusted`() throws {
            let files = try [file("rsa.pem"), file("rsa.key"), TrustFile(name: "x", bytes: [1, 2]), file("ec.csr")]
            let store = TrustStore(files: files)
            #expect(store.authorities == 0)
            #expect(store.problems.map(\.file) == files.map(\.name))
            #expect(store.problems[0].message.contains("«ROSSI MARIO», che non è un'autorità"))
            #expect(store.problems[1].message.contains("chiave privata"))
            #expect(try state(kit.signed(), store)?.state == .unverifiable)
        }

        @Test func `a withdrawn certificate depends on when it was withdrawn`() throws {
            try kit.makeSigner("lost", key: SigningKit.ec, subject: "/CN=SMARRITA")
            let message = try kit.signed(by: ["lost"])
            let past = try kit.revocationList(of: "lost", at: "200101000000Z")
            let before = try #require(try state(message, TrustStore(files: [file("ca.pem"), past])))
            #expect(before.state == .invalid)
            #expect(before.reason?.contains("revocato dal 01/01/2020") == true)
            let later = try kit.revocationList(of: "lost", at: "490101000000Z")
            let after = try #require(try state(message, TrustStore(files: [file("ca.pem"), later])))
            #expect(after.state == .unverifiable)
            #expect(after.reason?.contains("solo dichiarato") == true)
            #expect(try state(kit.signed(), TrustStore(files: [file("ca.pem"), past]))?.state == .valid)
        }

        @Test func `a list that no trusted authority has signed is explained and not used`() throws {
            try kit.makeSigner("kept", key: SigningKit.ec, subject: "/CN=TENUTA")
            let list = try kit.revocationList(of: "kept", at: "200101000000Z")
            let store = TrustStore(files: [try file("stranger.pem"), list])
            #expect(store.problems.map(\.file) == [list.name])
        }

        @Test func `a folder is read but for explanations and hidden files`() throws {
            let folder = kit.folder.appending(path: "trust")
            try FileManager.default.createDirectory(
                at: folder.appending(path: "below"), withIntermediateDirectories: true)
            for (name, content) in [("README.md", "x"), (".hidden", "x"), ("note.txt", "x")] {
                try Data(content.utf8).write(to: folder.appending(path: name))
            }
            try Data(kit.read("ca.pem")).write(to: folder.appending(path: "ca.pem"))
            let store = TrustStore(folder: FilePath(folder.path))
            #expect(store.authorities == 1)
            #expect(Set(store.problems.map(\.file)) == ["below", "note.txt"])
            #expect(TrustStore(folder: FilePath(folder.path + "/none")).problems.count == 1)
        }
    }
}

extension SigningKit {
    /// A list by which `ca` withdraws a signer's certificate.
    fileprivate func revocationList(of signer: String, at time: String) throws -> TrustFile {
        let name = UUID().uuidString
        try write([], to: "\(name).index")
        let settings = """
            [ca]
            default_ca = c
            [c]
            database = \(path("\(name).index"))
            default_md = sha256
            default_crl_days = 30
            """
        try write(Array(settings.utf8), to: "\(name).cnf")
        let common = ["ca", "-config", "\(name).cnf", "-cert", "ca.pem", "-keyfile", "ca.key"]
        try openssl(common + ["-revoke", "\(signer).pem"])
        // The command knows only now as the time of withdrawal; its own index is where another can be said.
        var fields = String(decoding: try read("\(name).index"), as: UTF8.self).split(
            separator: "\t", omittingEmptySubsequences: false
        ).map(String.init)
        fields[2] = time
        try write(Array(fields.joined(separator: "\t").utf8), to: "\(name).index")
        try openssl(common + ["-gencrl", "-out", "\(name).crl"])
        return TrustFile(name: "\(name).crl", bytes: try read("\(name).crl"))
    }
}

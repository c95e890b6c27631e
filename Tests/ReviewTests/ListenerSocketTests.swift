// SPDX-License-Identifier: EUPL-1.2

import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Review

/// The gateway's socket on its way to its name.
@Suite struct ListenerSocketTests {
    private func mode(_ path: String) throws -> UInt16? {
        try (FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.uint16Value
    }

    @Test func `nobody but its owner reaches it before it has its rights`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path.appending("gateway.sock").string
        let socket = ListenerSocket(path: path, mode: 0o660)
        try socket.prepare()
        let private_ = FilePath(socket.place).removingLastComponent().string
        #expect(try mode(private_) == 0o700)
        // As a process without a mask would make it.
        #expect(
            FileManager.default.createFile(atPath: socket.place, contents: nil, attributes: [.posixPermissions: 0o777]))
        #expect(!FileManager.default.fileExists(atPath: path))
        try socket.publish()
        #expect(try mode(path) == 0o660)
        #expect(!FileManager.default.fileExists(atPath: private_))
    }

    @Test func `a folder that an earlier start left open is closed, and a file in its place is left alone`() throws {
        let folder = try TemporaryFolder()
        let socket = ListenerSocket(path: folder.path.appending("gateway.sock").string, mode: 0o660)
        try FileManager.default.createDirectory(
            atPath: FilePath(socket.place).removingLastComponent().string, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o777])
        try socket.prepare()
        #expect(try mode(FilePath(socket.place).removingLastComponent().string) == 0o700)
        try folder.write(Array("altro".utf8), to: "gateway.sock")
        #expect(throws: (any Error).self) { try socket.prepare() }
    }
}

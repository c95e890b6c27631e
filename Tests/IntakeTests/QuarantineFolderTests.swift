// SPDX-License-Identifier: EUPL-1.2

import Domain
import Foundation
import Storage
import SystemPackage
import TestSupport
import Testing

@testable import Intake

/// The folder that shows what lies in quarantine, held against the ledger again and again.
struct QuarantineFolderTests {
    private let house: TestHouse
    private let quarantine: QuarantineFolder
    private let delivery: Delivery

    init() async throws {
        house = try TestHouse()
        let archive = try DocumentArchive(folder: house.folder.path)
        quarantine = try QuarantineFolder(data: house.folder.path, archive: archive)
        let path = try house.folder.write(Array("documento".utf8), to: "dato")
        let file = try FileDescriptor.open(path, .readOnly)
        let kept = try file.closeAfter { try archive.keep(file, upTo: 9) }
        let id = try await house.store.register([
            Arrival(
                sender: "ospedale", senderKind: .hospital, name: "a.pdf", sha256: kept.sha256, size: 9,
                asl: TestHouse.asl("010203"), district: nil)
        ])[0]
        delivery = try #require(try await house.reader.deliveries([id]).first)
    }

    private func mirror(_ reason: FindingCode?) throws {
        try quarantine.mirror(
            reason.map {
                [QuarantinedFile(delivery: delivery, reason: Finding($0), since: Timestamp(seconds: 0))]
            } ?? [])
    }

    private var names: [String] { get throws { try house.folder.files(under: "quarantine") } }

    private var reason: String {
        get throws {
            let path = house.folder.path.appending("quarantine").appending("\(name).motivo.txt")
            return try String(contentsOf: URL(filePath: path.string), encoding: .utf8)
        }
    }

    private var name: String { "\(delivery.id.value)-\(delivery.arrival.sha256)" }

    @Test func `a file that turns out to be infected is taken away, and its new reason is told`() throws {
        try mirror(.virusNotScanned)
        #expect(try names == [name, "\(name).motivo.txt"])
        try mirror(.virusFound)
        #expect(try names == ["\(name).motivo.txt"])
        #expect(try reason.contains("virus-found"))
    }

    @Test func `a file that turns out not to be infected is shown again`() throws {
        try mirror(.virusFound)
        try mirror(.contentUnrecognised)
        #expect(try names == [name, "\(name).motivo.txt"])
        #expect(try reason.contains("content-unrecognised"))
    }

    @Test func `what is no longer in quarantine is not shown`() throws {
        try mirror(.contentUnrecognised)
        try mirror(nil)
        #expect(try names.isEmpty)
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Domain
import SystemPackage
import Testing

@testable import Settings

@Suite struct ShippedSettingsTests {
    private static let root = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .removingLastComponent()
    private let file = Self.root.appending("config/esenzioni.yml")

    @Test func `the shipped file states every default of the code`() throws {
        let entries = try SettingsLoader.load(file: file).explained()
        let ours = entries.filter { !$0.key.hasPrefix("senders.") || $0.key.hasPrefix("senders.default.") }
        for entry in ours {
            #expect(entry.isDefault, "\(entry.key) is \(entry.value)")
            #expect(entry.line != nil, "\(entry.key) is not in the file")
        }
        #expect(ours.map(\.key) == DaemonSettings(root: "/r").explained().map(\.key))
    }

    @Test func `the shipped file declares a hospital and a portal`() throws {
        let settings = try SettingsLoader.load(file: file)
        #expect(settings.root == Self.root)
        #expect(settings.senders.all.map(\.name) == ["default", "citta-salute", "portale"])
        #expect(settings.senders.all.map(\.kind) == [.hospital, .hospital, .portal])
    }
}

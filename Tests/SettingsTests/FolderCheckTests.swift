// SPDX-License-Identifier: EUPL-1.2

import Foundation
import SystemPackage
import Testing

@testable import Settings

@Suite struct FolderCheckTests {
    @Test func `folders that are there or can be made are well`() throws {
        let file = try SettingsFile("")
        for name in ["config/catalogue/x", "config/schemas/x", "config/trust/x", "templates/x", "inbox/x"] {
            try file.folder.write("", to: name)
        }
        #expect(try FolderCheck.problems(in: file.load()).isEmpty)
    }

    @Test func `a folder that the program only reads must be there`() throws {
        let file = try SettingsFile("")
        try file.folder.write("", to: "templates")
        let problems = try FolderCheck.problems(in: file.load())
        #expect(problems.map(\.key) == ["catalogue", "schemas", "trust", "templates"])
        #expect(problems.last?.message.hasSuffix("è un file, ci vuole una cartella") == true)
    }

    @Test func `a path through a file can be no folder`() throws {
        let file = try SettingsFile("data: taken/var\ncatalogue: .\nschemas: .\ntrust: .\ntemplates: .")
        try file.folder.write("", to: "taken")
        let problem = try #require(try FolderCheck.problems(in: file.load()).first)
        #expect(problem.key == "data")
        #expect(problem.line == 1)
        #expect(problem.message.contains("non si può creare"))
    }

    @Test func `what is written must not lie in the inbox or share a folder`() throws {
        let file = try SettingsFile(
            "receipts: inbox/out\naura: {outbox: a, replies: a}\ncatalogue: .\nschemas: .\ntrust: .\ntemplates: ."
        )
        let problems = try FolderCheck.problems(in: file.load())
        #expect(problems.map(\.key) == ["receipts", "aura.replies"])
    }

    @Test func `replies are not looked for among the receipts of senders`() throws {
        let file = try SettingsFile("receipts: r\naura: {outbox: a, replies: r/ospedale}\n" + Self.reading)
        #expect(try FolderCheck.problems(in: file.load()).map(\.key) == ["aura.replies"])
    }

    private static let reading = "catalogue: .\nschemas: .\ntrust: .\ntemplates: ."

    @Test(arguments: [
        ("inbox: link\n", "link", "var", "data"), ("receipts: link\n", "link", "inbox/ospedale", "receipts"),
        ("data: link\n", "link", "inbox/ospedale", "data"), ("data: link/var\n", "link", "inbox", "data"),
        ("aura: {outbox: link/a}\n", "link", "inbox", "aura.outbox"),
        ("", "var/documents", "inbox/ospedale", "data"), ("", "var/outbox/receipts/default", "inbox", "receipts"),
    ])
    func `a link leads no folder into another unseen`(yaml: String, link: String, target: String, key: String) throws {
        let file = try SettingsFile(yaml + Self.reading)
        try file.folder.write("", to: "inbox/ospedale/x")
        try file.folder.write("", to: "var/outbox/receipts/x/y")
        let files = FileManager.default
        try files.createSymbolicLink(
            atPath: file.folder.root.pushing(FilePath(link)).string,
            withDestinationPath: file.folder.root.pushing(FilePath(target)).string)
        let problems = try FolderCheck.obstacles(in: file.load())
        #expect(problems.map(\.key).contains(key))
        #expect(try FolderCheck.overlaps(in: file.load()).count == problems.count)
    }

    @Test(arguments: ["documents", "incoming", "quarantine/a"])
    func `nobody else's papers go into the daemon's own folders`(inner: String) throws {
        let file = try SettingsFile("receipts: var/\(inner)\n" + Self.reading)
        let problem = try #require(try FolderCheck.obstacles(in: file.load()).first)
        #expect(problem.key == "receipts")
        #expect(problem.line == 1)
    }
}

// SPDX-License-Identifier: EUPL-1.2

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
}

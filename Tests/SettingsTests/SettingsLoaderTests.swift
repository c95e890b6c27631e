// SPDX-License-Identifier: EUPL-1.2

import Domain
import SystemPackage
import Testing

@testable import Settings

@Suite struct SettingsLoaderTests {
    @Test func `an empty file gives the defaults`() throws {
        let file = try SettingsFile("")
        let settings = try file.load()
        #expect(settings.web.port == 8080)
        #expect(settings.folders.inbox == file.folder.root.appending("inbox"))
        #expect(settings.aura.replies == file.folder.root.appending("var/outbox/aura/replies"))
        #expect(settings.senders.all.map(\.name) == ["default"])
        #expect(settings.explained().filter { !$0.isDefault }.isEmpty)
    }

    @Test func `values of the file take the place of the defaults`() throws {
        let file = try SettingsFile(
            """
            data: /srv/esenzioni
            intake:
              settle_seconds: 0.5
              ignore: ["*.bak", "*.old"]
            web: {port: 0, secure_cookie: true}
            log:
              level: debug
            """
        )
        let settings = try file.load()
        #expect(settings.folders.database == "/srv/esenzioni/esenzioni.sqlite")
        #expect(settings.intake.settleSeconds == 0.5)
        #expect(settings.intake.ignore == ["*.bak", "*.old"])
        #expect(settings.web.port == 0)
        #expect(settings.web.secureCookie)
        #expect(settings.log.level == .debug)
        let port = try #require(settings.explained().first { $0.key == "web.port" })
        #expect(!port.isDefault)
        #expect(port.value == "0")
        #expect(port.line == 5)
    }

    @Test func `relative paths count from the root that the file names`() throws {
        let settings = try SettingsFile("root: ../elsewhere/./x/..\ninbox: drops/").load()
        #expect(settings.root.ends(with: "elsewhere"))
        #expect(settings.folders.inbox == settings.root.appending("drops"))
    }

    @Test func `the environment counts before the file, and an override before both`() throws {
        let file = try SettingsFile("web: {port: 1, page_size: 10}\nintake: {ignore: [a]}")
        let settings = try file.load(
            environment: [
                "ESENZIONI_WEB_PORT": "2", "ESENZIONI_WEB_PAGE_SIZE": "20", "ESENZIONI_INTAKE_IGNORE": "x, y",
                "ESENZIONI_ROOT": "/r", "OTHER": "z",
            ],
            overrides: ["web.port": "3"]
        )
        #expect(settings.web.port == 3)
        #expect(settings.web.pageSize == 20)
        #expect(settings.intake.ignore == ["x", "y"])
        #expect(settings.root == "/r")
    }

    @Test func `what is written without quotes stays as it is written`() throws {
        let settings = try SettingsFile("senders: {uno: {asl: 010203, name: 0x1F}}").load()
        let sender = try #require(settings.senders["uno"])
        #expect(sender.asl.value == "010203")
        #expect(sender.displayName == "0x1F")
    }

    @Test func `a sender takes ASL and district of the default where it names none`() throws {
        let settings = try SettingsFile(
            """
            senders:
              default: {asl: 203, district: AREA M.CENTRO}
              uno: {kind: portal}
              due: {asl: 010211}
            """
        ).load()
        #expect(settings.senders.standard.asl.value == "010203")
        let uno = try #require(settings.senders["uno"])
        #expect(uno == Sender(name: "uno", kind: .portal, displayName: "uno", asl: uno.asl, district: "AREA M.CENTRO"))
        #expect(uno.asl.value == "010203")
        #expect(settings.senders["due"]?.district == nil)
        #expect(settings.senders["tre"] == nil)
    }

    @Test func `a missing file is one problem that names it`() {
        let fault = #expect(throws: SettingsFault.self) { try SettingsLoader.load(file: "/nowhere/esenzioni.yml") }
        #expect(fault?.description == "/nowhere/esenzioni.yml: il file manca")
    }

    @Test(arguments: [
        ("~$lettera.docx", true), ("a.part", true), ("A.PART", true), ("partenza.pdf", false), ("thumbs.DB", true),
        ("certificato.pdf", false), ("._x", true), ("@eaDir", true), (".part", true),
    ])
    func `names of unfinished and stray files are ignored`(name: String, isIgnored: Bool) {
        #expect(DaemonSettings(root: "/r").intake.ignores(name) == isIgnored)
    }
}

// SPDX-License-Identifier: EUPL-1.2

import HTTPTypes
import TestSupport
import Testing

@testable import Review

/// The accessibility statement is open to everybody and linked from every page.
@Suite struct StatementTests {
    @Test func `everybody may read it, and every page leads to it`() async throws {
        var desk = try TestDesk()
        desk.settings.owner = "Regione Piemonte"
        desk.settings.accessibilityContact = "mailto:a@example.org"
        desk.settings.privacy = "https://example.org/privacy"
        try await desk.run { client in
            var visitor = Visitor(client: client)
            let signIn = try await visitor.get("/accesso")
            #expect(signIn.text.contains("href=\"/accessibilita\""))
            #expect(signIn.text.contains("href=\"https://example.org/privacy\""))
            let page = try await visitor.get("/accessibilita")
            #expect(page.status == .ok)
            for word in ["Dichiarazione di accessibilità", "Stato di conformità", "Regione Piemonte", "a@example.org"] {
                #expect(page.words.contains(word), "\(word)")
            }
        }
    }

    @Test func `without a configuration it names nobody`() async throws {
        try await TestDesk().run { client in
            var visitor = Visitor(client: client)
            let words = try await visitor.get("/accessibilita").words
            #expect(words.contains("L'ente che offre il servizio"))
            #expect(words.contains("recapiti del suo sito istituzionale"))
        }
    }
}

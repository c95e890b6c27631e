// SPDX-License-Identifier: EUPL-1.2

internal import Hummingbird

/// `/accessibilita`: the accessibility statement, open to everybody.
struct StatementRoutes: Sendable {
    let renderer: PageRenderer
    let settings: DeskSettings

    func addRoutes(to router: Router<DeskContext>) {
        router.get("/accessibilita") { _, _ in
            try renderer.page(StatementModel(settings, frame: renderer.frame("Dichiarazione di accessibilità")))
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import HTTPTypes
package import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// The desk as one application: the daemon and the tests get it from the same function.
package struct ReviewApplication: Sendable {
    /// Loads the templates and the assets, and lays out the routes.
    ///
    /// - Throws: `ReviewError` when a template or an asset is missing or unsound.
    package static func build(desk: Desk) async throws -> some ApplicationProtocol {
        let assets = try StaticAssets(
            folder: desk.assets, setUp: desk.settings.setUpAssets,
            made: [ExemptionList.name: ExemptionList.json(desk.catalogue)])
        let renderer = try PageRenderer(templates: desk.templates, assets: assets, site: PageSite(desk.settings))
        let sessions = SessionStore(settings: desk.settings, clock: desk.clock)
        let router = Router(context: DeskContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: RequestLog())
        router.add(middleware: SecurityHeaders())
        router.add(middleware: PagePacking())
        router.add(middleware: ErrorPages(renderer: renderer))
        router.add(middleware: FormReading())
        assets.addRoutes(to: router)
        HealthRoutes(desk: desk).addRoutes(to: router)
        StatementRoutes(renderer: renderer, settings: desk.settings).addRoutes(to: router)
        addPages(to: router, desk, sessions, renderer)
        return Application(
            router: router,
            server: .http1(configuration: .init(idleTimeout: .seconds(idleConnection))),
            configuration: ApplicationConfiguration(
                address: .hostname(desk.settings.host, port: desk.settings.port)),
            logger: desk.logger)
    }

    /// Seconds after which a connection on which nothing comes is closed.
    private static let idleConnection: Int64 = 120

    private static func addPages(
        to router: Router<DeskContext>, _ desk: Desk, _ sessions: SessionStore, _ renderer: PageRenderer
    ) {
        let isSecure = desk.settings.secureCookie
        let signIn = SignInRoutes(
            gate: SignInGate(store: desk.store, settings: desk.settings, clock: desk.clock), sessions: sessions,
            renderer: renderer, sessionCookie: .session(secure: isSecure), signInCookie: .signIn(secure: isSecure))
        signIn.addRoutes(to: router)
        let guarded = router.group().add(
            middleware: RequireSignIn(store: desk.store, sessions: sessions, cookie: .session(secure: isSecure)))
        let pages = guarded.group(context: SignedInContext.self)
        signIn.addSignOut(to: pages)
        let download = DocumentDownload(document: desk.document)
        let gallery = PageGallery(desk: desk)
        let pictures = PictureDelivery(gallery: gallery)
        let practices = PracticeDesk(desk: desk, sessions: sessions, renderer: renderer, gallery: gallery)
        DeskRoutes(desk: desk, sessions: sessions, renderer: renderer).addRoutes(to: pages)
        KeyRoutes(sessions: sessions, renderer: renderer, isSecure: isSecure).addRoutes(to: pages)
        PracticeRoutes(practices: practices, download: download, pictures: pictures).addRoutes(to: pages)
        DecisionRoutes(practices: practices).addRoutes(to: pages)
        DraftRoutes(practices: practices).addRoutes(to: pages)
        CatalogueRoutes(practices: practices).addRoutes(to: pages)
        UnmatchedRoutes(desk: desk, sessions: sessions, renderer: renderer, download: download, pictures: pictures)
            .addRoutes(to: pages)
        ServiceRoutes(desk: desk, sessions: sessions, renderer: renderer).addRoutes(to: pages)
    }
}

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
        let router = try router(desk: desk, register: RouteRegister())
        return Application(
            router: router,
            server: .http1(configuration: .init(idleTimeout: .seconds(idleConnection))),
            configuration: ApplicationConfiguration(
                address: .hostname(desk.settings.host, port: desk.settings.port)),
            logger: desk.logger)
    }

    /// - Parameter register: is told of every route behind the sign-in.
    static func router(desk: Desk, register: RouteRegister) throws -> Router<DeskContext> {
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
        addPages(to: router, desk, sessions, renderer, register)
        return router
    }

    /// Seconds after which a connection on which nothing comes is closed.
    private static let idleConnection: Int64 = 120

    private static func addPages(
        to router: Router<DeskContext>, _ desk: Desk, _ sessions: SessionStore, _ renderer: PageRenderer,
        _ register: RouteRegister
    ) {
        let isSecure = desk.settings.secureCookie
        let book = AccessBook(store: desk.store)
        let signIn = SignInRoutes(
            gate: SignInGate(store: desk.store, settings: desk.settings, clock: desk.clock), book: book,
            sessions: sessions, renderer: renderer, sessionCookie: .session(secure: isSecure),
            signInCookie: .signIn(secure: isSecure))
        signIn.addRoutes(to: router)
        let guarded = router.group().add(
            middleware: RequireSignIn(store: desk.store, sessions: sessions, cookie: .session(secure: isSecure)))
        let pages = GuardedRoutes(guarded.group(context: SignedInContext.self), book: book, register: register)
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

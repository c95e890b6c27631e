// SPDX-License-Identifier: EUPL-1.2

internal import HTTPTypes
package import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore

/// The desk as applications, one a listener: the daemon and the tests get them from the same function.
package struct ReviewApplication: Sendable {
    private let desk: Desk
    private let assets: StaticAssets
    private let renderer: PageRenderer
    private let sessions: SessionStore
    private let gate: SignInGate
    private let signIns: Allowance
    private let requests: Allowance
    private let gallery: PageGallery
    private let words: WordShelf

    /// Loads the templates and the assets.
    ///
    /// - Throws: `ReviewError` when a template or an asset is missing or unsound.
    package init(desk: Desk) throws {
        self.desk = desk
        assets = try StaticAssets(
            folder: desk.assets, setUp: desk.settings.setUpAssets,
            made: [ExemptionList.name: ExemptionList.json(desk.catalogue)])
        renderer = try PageRenderer(
            templates: desk.templates, assets: assets, site: PageSite(desk.settings),
            life: (desk.settings.sessionIdle, desk.settings.sessionMax), clock: desk.clock)
        sessions = SessionStore(settings: desk.settings, clock: desk.clock)
        gate = SignInGate(store: desk.store, settings: desk.settings)
        signIns = SignInBrake.allowance(desk)
        requests = RateLimit.allowance(desk)
        gallery = PageGallery(desk: desk)
        words = WordShelf(desk: desk)
    }

    /// The desk behind one listener; all of them share their sessions, their limits and what is kept in memory.
    package func application(_ listener: Listener) -> some ApplicationProtocol {
        let patience = desk.settings.requestSeconds
        let crowd = Crowd(places: desk.settings.maxConnections)
        let tls = listener.tls
        let socket = listener.socket
        var application = Application(
            router: router(listener.entrance, register: RouteRegister()),
            server: HTTPServerBuilder { responder in
                DeskChannel(responder: responder, tls: tls, patience: patience, crowd: crowd)
            },
            configuration: ApplicationConfiguration(
                address: listener.address,
                availableConnectionsDelegate: MaximumAvailableConnections(desk.settings.maxConnections)),
            onServerRunning: { _ in publish(socket) },
            logger: desk.logger)
        if let socket { application.beforeServerStarts { try socket.prepare() } }
        return application
    }

    private func publish(_ socket: ListenerSocket?) {
        do {
            try socket?.publish()
        } catch {
            desk.logger.error("The gateway cannot reach the service", metadata: ["reason": "\(error)"])
        }
    }

    /// - Parameter register: is told of every route behind the sign-in.
    func router(_ entrance: Entrance, register: RouteRegister) -> Router<DeskContext> {
        let isSecure = desk.settings.secureCookie
        let router = Router(context: DeskContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: RequestLog())
        router.add(middleware: SecurityHeaders(isSecure: isSecure))
        router.add(middleware: PagePacking())
        router.add(middleware: ErrorPages(renderer: renderer))
        router.add(
            middleware: EntranceMark(entrance: entrance, gateway: desk.doors.gateway, proxies: desk.settings.proxies))
        router.add(
            middleware: RateLimit(sessions: sessions, cookie: .session(secure: isSecure), allowance: requests))
        router.add(middleware: FormReading())
        assets.addRoutes(to: router)
        HealthRoutes(desk: desk).addRoutes(to: router)
        StatementRoutes(renderer: renderer, settings: desk.settings).addRoutes(to: router)
        addPages(to: router, entrance, register)
        return router
    }

    private func addPages(to router: Router<DeskContext>, _ entrance: Entrance, _ register: RouteRegister) {
        let isSecure = desk.settings.secureCookie
        let hall = SignInHall(desk: desk, sessions: sessions, renderer: renderer)
        let doors = router.group().add(
            middleware: SignInBrake(allowance: signIns, store: desk.store, cookie: hall.browserCookie))
        SignInRoutes(hall: hall, gate: gate).addRoutes(to: router, doors)
        switch entrance {
        case .pages: break
        case .certificate: CertificateRoutes(hall: hall).addRoutes(to: doors)
        case .gateway: GatewayRoutes(hall: hall).addRoutes(to: doors)
        }
        OpenIDRoutes(hall: hall).addRoutes(to: doors)
        let guarded = router.group()
            .add(
                middleware: RequireSignIn(
                    store: desk.store, sessions: sessions, cookie: .session(secure: isSecure), doors: desk.doors,
                    clock: desk.clock))
        let pages = GuardedRoutes(
            guarded.group(context: SignedInContext.self), book: AccessBook(store: desk.store), register: register)
        SessionRoutes(hall: hall).addRoutes(to: pages)
        SecretRoutes(hall: hall, gate: gate).addRoutes(to: pages)
        addDesk(to: pages)
    }

    private func addDesk(to pages: GuardedRoutes) {
        let download = DocumentDownload(document: desk.document)
        let pictures = PictureDelivery(gallery: gallery)
        let practices = PracticeDesk(
            desk: desk, sessions: sessions, renderer: renderer, gallery: gallery, words: words)
        DeskRoutes(desk: desk, sessions: sessions, renderer: renderer).addRoutes(to: pages)
        KeyRoutes(sessions: sessions, renderer: renderer, isSecure: desk.settings.secureCookie).addRoutes(
            to: pages)
        PracticeRoutes(practices: practices, download: download, pictures: pictures).addRoutes(to: pages)
        DecisionRoutes(practices: practices).addRoutes(to: pages)
        DraftRoutes(practices: practices).addRoutes(to: pages)
        CatalogueRoutes(practices: practices).addRoutes(to: pages)
        UnmatchedRoutes(
            desk: desk, sessions: sessions, renderer: renderer, download: download, pictures: pictures, words: words
        ).addRoutes(to: pages)
        ServiceRoutes(desk: desk, sessions: sessions, renderer: renderer).addRoutes(to: pages)
    }
}

extension Listener {
    fileprivate var address: BindAddress {
        switch place {
        case .host(let host, let port): .hostname(host, port: port)
        case .socket(let path, let mode): .unixDomainSocket(path: ListenerSocket(path: path, mode: mode).place)
        }
    }

    fileprivate var socket: ListenerSocket? {
        guard case .socket(let path, let mode) = place else { return nil }
        return ListenerSocket(path: path, mode: mode)
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import Storage

/// What a route behind the sign-in does to personal data, as the access log tells it.
enum RouteAct: Hashable, Sendable {
    case recorded(AccessAct)
    /// Nothing: a read for the viewer fails here, so that this cannot be said of a page that shows somebody.
    case impersonal
}

/// The only way to add a route behind the sign-in: each says what it does, and nothing that it makes leaves before the access
/// log holds who looked, from where, and at whom.
///
/// Pages get these and no router of their own. A route that is added past them could not read anything for its viewer, since
/// its act is not declared; a test compares the router's routes with those declared here.
struct GuardedRoutes {
    typealias Action = @Sendable (Request, SignedInContext) async throws -> Response

    private let routes: RouterGroup<SignedInContext>
    private let book: AccessBook
    private let register: RouteRegister

    init(_ routes: RouterGroup<SignedInContext>, book: AccessBook, register: RouteRegister) {
        self.routes = routes
        self.book = book
        self.register = register
    }

    func get(_ path: RouterPath, _ act: RouteAct, use action: @escaping Action) {
        add(.get, path, act, action)
    }

    func post(_ path: RouterPath, _ act: RouteAct, use action: @escaping Action) {
        add(.post, path, act, action)
    }

    private func add(_ method: HTTPRequest.Method, _ path: RouterPath, _ act: RouteAct, _ action: @escaping Action) {
        register.routes.append(DeclaredRoute(method: method, path: path.description, act: act))
        routes.on(path, method: method) { [book] request, context in
            try await book.answer(request, context, act, action)
        }
    }
}

/// A route behind the sign-in and what it does.
struct DeclaredRoute: Hashable, Sendable {
    let method: HTTPRequest.Method
    let path: String
    let act: RouteAct
}

/// The routes that were declared, for the test that compares them with those of the router.
final class RouteRegister {
    fileprivate(set) var routes: [DeclaredRoute] = []
}

extension AccessBook {
    fileprivate func answer(
        _ request: Request, _ context: SignedInContext, _ act: RouteAct, _ action: GuardedRoutes.Action
    ) async throws -> Response {
        guard case .recorded(let act) = act else { return try await action(request, context) }
        let access = context.viewer.access
        access.declare(act, detail: request.uri.string.accessDetail)
        let response: Response
        do {
            response = try await action(request, context)
        } catch {
            access.conclude(AccessOutcome(error))
            try await write(access, context.logger)
            throw error
        }
        if let outcome = AccessOutcome(response.status) { access.conclude(outcome) }
        try await write(access, context.logger)
        return response
    }
}

extension String {
    /// The address as asked for, filters of a search included; what is longer than any page of ours makes it is cut.
    fileprivate var accessDetail: String { String(prefix(1000)) }
}

// SPDX-License-Identifier: EUPL-1.2

internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Storage

/// Turns whatever goes wrong into a page that says what happened and what to do; details go to the log only.
struct ErrorPages: RouterMiddleware {
    typealias Context = DeskContext

    let renderer: PageRenderer

    @concurrent
    func handle(
        _ request: Request, context: DeskContext, next: @concurrent (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch PageRefusal.signInNeeded {
            return .redirect(to: "/accesso")
        } catch let refusal as PageRefusal {
            return try page(refusal.status)
        } catch let error as any HTTPResponseError {
            return try page(error.status)
        } catch {
            log(error, context.logger)
            return try page(.internalServerError)
        }
    }

    private func page(_ status: HTTPResponse.Status) throws -> Response {
        let model = RefusalModel(status: status, frame: renderer.frame)
        return try renderer.page(model, status: status)
    }

    /// Only the store's own errors are known to hold no personal data; of others the kind must do.
    private func log(_ error: any Error, _ logger: Logger) {
        let text = (error as? StoreError).map { "\($0)" } ?? "\(type(of: error))"
        logger.error("request failed", metadata: ["error": "\(text)"])
    }
}

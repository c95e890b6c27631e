// SPDX-License-Identifier: EUPL-1.2

internal import HTTPTypes
internal import Hummingbird

/// Reads what is posted, once, up to a limit, and only where the browser does not say that another site sent it.
struct FormReading: RouterMiddleware {
    typealias Context = DeskContext

    /// Bytes: two long notes and the few short fields fit many times.
    static let limit = 64 * 1024

    @concurrent
    func handle(
        _ request: Request, context: DeskContext, next: @concurrent (Request, DeskContext) async throws -> Response
    ) async throws -> Response {
        guard request.method == .post else { return try await next(request, context) }
        guard !request.isFromElsewhere else { throw PageRefusal.formNotOurs }
        let type = request.headers[.contentType] ?? ""
        guard type.lowercased().hasPrefix("application/x-www-form-urlencoded") else { throw PageRefusal.badForm }
        var context = context
        context.form = FormFields(urlEncoded: String(buffer: try await body(of: request)))
        return try await next(request, context)
    }

    /// A body whose end the parser cannot make out is the sender's fault and none of the daemon's: anybody could otherwise fill
    /// the journal with errors at which somebody has to look.
    private func body(of request: Request) async throws -> ByteBuffer {
        do { return try await request.body.collect(upTo: Self.limit) } catch let error as any HTTPResponseError {
            throw error
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw PageRefusal.badForm
        }
    }
}

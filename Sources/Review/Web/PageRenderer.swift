// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import HTTPTypes
internal import Hummingbird
internal import Mustache

/// The templates, all loaded at the start, and the pages they make.
struct PageRenderer: Sendable {
    private let library: MustacheLibrary
    private let assets: StaticAssets

    /// - Throws: `ReviewError` when a template is missing or cannot be parsed.
    init(templates folder: String, assets: StaticAssets) async throws {
        do {
            library = try await MustacheLibrary(directory: folder)
        } catch let error as MustacheLibrary.ParserError {
            throw ReviewError.templateUnsound(
                "\(error.filename):\(error.context.lineNumber): \(error.error)")
        }
        for template in PageTemplate.allCases where library.getTemplate(named: template.rawValue) == nil {
            throw ReviewError.templateMissing(template.rawValue)
        }
        self.assets = assets
    }

    /// The frame of a page for somebody who is signed in.
    func frame(_ title: String, _ context: SignedInContext, at place: PageFrame.Place? = nil) -> PageFrame {
        PageFrame(
            title: title, stylesheet: assets.address(StaticAssets.stylesheet),
            icon: assets.address(StaticAssets.icon),
            person: FramePerson(
                name: context.viewer.name, role: context.viewer.role.rawValue,
                formToken: context.session.formToken.value, canMatch: context.viewer.role.has(.matchDocuments),
                isAtDesk: place == .desk, isAtUnmatched: place == .unmatched))
    }

    /// The frame of a page for somebody who is not.
    func frame(_ title: String) -> PageFrame {
        PageFrame(
            title: title, stylesheet: assets.address(StaticAssets.stylesheet),
            icon: assets.address(StaticAssets.icon), person: nil)
    }

    /// The page as text. Values are escaped by the templates' `{{ }}`.
    func text<Model: PageModel>(_ model: Model) throws -> String {
        guard let text = library.render(model, withTemplate: Model.template.rawValue) else {
            throw ReviewError.templateMissing(Model.template.rawValue)
        }
        return text
    }

    func page<Model: PageModel>(_ model: Model, status: HTTPResponse.Status = .ok) throws -> Response {
        let buffer = ByteBuffer(string: try text(model))
        return Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8", .contentLength: "\(buffer.readableBytes)"],
            body: .init(byteBuffer: buffer))
    }
}

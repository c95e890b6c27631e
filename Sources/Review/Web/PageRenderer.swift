// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Mustache
internal import Storage

/// The templates, all loaded at the start, and the pages they make.
struct PageRenderer: Sendable {
    private let library: MustacheLibrary
    private let assets: StaticAssets
    private let site: PageSite
    /// Seconds that a session lives, as pages tell it to their script.
    private let life: (idle: Int, maximum: Int)
    private let clock: @Sendable () -> Timestamp

    /// - Throws: `ReviewError` when a template is missing or cannot be parsed.
    init(
        templates folder: String, assets: StaticAssets, site: PageSite, life: (idle: Int, maximum: Int),
        clock: @escaping @Sendable () -> Timestamp
    ) throws {
        var library = MustacheLibrary()
        for template in PageTemplate.allCases {
            library.register(try Self.load(template, from: folder), named: template.rawValue)
        }
        self.library = library
        self.assets = assets
        self.site = site
        self.life = life
        self.clock = clock
    }

    /// One file, and not the whole folder: the templates of papers live there too, and are another room's.
    private static func load(_ template: PageTemplate, from folder: String) throws -> MustacheTemplate {
        guard let content = FileManager.default.contents(atPath: "\(folder)/\(template.rawValue).mustache") else {
            throw ReviewError.templateMissing(template.rawValue)
        }
        do {
            return try MustacheTemplate(string: String(decoding: content, as: UTF8.self))
        } catch let error as MustacheTemplate.ParserError {
            throw ReviewError.templateUnsound(
                "\(template.rawValue).mustache:\(error.context.lineNumber): \(error.error)")
        }
    }

    func address(ofAsset name: String) -> String { assets.address(name) }

    /// The frame of a page for somebody who is signed in.
    func frame(_ title: String, _ context: SignedInContext, at place: PageFrame.Place? = nil) -> PageFrame {
        frame(
            title,
            FramePerson(
                name: context.viewer.name, role: context.viewer.role.rawValue,
                formToken: context.session.formToken.value, idleSeconds: life.idle,
                lastSeconds: life.maximum - Int(clock().seconds - context.session.startedAt.seconds),
                places: PageFrame.Place.links(for: context.viewer.role, at: place)))
    }

    /// The frame of a page for somebody who is not.
    func frame(_ title: String) -> PageFrame { frame(title, nil) }

    private func frame(_ title: String, _ person: FramePerson?) -> PageFrame {
        PageFrame(title: title, assets: assets.linked, site: site, person: person)
    }

    /// The page as text. Values are escaped by the templates' `{{ }}`.
    func text<Model: PageModel>(_ model: Model) throws -> String {
        guard let text = library.render(TemplateValues(model), withTemplate: Model.template.rawValue) else {
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

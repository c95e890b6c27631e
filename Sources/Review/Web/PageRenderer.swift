// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Storage
internal import Templating

/// The templates, all loaded at the start, and the pages they make.
struct PageRenderer: Sendable {
    private let library: TemplateLibrary
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
        do {
            // One file each, and not the whole folder: the templates of papers live there too, and are another room's.
            library = try TemplateLibrary(PageTemplate.allCases.map(\.rawValue)) { name in
                FileManager.default.contents(atPath: "\(folder)/\(name).mustache").map { Array($0) }
            }
        } catch let fault as TemplateFault {
            throw ReviewError(fault)
        }
        self.assets = assets
        self.site = site
        self.life = life
        self.clock = clock
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
                places: PageFrame.Place.links(for: context.viewer.role, at: place),
                kept: Self.words(keptForms: context.keptForms)))
    }

    private static func words(keptForms count: Int) -> String? {
        switch count {
        case 0: nil
        case 1: "È conservato un testo che avevi inviato a sessione finita: riprendilo o eliminalo"
        default: "Sono conservati \(count) testi che avevi inviato a sessione finita: riprendili o eliminali"
        }
    }

    /// The frame of a page for somebody who is not.
    func frame(_ title: String) -> PageFrame { frame(title, nil) }

    private func frame(_ title: String, _ person: FramePerson?) -> PageFrame {
        PageFrame(title: title, assets: assets.linked, site: site, person: person)
    }

    /// The page as UTF-8. Values are escaped by the templates' `{{ }}`.
    func bytes<Model: PageModel>(_ model: Model) throws -> [UInt8] {
        guard let template = library[Model.template.rawValue] else {
            throw ReviewError.templateMissing(Model.template.rawValue)
        }
        return try template.filled(with: model)
    }

    func page<Model: PageModel>(_ model: Model, status: HTTPResponse.Status = .ok) throws -> Response {
        let buffer = ByteBuffer(bytes: try bytes(model))
        return Response(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8", .contentLength: "\(buffer.readableBytes)"],
            body: .init(byteBuffer: buffer))
    }
}

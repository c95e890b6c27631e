// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import Hummingbird

/// The stylesheets, scripts, fonts and images, read once at the start.
struct StaticAssets: Sendable {
    /// What every page links.
    let linked: PageAssets
    private let byName: [String: StaticAsset]
    private let byAddress: [String: StaticAsset]

    static let root = "/assets"
    static let stylesheet = "desk.css"
    static let icon = "icon.svg"

    /// Reads our own folder and, where it is there, that of the assets taken at set-up: their stylesheet comes before ours,
    /// which is written so that it looks well with and without them.
    ///
    /// - Parameters:
    ///   - setUp: the folder of the assets taken at set-up; it may be missing.
    ///   - made: further files that the program itself makes, by name.
    /// - Throws: `ReviewError.assetMissing` when our own folder has no stylesheet or no icon.
    init(folder: String, setUp: String? = nil, made: [String: [UInt8]] = [:]) throws {
        let own = try Self.files(in: folder)
        for name in [Self.stylesheet, Self.icon] where own[name] == nil {
            throw ReviewError.assetMissing("\(folder)/\(name)")
        }
        let others = try setUp.map(Self.files) ?? [:]
        let all = own.merging(others) { own, _ in own }.merging(made) { own, _ in own }
        var found = try Self.assets(all.filter { !$0.key.hasSuffix(".css") })
        let sheets = all.filter { $0.key.hasSuffix(".css") }.mapValues { Self.linking($0, to: found) }
        found.merge(try Self.assets(sheets)) { first, _ in first }
        byName = found
        byAddress = Dictionary(found.values.map { ($0.address, $0) }) { first, _ in first }
        func addresses(_ names: some Collection<String>, _ suffix: String) -> [String] {
            names.filter { $0.hasSuffix(suffix) }.sorted().compactMap { found[$0]?.address }
        }
        linked = PageAssets(
            stylesheets: addresses(Set(others.keys).subtracting(own.keys), ".css") + addresses(own.keys, ".css"),
            scripts: addresses(own.keys, ".js"), icon: found[Self.icon]?.address ?? "")
    }

    /// The address of a file as pages link it; empty where there is none.
    func address(_ name: String) -> String { byName[name]?.address ?? "" }

    func addRoutes(to router: Router<DeskContext>) {
        router.get("\(Self.root)/:name") { request, _ in
            guard let asset = byAddress[request.uri.path] else { throw PageRefusal.notFound }
            return asset.response(to: request)
        }
    }

    private static func files(in folder: String) throws -> [String: [UInt8]] {
        guard FileManager.default.fileExists(atPath: folder) else { return [:] }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }
        return names.reduce(into: [:]) { files, name in
            files[name] = FileManager.default.contents(atPath: "\(folder)/\(name)").map { [UInt8]($0) }
        }
    }

    private static func assets(_ files: [String: [UInt8]]) throws -> [String: StaticAsset] {
        try files.reduce(into: [:]) { $0[$1.key] = try StaticAsset(name: $1.key, bytes: $1.value) }
    }

    /// A stylesheet names fonts and pictures plainly, `url(name.woff2)`; the browser gets the address that changes.
    private static func linking(_ sheet: [UInt8], to assets: [String: StaticAsset]) -> [UInt8] {
        let text = assets.reduce(String(decoding: sheet, as: UTF8.self)) { text, asset in
            text.replacing("url(\(asset.key))", with: "url(\(asset.value.address))")
        }
        return Array(text.utf8)
    }
}

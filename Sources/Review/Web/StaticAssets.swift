// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Storage

/// The stylesheet and the images, read once at the start and served under an address that changes with their bytes.
struct StaticAssets: Sendable {
    private struct Asset {
        let bytes: [UInt8]
        let type: String
        let tag: String
    }

    private let assets: [String: Asset]
    private static let types: [Substring: String] = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
    ]

    static let stylesheet = "desk.css"
    static let icon = "icon.svg"
    static let script = "session.js"

    /// - Throws: `ReviewError.assetMissing` when the folder has no stylesheet or no icon.
    init(folder: String) throws {
        var found: [String: Asset] = [:]
        for name in [Self.stylesheet, Self.icon, Self.script] {
            let path = "\(folder)/\(name)"
            guard let content = FileManager.default.contents(atPath: path) else { throw ReviewError.assetMissing(path) }
            let bytes = [UInt8](content)
            let type = Self.types[name.split(separator: ".").last ?? ""] ?? "application/octet-stream"
            found[name] = Asset(bytes: bytes, type: type, tag: String(try ContentHash.of(bytes).value.prefix(16)))
        }
        assets = found
    }

    /// The address of an asset as pages link it.
    func address(_ name: String) -> String { "/assets/\(name)?v=\(assets[name]?.tag ?? "")" }

    func addRoutes(to router: Router<DeskContext>) {
        router.get("/assets/:name") { request, context in
            guard let name = context.parameters.get("name"), let asset = assets[name] else {
                throw PageRefusal.notFound
            }
            let tag = "\"\(asset.tag)\""
            var headers: HTTPFields = [
                .eTag: tag, .cacheControl: "public, max-age=31536000, immutable", .contentType: asset.type,
            ]
            if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
            headers[.contentLength] = "\(asset.bytes.count)"
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: asset.bytes)))
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import HTTPTypes
internal import Hummingbird

/// Where a sign-in leads: the page of the desk that was asked for without a session, filters included. Whatever else an address
/// says is not followed, so that no link to the sign-in can lead out of the desk.
struct ReturnPath: Hashable, Sendable {
    let value: String

    /// The name of the field and of the part of the address that carries it.
    static let name = "poi"

    /// First parts of the addresses of pages; the list itself has none.
    private static let places: Set<Substring> = ["", "pratiche", "documenti-da-abbinare", "stato", "tasti", "sessioni"]
    /// Beside letters and digits; neither what ends a header's value nor what a browser reads as another host.
    private static let signs = Set("-._~/?&=%+,:@!*'()".utf8)
    private static let longest = 2000

    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count <= Self.longest, bytes.first == UInt8(ascii: "/"),
            bytes.dropFirst().first != UInt8(ascii: "/"), bytes.allSatisfy(Self.isPlain)
        else { return nil }
        let path = text.prefix { $0 != "?" }
        let parts = path.split(separator: "/")
        guard text != "/", Self.places.contains(parts.first ?? ""), !path.hasSuffix(".json"), !path.hasSuffix(".png"),
            path != RequireSignIn.restPath, !Self.isDownload(parts)
        else { return nil }
        value = text
    }

    /// Nothing for what is no page, and for what was posted anywhere but on a practice or a document.
    init?(of request: Request) {
        switch request.method {
        case .get: self.init(request.uri.string)
        case .post where ["/pratiche/", "/documenti-da-abbinare/"].contains(where: request.uri.path.hasPrefix):
            self.init(request.uri.path)
        default: return nil
        }
    }

    /// The one that `request` carries in its address.
    init?(carriedBy request: Request) { self.init(FormFields(urlEncoded: request.uri.query ?? "")[Self.name]) }

    /// A file would leave whoever signs in on the page of the sign-in.
    private static func isDownload(_ parts: [Substring]) -> Bool {
        ["documenti", "documento"].contains { $0 == parts.dropFirst(2).first } && parts.last != "testo"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte.isASCIIDigit || byte.asciiUppercased.isASCIIUppercaseLetter || signs.contains(byte)
    }
}

extension ReturnPath? {
    /// An address that carries the path along, where there is one.
    func carried(by address: String) -> String {
        guard let path = self else { return address }
        return "\(address)\(address.contains("?") ? "&" : "?")\(ReturnPath.name)=\(path.value.queryEncoded)"
    }
}

/// The address of the sign-in page for somebody who has to sign in once more.
struct SignInAddress: Hashable, Sendable {
    let address: String

    /// - Parameter reason: what the page tells, by its short name.
    init(reason: String?, leadingTo path: ReturnPath?) {
        address = path.carried(by: "/accesso" + (reason.map { "?sessione=\($0)" } ?? ""))
    }
}

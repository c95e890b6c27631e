// SPDX-License-Identifier: EUPL-1.2

/// A signed signature field of a PDF's form; nothing of it is checked here.
package struct PDFSignatureField: Hashable, Sendable {
    /// The names of the field and those above it, with dots between.
    package let name: String
    /// The form of the signature, without a slash: `ETSI.CAdES.detached` …
    package let subFilter: String
    /// Start and length of the signed parts of the file, in pairs; whatever numbers the file has.
    package let byteRange: [Int]
    /// The signature's bytes, with the zeros that fill its place.
    package let contents: [UInt8]
    /// `/M`, as a PDF date.
    package let statedTime: String?

    package init(name: String, subFilter: String, byteRange: [Int], contents: [UInt8], statedTime: String? = nil) {
        self.name = name
        self.subFilter = subFilter
        self.byteRange = byteRange
        self.contents = contents
        self.statedTime = statedTime
    }
}

/// Gathers the signatures of a PDF from the tree of its form's fields.
///
/// A hostile tree may run in circles or be very deep, so every node is entered once and depth and number are bounded.
struct SignatureFields {
    private(set) var fields: [PDFSignatureField] = []
    private var visited: Set<Int> = []
    private var budget = 5000

    mutating func collect(from document: QPDFDocument) {
        for field in document.root.key("/AcroForm")?.key("/Fields")?.items ?? [] { collect(field, above: Above()) }
    }

    /// What a field has from those above it.
    private struct Above {
        var name = ""
        var isSignature = false
        var depth = 0
    }

    private mutating func collect(_ field: QPDFObject, above: Above) {
        guard above.depth < 20, budget > 0, field.isDictionary else { return }
        budget -= 1
        if field.number != 0, !visited.insert(field.number).inserted { return }
        var own = above
        own.depth += 1
        if let name = field.key("/T")?.text { own.name += own.name.isEmpty ? name : "." + name }
        if let type = field.key("/FT") { own.isSignature = type.isName("/Sig") }
        // An empty field is a place to sign at.
        if own.isSignature, let value = field.key("/V"), let signature = Self.signature(value, named: own.name) {
            fields.append(signature)
        }
        for kid in field.key("/Kids")?.items ?? [] { collect(kid, above: own) }
    }

    private static func signature(_ value: QPDFObject, named name: String) -> PDFSignatureField? {
        guard value.isDictionary, let contents = value.key("/Contents")?.octets else { return nil }
        return PDFSignatureField(
            name: name, subFilter: value.key("/SubFilter")?.text ?? "",
            byteRange: value.key("/ByteRange")?.items.prefix(100).compactMap(\.integer) ?? [],
            contents: contents, statedTime: value.key("/M")?.text)
    }
}

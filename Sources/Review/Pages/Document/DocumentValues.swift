// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// What was read in a document and where, for a program that draws the boxes itself: `valori.json`.
struct DocumentValues: Encodable, Hashable, Sendable {
    let sha256: String
    let form: DocumentForm
    /// The pages that hold values, and the first; none where the document has none.
    let pages: [Page]
    /// In the order of the contract.
    let fields: [Field]

    struct Page: Encodable, Hashable, Sendable {
        /// From 1.
        let number: Int
        /// Where its picture is.
        let picture: String
        /// In points; absent where the page cannot be drawn.
        let size: PageSize?
    }

    struct Field: Encodable, Hashable, Sendable {
        let name: String
        let label: String
        let value: String?
        let confidence: Confidence
        let asWritten: String?
        /// As in the contract §5: page, box in points from the top left, XPath or form field.
        let source: FieldSource
        let candidates: [String]
        /// Where each candidate stands, in their order; absent where they do not stand apart.
        let candidateSources: [FieldSource]?
    }

    init(_ extract: Extract, _ sha256: ContentHash, address: String, sizes: [PageKey: PageSize]) {
        self.sha256 = sha256.value
        form = extract.form
        pages = PageSheet.keys(sha256, extract).map {
            Page(number: $0.number, picture: "\(address)/pagine/\($0.number).png", size: sizes[$0])
        }
        fields = FieldName.allCases.compactMap { name in
            extract.fields[name].map { field in
                Field(
                    name: name.rawValue, label: name.italianName, value: field.value, confidence: field.confidence,
                    asWritten: field.asWritten, source: field.source, candidates: field.candidates,
                    candidateSources: field.candidateSources)
            }
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2

/// A file carried inside a PDF.
package struct PDFAttachment: Hashable, Sendable {
    /// The place that names the file, most binding first (documents.md §6): one vendor leaves stale files in `associated`
    /// while `embedded` holds the right one.
    package enum Place: Int, Hashable, Sendable, Comparable, CaseIterable {
        /// The name tree `/Names /EmbeddedFiles`.
        case embedded
        /// `/Names /XFAResources` or the form's `/XFA`: the datasets that the regional certificates hide their CDA in.
        case xfa
        /// The catalogue's `/AF`.
        case associated
        /// A paper clip on a page.
        case annotation

        package static func < (left: Place, right: Place) -> Bool { left.rawValue < right.rawValue }
    }

    package let place: Place
    /// As the PDF gives it: a bare name, a path of the sender's machine, or the key of a dataset.
    package let name: String
    package let bytes: [UInt8]

    package init(place: Place, name: String, bytes: [UInt8]) {
        self.place = place
        self.name = name
        self.bytes = bytes
    }
}

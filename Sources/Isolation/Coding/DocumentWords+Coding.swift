// SPDX-License-Identifier: EUPL-1.2

internal import Domain

extension CompactWriter {
    mutating func write(_ words: DocumentWords) {
        write(count: words.pageCount)
        write(list: words.pages) { $0.write($1) }
        write(list: words.sections) { writer, section in
            writer.write(section.path)
            writer.write(section.title)
            writer.write(list: section.lines) { $0.write($1) }
        }
    }
}

extension CompactReader {
    /// More than any honest document has, and no more than a page of the desk can hold.
    private static let most = 10_000

    static func words(_ bytes: [UInt8]) throws(Malformed) -> DocumentWords {
        var reader = CompactReader(bytes)
        let count = try reader.count(upTo: 1_000_000)
        let pages = try reader.list(upTo: most) { reader throws(Malformed) in try reader.text() }
        let sections = try reader.list(upTo: most) { reader throws(Malformed) in
            ClinicalSection(
                path: try reader.text(), title: try reader.text(),
                lines: try reader.list(upTo: most) { reader throws(Malformed) in try reader.text() })
        }
        guard reader.isAtEnd else { throw Malformed() }
        return DocumentWords(pageCount: count, pages: pages, sections: sections)
    }
}

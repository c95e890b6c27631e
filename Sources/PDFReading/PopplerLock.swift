// SPDX-License-Identifier: EUPL-1.2

import CPoppler
import Synchronization

/// The one door to poppler: one call at a time in a process, with its tables kept warm.
///
/// poppler is not safe across threads even for different documents, and it frees its process-wide tables when its last
/// document closes. So every use happens under this lock, and a tiny document stays open for the life of the process,
/// which halves the time of a reading.
enum PopplerLock {
    private static let pinned = Mutex<OpaquePointer?>(nil)

    /// The text of the first pages, and how many pages there are; nothing where poppler cannot open the file.
    static func pages(of bytes: [UInt8], limits: PDFLimits) -> (pages: [PDFPage], count: Int) {
        withDocument(bytes) { document in (document.pages(limits), document.pageCount) } ?? ([], 0)
    }

    /// Lends one page, counted from 1; nil where there is none.
    static func withPage<Value: Sendable>(
        _ number: Int,
        of bytes: [UInt8],
        _ body: (OpaquePointer) -> Value?
    ) -> Value? {
        withDocument(bytes) { document in document.withPage(number, body) } ?? nil
    }

    private static func withDocument<Value: Sendable>(
        _ bytes: [UInt8],
        _ body: (borrowing PopplerDocumentOwner) -> Value
    ) -> Value? {
        pinned.withLock { tiny in
            if tiny == nil { tiny = poppler_document_new_from_bytes(TinyPDF.bytes.asGBytes, nil, nil) }
            guard let document = PopplerDocumentOwner(bytes) else { return nil }
            return body(document)
        }
    }
}

/// Closes a poppler document with the scope that opened it.
private struct PopplerDocumentOwner: ~Copyable {
    private let handle: OpaquePointer

    init?(_ bytes: [UInt8]) {
        let copy = bytes.asGBytes
        defer { g_bytes_unref(copy) }
        guard let handle = poppler_document_new_from_bytes(copy, nil, nil) else { return nil }
        self.handle = handle
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(handle)) }

    var pageCount: Int { Int(poppler_document_get_n_pages(handle)) }

    func pages(_ limits: PDFLimits) -> [PDFPage] {
        (1...max(1, min(pageCount, limits.pages))).compactMap { number in
            withPage(number) { page in PDFPage(reading: page, number: number, limits: limits) }
        }
    }

    /// Lends a page, counted from 1.
    func withPage<Value>(_ number: Int, _ body: (OpaquePointer) -> Value?) -> Value? {
        guard (1...max(1, pageCount)).contains(number), let page = poppler_document_get_page(handle, Int32(number - 1))
        else { return nil }
        defer { g_object_unref(UnsafeMutableRawPointer(page)) }
        return body(page)
    }
}

extension [UInt8] {
    /// A copy that GLib owns.
    fileprivate var asGBytes: OpaquePointer? { withUnsafeBytes { g_bytes_new($0.baseAddress, gsize($0.count)) } }
}

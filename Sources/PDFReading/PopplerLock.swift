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
        pinned.withLock { tiny in
            if tiny == nil { tiny = poppler_document_new_from_bytes(TinyPDF.bytes.asGBytes, nil, nil) }
            guard let document = PopplerDocumentOwner(bytes) else { return ([], 0) }
            return (document.pages(limits), document.pageCount)
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
        (0..<max(0, min(pageCount, limits.pages))).compactMap { index in
            guard let page = poppler_document_get_page(handle, Int32(index)) else { return nil }
            defer { g_object_unref(UnsafeMutableRawPointer(page)) }
            return PDFPage(reading: page, number: index + 1, limits: limits)
        }
    }
}

extension [UInt8] {
    /// A copy that GLib owns.
    fileprivate var asGBytes: OpaquePointer? { withUnsafeBytes { g_bytes_new($0.baseAddress, gsize($0.count)) } }
}

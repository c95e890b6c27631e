// SPDX-License-Identifier: EUPL-1.2

import CQPDF

/// An open qpdf document; lent to a closure, since qpdf reads from the bytes it was given for as long as it is open.
final class QPDFDocument {
    let handle: qpdf_data

    init?() {
        guard let handle = qpdf_init() else { return nil }
        self.handle = handle
        qpdf_silence_errors(handle)
        qpdf_set_suppress_warnings(handle, 1)
    }

    deinit {
        // An error that nobody asked for would be printed at closing: objects that a hostile file lacks are such.
        if qpdf_has_error(handle) != 0 { qpdf_get_error(handle) }
        var closing: qpdf_data? = handle
        qpdf_cleanup(&closing)
    }

    /// The document catalogue.
    var root: QPDFObject { QPDFObject(document: self, handle: qpdf_get_root(handle)) }

    /// The page dictionaries, at most `limit` of them; none where the page tree is broken.
    func pages(limit: Int) -> [QPDFObject] {
        let count = min(Int(qpdf_get_num_pages(handle)), limit)
        guard count > 0 else { return [] }
        return (0..<count).map { QPDFObject(document: self, handle: qpdf_get_page_n(handle, $0)) }
    }
}

extension [UInt8] {
    /// Opens the bytes and lends the document to `body`.
    ///
    /// A file may begin with some bytes of junk and its cross-references may be wrong: qpdf then searches for the objects.
    func withQPDF(_ body: (QPDFDocument) -> Void) throws(PDFReadError) {
        guard let document = QPDFDocument() else { throw .damaged("qpdf does not start") }
        let failure: PDFReadError? = withUnsafeBytes { bytes in
            let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            let code = qpdf_read_memory(document.handle, "document", start, UInt64(bytes.count), nil)
            // Bit 1 of the outcome tells of an error; warnings alone are bit 0.
            if code & 2 != 0 { return document.failure }
            guard document.root.isDictionary else { return .damaged("no document catalogue") }
            body(document)
            return nil
        }
        if let failure { throw failure }
    }
}

extension QPDFDocument {
    /// What went wrong in the call just made.
    fileprivate var failure: PDFReadError {
        guard let error = qpdf_get_error(handle) else { return .damaged("qpdf gives no reason") }
        if qpdf_get_error_code(handle, error) == qpdf_e_password { return .encrypted }
        return .damaged(qpdf_get_error_full_text(handle, error).map { String(cString: $0) } ?? "")
    }
}

// SPDX-License-Identifier: EUPL-1.2

import CQPDF

/// Puts an XML into a PDF where the regional system puts it: a stream named `datasets` in the name tree
/// `/Names /XFAResources` of the catalog, which is no attachment (documents.md §7).
enum XFADataset {
    /// The bytes of `pdf` with the data set; the same in, the same out.
    static func adding(_ xml: [UInt8], to pdf: [UInt8]) throws(SampleFault) -> [UInt8] {
        var handle: qpdf_data? = qpdf_init()
        defer { qpdf_cleanup(&handle) }
        guard let document = handle else { throw SampleFault(description: "qpdf gave no document") }
        qpdf_set_suppress_warnings(document, QPDF_TRUE)
        let read = pdf.withUnsafeBytes { bytes in
            let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            return qpdf_read_memory(document, "sample", start, UInt64(pdf.count), nil)
        }
        try check(document, read)
        insert(xml, into: document)
        try check(document, qpdf_init_write_memory(document))
        qpdf_set_deterministic_ID(document, QPDF_TRUE)
        try check(document, qpdf_write(document))
        guard let written = qpdf_get_buffer(document) else { throw SampleFault(description: "qpdf wrote nothing") }
        return Array(UnsafeBufferPointer(start: written, count: Int(qpdf_get_buffer_length(document))))
    }

    private static func insert(_ xml: [UInt8], into document: qpdf_data) {
        let stream = qpdf_oh_new_stream(document)
        xml.withUnsafeBufferPointer { bytes in
            qpdf_oh_replace_stream_data(
                document,
                stream,
                bytes.baseAddress,
                Int(bytes.count),
                qpdf_oh_new_null(document),
                qpdf_oh_new_null(document)
            )
        }
        let pairs = qpdf_oh_new_array(document)
        qpdf_oh_append_item(document, pairs, qpdf_oh_new_string(document, "datasets"))
        qpdf_oh_append_item(document, pairs, stream)
        let resources = qpdf_oh_new_dictionary(document)
        qpdf_oh_replace_key(document, resources, "/Names", pairs)
        let names = qpdf_oh_new_dictionary(document)
        qpdf_oh_replace_key(document, names, "/XFAResources", resources)
        qpdf_oh_replace_key(document, qpdf_get_root(document), "/Names", names)
    }

    private static func check(_ document: qpdf_data, _ code: QPDF_ERROR_CODE) throws(SampleFault) {
        guard code & QPDF_ERROR_CODE(QPDF_ERRORS) != 0 else { return }
        let text = qpdf_get_error_full_text(document, qpdf_get_error(document))
        throw SampleFault(description: text.map { String(cString: $0) } ?? "qpdf failed")
    }
}

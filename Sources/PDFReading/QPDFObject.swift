// SPDX-License-Identifier: EUPL-1.2

import CQPDF

/// An object of a PDF, references resolved. Asking an object of another type answers nothing and never fails.
struct QPDFObject {
    let document: QPDFDocument
    let handle: qpdf_oh

    private var pdf: qpdf_data { document.handle }

    /// The value of a dictionary's key, written with its slash; of a stream, of its dictionary.
    func key(_ name: String) -> QPDFObject? {
        guard let dictionary, qpdf_oh_has_key(pdf, dictionary.handle, name) != 0 else { return nil }
        return QPDFObject(document: document, handle: qpdf_oh_get_key(pdf, dictionary.handle, name))
    }

    /// The items of an array, at most 10,000; any other object is a list of itself.
    var items: [QPDFObject] {
        guard qpdf_oh_is_array(pdf, handle) != 0 else { return [self] }
        let count = Swift.min(Int(qpdf_oh_get_array_n_items(pdf, handle)), 10_000)
        return (0..<Swift.max(0, count)).map {
            QPDFObject(document: document, handle: qpdf_oh_get_array_item(pdf, handle, Int32($0)))
        }
    }

    var isDictionary: Bool { qpdf_oh_is_dictionary(pdf, handle) != 0 }

    var isStream: Bool { qpdf_oh_is_stream(pdf, handle) != 0 }

    /// Number of an indirect object, by which a walk knows where it has been; 0 for others.
    var number: Int { Int(qpdf_oh_get_object_id(pdf, handle)) }

    func isName(_ name: String) -> Bool { qpdf_oh_is_name_and_equals(pdf, handle, name) != 0 }

    /// A string's text in Unicode, or a name without its slash.
    var text: String? {
        if qpdf_oh_is_string(pdf, handle) != 0 {
            return qpdf_oh_get_utf8_value(pdf, handle).map { String(cString: $0) }
        }
        guard qpdf_oh_is_name(pdf, handle) != 0 else { return nil }
        return qpdf_oh_get_name(pdf, handle).map { String(String(cString: $0).dropFirst()) }
    }

    /// A string's bytes as they are.
    var octets: [UInt8]? {
        guard qpdf_oh_is_string(pdf, handle) != 0 else { return nil }
        var count = 0
        guard let start = qpdf_oh_get_binary_string_value(pdf, handle, &count) else { return nil }
        return start.withMemoryRebound(to: UInt8.self, capacity: count) {
            Array(UnsafeBufferPointer(start: $0, count: count))
        }
    }

    /// A whole number.
    var integer: Int? {
        guard qpdf_oh_is_integer(pdf, handle) != 0 else { return nil }
        return Int(qpdf_oh_get_int_value(pdf, handle))
    }

    private var dictionary: QPDFObject? {
        if isDictionary { return self }
        guard isStream else { return nil }
        return QPDFObject(document: document, handle: qpdf_oh_get_dict(pdf, handle))
    }
}

extension QPDFObject {
    /// What reading a stream yields.
    enum StreamContent {
        case bytes([UInt8])
        case oversized
        case unreadable
    }

    /// The decoded bytes of a stream within the limits.
    func streamContent(_ limits: PDFLimits) -> StreamContent {
        guard let raw = bytes(decoding: qpdf_dl_none) else { return .unreadable }
        let filters = key("/Filter")?.items.compactMap(\.text) ?? []
        guard !filters.isEmpty else { return raw.count <= limits.attachment ? .bytes(raw) : .oversized }
        // Two decompressions in a row multiply their growth.
        let growing = filters.count { ["FlateDecode", "Fl", "LZWDecode", "LZW", "RunLengthDecode", "RL"].contains($0) }
        guard raw.count <= limits.compressedAttachment, growing <= 1 else { return .oversized }
        guard let decoded = bytes(decoding: qpdf_dl_specialized) else { return .unreadable }
        return decoded.count <= limits.attachment ? .bytes(decoded) : .oversized
    }

    private func bytes(decoding level: qpdf_stream_decode_level_e) -> [UInt8]? {
        var filtered: QPDF_BOOL = 0
        var buffer: UnsafeMutablePointer<UInt8>?
        var length = 0
        let code = qpdf_oh_get_stream_data(pdf, handle, level, &filtered, &buffer, &length)
        defer { esenzioni_qpdf_free(buffer) }
        guard code & 2 == 0, level == qpdf_dl_none || filtered != 0 else { return nil }
        guard let buffer else { return [] }
        return Array(UnsafeBufferPointer(start: buffer, count: length))
    }
}

// SPDX-License-Identifier: EUPL-1.2

import CQPDF

extension QPDFObject {
    var isNull: Bool { qpdf_oh_is_null(document.handle, handle) != 0 }

    var isArray: Bool { qpdf_oh_is_array(document.handle, handle) != 0 }

    /// A whole or a broken number.
    var decimal: Double? {
        guard qpdf_oh_is_number(document.handle, handle) != 0 else { return nil }
        return qpdf_oh_get_numeric_value(document.handle, handle)
    }

    /// A name without its slash. Writers put names into UTF-8 or, before PDF 2.0, into the 8-bit code of their strings.
    var name: String? {
        guard qpdf_oh_is_name(document.handle, handle) != 0 else { return nil }
        return qpdf_oh_get_name(document.handle, handle).flatMap { document.nameText($0) }
    }

    /// The text of a string, of a stream that stands for a long string, or of a name.
    func longText(_ limits: PDFLimits) -> String? {
        if let name { return name }
        guard isStream, case .bytes(let bytes) = streamContent(limits) else { return text }
        return document.decodedString(bytes)
    }

    /// What `transform` makes of the first items of an array; any other object is a list of itself.
    ///
    /// Unlike `items` it lets go of each item at once: qpdf else keeps them all as long as the document is open.
    func mapItems<Value>(limit: Int, _ transform: (QPDFObject) -> Value) -> [Value] {
        guard isArray else { return [transform(self)] }
        let count = min(Int(qpdf_oh_get_array_n_items(document.handle, handle)), limit)
        return (0..<max(0, count)).map { index in
            let item = qpdf_oh_get_array_item(document.handle, handle, Int32(index))
            defer { qpdf_oh_release(document.handle, item) }
            return transform(QPDFObject(document: document, handle: item))
        }
    }

    /// The keys of a dictionary without their slashes, at most 1,000.
    var keys: [String] {
        guard isDictionary else { return [] }
        var keys: [String] = []
        qpdf_oh_begin_dict_key_iter(document.handle, handle)
        while keys.count < 1000, qpdf_oh_dict_more_keys(document.handle) != 0 {
            guard let key = qpdf_oh_dict_next_key(document.handle).flatMap({ document.nameText($0) }) else { continue }
            keys.append(key)
        }
        return keys
    }
}

extension QPDFDocument {
    /// Bytes of a text string in Unicode: UTF-16 or UTF-8 by their mark, else PDFDocEncoding.
    func decodedString(_ bytes: [UInt8]) -> String? {
        let string = bytes.withUnsafeBytes { raw in
            qpdf_oh_new_binary_string(handle, raw.bindMemory(to: CChar.self).baseAddress, raw.count)
        }
        defer { qpdf_oh_release(handle, string) }
        return qpdf_oh_get_utf8_value(handle, string).map { String(cString: $0) }
    }

    /// A name as qpdf gives it, its slash taken off.
    fileprivate func nameText(_ name: UnsafePointer<CChar>) -> String? {
        if let whole = String(validatingCString: name) { return String(whole.dropFirst()) }
        var letters: [UInt8] = []
        var next = name + 1
        while next.pointee != 0 {
            letters.append(UInt8(bitPattern: next.pointee))
            next += 1
        }
        return decodedString(letters)
    }
}

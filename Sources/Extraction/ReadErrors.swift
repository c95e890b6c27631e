// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading
import XMLReading

extension XMLReadError {
    /// What a reader of the receipt is told.
    var finding: Finding {
        switch self {
        case .empty: Finding(.contentUnrecognised, detail: "file vuoto")
        case .tooLarge(let what): Finding(.contentTooLarge, detail: what)
        case .doctype: Finding(.xmlForbidden)
        case .encoding(let why): Finding(.xmlMalformed, detail: why)
        case .truncated(let fault): Finding(.contentTruncated, detail: "riga \(fault.line)")
        case .malformed(let fault): Finding(.xmlMalformed, detail: "riga \(fault.line): \(fault.message)")
        case .outOfMemory: Finding(.readerFailed)
        }
    }

    /// The form of an XML that could not be read: a CDA where the name of its root stands at the beginning.
    func likelyForm(of bytes: [UInt8]) -> DocumentForm {
        bytes.prefix(16_384).filter { $0 != 0 }.firstRange(of: Array("ClinicalDocument".utf8)) == nil ? .other : .cdaXML
    }
}

extension PDFReadError {
    /// What a reader of the receipt is told.
    var finding: Finding {
        switch self {
        case .encrypted: Finding(.pdfEncrypted)
        case .tooLarge: Finding(.contentTooLarge)
        case .damaged: Finding(.pdfUnreadable)
        }
    }
}

// SPDX-License-Identifier: EUPL-1.2

/// Gathers the files that a PDF carries, place after place.
struct AttachmentList {
    let limits: PDFLimits
    private(set) var attachments: [PDFAttachment] = []
    private(set) var unread = 0

    init(limits: PDFLimits) { self.limits = limits }

    mutating func collect(from document: QPDFDocument, pages: [QPDFObject]) {
        let root = document.root
        var tree = NameTree()
        for entry in tree.entries(of: root.key("/Names")?.key("/EmbeddedFiles")) {
            add(fileOf: entry.value, named: entry.name, at: .embedded)
        }
        for entry in tree.entries(of: root.key("/Names")?.key("/XFAResources")) {
            add(stream: entry.value, named: entry.name, at: .xfa)
        }
        addForm(root.key("/AcroForm")?.key("/XFA"))
        for file in root.key("/AF")?.items ?? [] { add(fileOf: file, named: "", at: .associated) }
        for page in pages {
            for annotation in page.key("/Annots")?.items ?? [] where annotation.isFileAttachment {
                if let file = annotation.key("/FS") { add(fileOf: file, named: "", at: .annotation) }
            }
        }
    }

    /// The form's packets: a stream with all of them, or a list of names and streams.
    private mutating func addForm(_ form: QPDFObject?) {
        guard let form else { return }
        var name = "xfa"
        for item in form.items {
            if let text = item.text { name = text } else { add(stream: item, named: name, at: .xfa) }
        }
    }

    /// A file specification, whose stream stands under `/EF`; some writers give the stream itself.
    private mutating func add(fileOf specification: QPDFObject, named key: String, at place: PDFAttachment.Place) {
        let files = specification.key("/EF")
        let stream = files?.key("/UF") ?? files?.key("/F") ?? files?.key("/DOS") ?? files?.key("/Unix")
        let name = specification.key("/UF")?.text ?? specification.key("/F")?.text ?? key
        add(stream: stream ?? specification, named: name, at: place)
    }

    private mutating func add(stream: QPDFObject, named name: String, at place: PDFAttachment.Place) {
        guard attachments.count < limits.attachments, stream.isStream else { return }
        switch stream.streamContent(limits) {
        case .bytes(let bytes): attachments.append(PDFAttachment(place: place, name: name, bytes: bytes))
        case .oversized, .unreadable: unread += 1
        }
    }
}

extension QPDFObject {
    fileprivate var isFileAttachment: Bool { key("/Subtype")?.isName("/FileAttachment") ?? false }
}

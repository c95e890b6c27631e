// SPDX-License-Identifier: EUPL-1.2

/// Gathers what was filled in on the pages, page after page in the order of their annotations.
///
/// The way goes from the widgets on the pages up to their fields, not from the form down: tools that join files leave
/// widgets on the pages that no form lists any more, and viewers still show them.
struct FormFieldList {
    let limits: PDFLimits
    private(set) var fields: [PDFFormField] = []

    init(limits: PDFLimits) { self.limits = limits }

    mutating func collect(from pages: [QPDFObject]) {
        for (index, page) in pages.enumerated() {
            guard let annotations = page.key("/Annots")?.items, fields.count < limits.fields else { continue }
            let geometry = PageGeometry(of: page)
            for annotation in annotations where fields.count < limits.fields {
                guard let box = annotation.key("/Rect")?.rectangle.map(geometry.box(of:)) else { continue }
                if let field = field(of: annotation, page: index + 1, box: box) { fields.append(field) }
            }
        }
    }

    private func field(of annotation: QPDFObject, page: Int, box: PDFBox) -> PDFFormField? {
        guard let type = annotation.key("/Subtype") else { return nil }
        if type.isName("/Widget") {
            return FormWidget(annotation, limits: limits).field(page: page, box: box)
        }
        guard type.isName("/FreeText"), let text = annotation.key("/Contents")?.text else { return nil }
        return PDFFormField(
            kind: .freeText,
            name: "",
            value: text.prefix(bytes: limits.fieldValue),
            isShown: annotation.isShownAnnotation,
            page: page,
            box: box
        )
    }
}

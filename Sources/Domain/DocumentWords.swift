// SPDX-License-Identifier: EUPL-1.2

/// A document as a person can have it read aloud: the text of its pages, and the sections of its structured data.
package struct DocumentWords: Hashable, Sendable {
    /// Of the whole document; none where it has no pages, or cannot be shown.
    package let pageCount: Int
    /// The first pages' text in reading order, one line a line; empty where a page shows nothing but a picture.
    package let pages: [String]
    /// In the order of the document.
    package let sections: [ClinicalSection]

    package init(pageCount: Int = 0, pages: [String] = [], sections: [ClinicalSection] = []) {
        self.pageCount = pageCount
        self.pages = pages
        self.sections = sections
    }
}

/// A section of a clinical document (HL7 CDA R2), as its author worded it.
package struct ClinicalSection: Hashable, Sendable {
    /// Where it stands, in the form of `FieldSource.xpath`.
    package let path: String
    /// Empty where the author gave none.
    package let title: String
    /// The narrative, a paragraph, a list's item or a table's row each.
    package let lines: [String]

    package init(path: String, title: String, lines: [String]) {
        self.path = path
        self.title = title
        self.lines = lines
    }

    /// Whether a value that stands at `xpath` stands in this section.
    package func holds(_ xpath: String) -> Bool { xpath.hasPrefix("\(path)/") }
}

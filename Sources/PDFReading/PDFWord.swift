// SPDX-License-Identifier: EUPL-1.2

/// A run of characters without white space, and where it is printed.
package struct PDFWord: Hashable, Sendable {
    package let text: String
    package let box: PDFBox

    package init(text: String, box: PDFBox) {
        self.text = text
        self.box = box
    }
}

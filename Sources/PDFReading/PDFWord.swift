// SPDX-License-Identifier: EUPL-1.2

/// A run of characters without white space, and where it is printed.
package struct PDFWord: Hashable, Sendable {
    package let text: String
    package let box: PDFBox
    /// A box for every Unicode scalar of `text`, or none where only the whole word's place is known.
    package let letters: [PDFBox]
    /// 0 to 100 for a word that was recognised in a picture, as the recogniser rates it; nothing for printed text.
    package let certainty: Double?

    package init(text: String, box: PDFBox, letters: [PDFBox] = [], certainty: Double? = nil) {
        self.text = text
        self.box = box
        self.letters = letters
        self.certainty = certainty
    }
}

// SPDX-License-Identifier: EUPL-1.2

/// A run of characters without white space, and where it stands.
package struct PDFWord: Hashable, Sendable {
    /// How the word was had.
    package enum Origin: Hashable, Sendable {
        case printed
        /// Read in a picture. `certainty` is 0 to 100, as the recogniser rates it; `alternatives` are its other readings.
        case recognised(certainty: Double, alternatives: [String])
        /// Filled in, in the form field of that full name.
        case field(name: String)
    }

    package let text: String
    /// Where it stands as its lines run: for recognised words in the straightened picture.
    package let box: PDFBox
    /// A box for every Unicode scalar of `text`, or none where only the whole word's place is known.
    package let letters: [PDFBox]
    package let origin: Origin
    /// Where it stands on the page as shown, if that is not `box`.
    package let shown: Place?
    /// It belongs to the same value as the word before, however far that is.
    package let joinsPrevious: Bool

    /// A place on a page.
    package struct Place: Hashable, Sendable {
        /// From 1.
        package let page: Int
        package let box: PDFBox

        package init(page: Int, box: PDFBox) {
            self.page = page
            self.box = box
        }
    }

    package init(
        text: String, box: PDFBox, letters: [PDFBox] = [], origin: Origin = .printed, shown: Place? = nil,
        joinsPrevious: Bool = false
    ) {
        self.text = text
        self.box = box
        self.letters = letters
        self.origin = origin
        self.shown = shown
        self.joinsPrevious = joinsPrevious
    }
}

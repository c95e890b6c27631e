// SPDX-License-Identifier: EUPL-1.2

import CTesseract

/// A small square or circle that a form has for a tick, as a picture of a printed page shows it.
package struct DrawnSquare: Hashable, Sendable {
    /// In pixels of the picture.
    package let box: PixelBox
    package let isTicked: Bool

    /// Signs that print has for such squares.
    package static let empty = TickBox.empty
    package static let ticked = TickBox.ticked

    /// The squares of a page that stands upright and level. No letters are recognised, so nothing need be loaded for it.
    package static func all(in picture: GreyPicture) -> [DrawnSquare] {
        esenzioni_leptonica_be_quiet()
        guard let page = Pixels(picture), let ink = page.ink else { return [] }
        let squares = TickBox.all(on: ink, dotsPerInch: picture.dotsPerInch).map {
            DrawnSquare(box: $0.box, isTicked: $0.content != nil)
        }
        let circles = DrawnCircle.all(on: ink, dotsPerInch: picture.dotsPerInch).map {
            DrawnSquare(box: $0.box, isTicked: $0.isFilled)
        }
        return squares + circles
    }
}

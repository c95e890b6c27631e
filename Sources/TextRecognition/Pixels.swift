// SPDX-License-Identifier: EUPL-1.2

import CTesseract

/// A picture of leptonica, which ends with its owner.
final class Pixels {
    let handle: UnsafeMutablePointer<Pix>

    /// Takes over what a call of leptonica has made; nil when it made nothing.
    init?(_ handle: UnsafeMutablePointer<Pix>?) {
        guard let handle else { return nil }
        self.handle = handle
    }

    /// A copy of a grey picture.
    convenience init?(_ picture: GreyPicture) {
        self.init(pixCreate(Int32(picture.width), Int32(picture.height), 8))
        picture.bytes.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return }
            for row in 0..<picture.height {
                esenzioni_leptonica_set_grey_row(handle, Int32(row), start + row * picture.width)
            }
        }
        pixSetResolution(handle, Int32(picture.dotsPerInch.rounded()), Int32(picture.dotsPerInch.rounded()))
    }

    deinit {
        var closing: UnsafeMutablePointer<Pix>? = handle
        pixDestroy(&closing)
    }

    var width: Double { Double(pixGetWidth(handle)) }
    var height: Double { Double(pixGetHeight(handle)) }
}

// SPDX-License-Identifier: EUPL-1.2

import CTesseract

/// A picture made upright and level, and how.
struct StraightPicture {
    let pixels: Pixels
    let way: Straightening

    /// Nil when there is no memory for it.
    init?(_ picture: GreyPicture) {
        guard let given = Pixels(picture) else { return nil }
        var way = Straightening(width: given.width, height: given.height)
        var pixels = given
        if let degrees = Self.slant(of: given), let level = given.turned(degrees: degrees) {
            way.degrees = degrees
            pixels = level
        }
        self.pixels = pixels
        self.way = way
    }

    /// The clockwise turn that levels the lines; nil where there is nothing to level or no line to tell it by.
    private static func slant(of picture: Pixels) -> Double? {
        guard let ink = picture.ink else { return nil }
        var degrees: Float = 0
        var confidence: Float = 0
        guard pixFindSkew(ink.handle, &degrees, &confidence) == 0, confidence > 3, abs(degrees) > 0.1 else {
            return nil
        }
        return Double(degrees)
    }
}

extension Pixels {
    /// Black where there is ink, judged against the brightness around.
    var ink: Pixels? {
        guard let even = Pixels(pixBackgroundNormSimple(handle, nil, nil)) else { return nil }
        return Pixels(pixThresholdToBinary(even.handle, 180))
    }

    func turned(degrees: Double) -> Pixels? {
        Pixels(pixRotateAMGray(handle, Float(degrees * .pi / 180), 255))
    }
}

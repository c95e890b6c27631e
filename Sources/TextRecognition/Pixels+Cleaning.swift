// SPDX-License-Identifier: EUPL-1.2

import CTesseract

extension Pixels {
    /// The same with paper of one brightness, 200, whatever the light; the picture itself where it is too small to tell.
    var evened: Pixels { Pixels(pixBackgroundNormSimple(handle, nil, nil)) ?? self }

    /// Of an evened picture: black where there is ink.
    var ink: Pixels? { Pixels(pixThresholdToBinary(handle, 180)) }

    /// Of an evened picture: the same with white paper and black ink, so that grain of the paper vanishes.
    var contrasted: Pixels { Pixels(pixGammaTRC(nil, handle, 1, 20, 190)) ?? self }

    func turned(degrees: Double) -> Pixels? {
        Pixels(pixRotateAMGray(handle, Float(degrees * .pi / 180), 255))
    }

    func turned(quarters: Int) -> Pixels? { Pixels(pixRotateOrth(handle, Int32(quarters))) }

    /// Of a picture of one bit: the clockwise turn in degrees that levels its lines, and how sure that is; text that runs
    /// upwards gives little.
    var slant: (degrees: Double, confidence: Double)? {
        var degrees: Float = 0
        var confidence: Float = 0
        guard pixFindSkew(handle, &degrees, &confidence) == 0 else { return nil }
        return (Double(degrees), Double(confidence))
    }
}

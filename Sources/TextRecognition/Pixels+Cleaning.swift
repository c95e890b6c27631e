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

    /// Of a picture of one bit: without what is wider or higher than letters are, such as rules and frames.
    func letters(dotsPerInch: Double) -> Pixels? {
        let size = Int32((0.7 * dotsPerInch).rounded())
        return Pixels(
            pixSelectBySize(handle, size, size, 8, Int32(L_SELECT_IF_BOTH), Int32(L_SELECT_IF_LT), nil))
    }

    /// Of a picture of one bit: the spots too small for a full stop, where there are about as many as letters; nil on clean
    /// paper, where such a spot may be a part of a thin letter.
    func specks(dotsPerInch: Double) -> Pixels? {
        let size = Int32((0.009 * dotsPerInch).rounded())
        guard
            let spots = Pixels(
                pixSelectBySize(handle, size, size, 8, Int32(L_SELECT_IF_BOTH), Int32(L_SELECT_IF_LTE), nil))
        else {
            return nil
        }
        let count = spots.partCount
        return count > Self.fewSpecks && count * 3 > partCount ? spots : nil
    }

    private static let fewSpecks = 200

    /// How many parts hang together, over corners as well.
    var partCount: Int {
        var count: Int32 = 0
        return pixCountConnComp(handle, 8, &count) == 0 ? Int(count) : 0
    }

    /// In grey: white where a mask of one bit is black, and around it.
    func whitened(at mask: Pixels) -> Pixels? {
        guard let copy = Pixels(pixCopy(nil, handle)), let wide = Pixels(pixDilateBrick(nil, mask.handle, 3, 3)),
            pixPaintThroughMask(copy.handle, wide.handle, 0, 0, 255) == 0
        else { return nil }
        return copy
    }
}

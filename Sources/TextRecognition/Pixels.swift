// SPDX-License-Identifier: EUPL-1.2

import CTesseract

/// A picture of leptonica, which ends with its owner; grey, or of one bit a pixel where black is 1.
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
        guard let data = pixGetData(handle) else { return nil }
        let stride = Int(pixGetWpl(handle)) * MemoryLayout<UInt32>.size
        picture.bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            for row in 0..<picture.height {
                let line = UnsafeMutableRawPointer(data) + row * stride
                line.copyMemory(from: start + row * picture.width, byteCount: picture.width)
            }
        }
        // Rows are words of 32 bits whose highest byte is the leftmost pixel.
        pixEndianByteSwap(handle)
    }

    /// White paper, in grey.
    convenience init?(width: Int, height: Int) {
        self.init(pixCreate(Int32(width), Int32(height), 8))
        pixSetAll(handle)
    }

    deinit {
        var closing: UnsafeMutablePointer<Pix>? = handle
        pixDestroy(&closing)
    }

    /// Another picture like it, for a change that this one must not see.
    var copied: Pixels? { Pixels(pixCopy(nil, handle)) }

    var width: Int { Int(pixGetWidth(handle)) }
    var height: Int { Int(pixGetHeight(handle)) }
    var frame: PixelBox { PixelBox(left: 0, top: 0, right: Double(width), bottom: Double(height)) }

    /// The part inside of a box, as far as it lies on the picture.
    func part(_ box: PixelBox) -> Pixels? {
        var frame = boxCreate(
            Int32(box.left), Int32(box.top), Int32(box.width.rounded(.up)), Int32(box.height.rounded(.up)))
        defer { boxDestroy(&frame) }
        return Pixels(pixClipRectangle(handle, frame, nil))
    }

    /// The boxes of the parts of a picture of one bit that hang together, 4 or 8 neighbours counting.
    func connectedBoxes(neighbours: Int32) -> [PixelBox] {
        guard let boxes = pixConnCompBB(handle, neighbours) else { return [] }
        defer {
            var closing: UnsafeMutablePointer<Boxa>? = boxes
            boxaDestroy(&closing)
        }
        return (0..<boxaGetCount(boxes)).compactMap { index in
            var (left, top, width, height): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
            guard boxaGetBoxGeometry(boxes, index, &left, &top, &width, &height) == 0 else { return nil }
            return PixelBox(
                left: Double(left), top: Double(top), right: Double(left + width), bottom: Double(top + height))
        }
    }
}

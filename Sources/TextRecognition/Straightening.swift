// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// How a picture was made upright and level, and the way back from there.
struct Straightening {
    /// Of the picture as it was given, in pixels.
    let width: Double
    let height: Double
    /// Clockwise, 0 to 3, done first.
    var quarterTurns = 0
    /// Clockwise about the middle, done next; the picture keeps its size.
    var degrees = 0.0

    init(width: Double, height: Double) {
        self.width = width
        self.height = height
    }

    /// The smallest rectangle in the picture as given that holds a rectangle of the straight one.
    func original(_ box: PixelBox) -> PixelBox {
        let corners = [
            original(box.left, box.top), original(box.right, box.top), original(box.left, box.bottom),
            original(box.right, box.bottom),
        ]
        let across = corners.map { min(max($0.x, 0), width) }
        let down = corners.map { min(max($0.y, 0), height) }
        return PixelBox(
            left: across.min() ?? 0,
            top: down.min() ?? 0,
            right: across.max() ?? 0,
            bottom: down.max() ?? 0
        )
    }

    private func original(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        let upright = quarterTurns % 2 == 0 ? (width: width, height: height) : (width: height, height: width)
        let middle = (x: upright.width / 2, y: upright.height / 2)
        let angle = degrees * .pi / 180
        // Downwards is positive, so a clockwise turn is undone by the transposed rotation.
        let turned = (
            x: middle.x + (x - middle.x) * cos(angle) + (y - middle.y) * sin(angle),
            y: middle.y - (x - middle.x) * sin(angle) + (y - middle.y) * cos(angle)
        )
        return switch quarterTurns {
        case 1: (turned.y, height - turned.x)
        case 2: (width - turned.x, height - turned.y)
        case 3: (width - turned.y, turned.x)
        default: turned
        }
    }
}

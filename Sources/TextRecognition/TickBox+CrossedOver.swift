// SPDX-License-Identifier: EUPL-1.2

extension TickBox {
    /// Squares whose cross stands out so far that they have no outline of their own: the squares of a form stand in rows and
    /// columns of one size, and where one is wanting its sides are looked for.
    static func crossedOver(
        _ found: [TickBox], on ink: Pixels, _ sides: Pixels, _ dotsPerInch: Double
    ) -> [TickBox] {
        guard (fewest...most).contains(found.count) else { return [] }
        var crossed: [TickBox] = []
        for box in vacancies(found.map(\.box)) where !crossed.contains(where: { $0.box.overlaps(box) }) {
            guard hasSides(box, on: sides), let content = content(of: box, on: ink, dotsPerInch) else { continue }
            crossed.append(TickBox(box: box, content: content))
        }
        return crossed
    }

    /// Fewer make no row, and more are no list of answers.
    private static let fewest = 3
    private static let most = 60

    /// Places level with one square and under another, and those a step above or below in a column.
    private static func vacancies(_ boxes: [PixelBox]) -> [PixelBox] {
        let places = boxes.flatMap { box in
            let column = boxes.filter { abs($0.left - box.left) <= slack && $0 != box }
            let step = column.map { abs($0.top - box.top) }.min()
            let steps = step.map { [box.moved(right: 0, down: -$0), box.moved(right: 0, down: $0)] } ?? []
            return steps + boxes.map { box.moved(right: 0, down: $0.top - box.top) }
        }
        return places.filter { place in !boxes.contains { $0.overlaps(place) } }
    }

    /// Pixels by which squares of one column may differ.
    private static let slack = 3.0
}

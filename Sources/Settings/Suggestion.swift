// SPDX-License-Identifier: EUPL-1.2

/// Finds the name that somebody probably meant.
enum Suggestion {
    /// The nearest of `names`, if it is near: one slip in a short name, three in a long one.
    static func nearest(to name: String, among names: some Sequence<String>) -> String? {
        let limit = name.count >= 8 ? 3 : name.count >= 5 ? 2 : 1
        return
            names
            .map { (name: $0, distance: distance(Array(name), Array($0))) }
            .filter { $0.distance <= limit }
            .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?
            .name
    }

    /// Letters to insert, delete or replace, two swapped neighbours counting as one.
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let change = left[row] == right[column] ? 0 : 1
                var best = min(last[column] + change, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}

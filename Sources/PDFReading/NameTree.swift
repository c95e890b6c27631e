// SPDX-License-Identifier: EUPL-1.2

/// Walks a name tree of a PDF: leaves hold `/Names` in pairs, branches hold `/Kids`.
///
/// A hostile tree may run in circles or be very deep, so every node is entered once and depth and number are bounded.
struct NameTree {
    private var visited: Set<Int> = []
    private var budget = 2000

    mutating func entries(of node: QPDFObject?, depth: Int = 0) -> [(name: String, value: QPDFObject)] {
        guard let node, depth < 20, budget > 0 else { return [] }
        budget -= 1
        if node.number != 0, !visited.insert(node.number).inserted { return [] }
        var found: [(name: String, value: QPDFObject)] = []
        let pairs = node.key("/Names")?.items ?? []
        for index in stride(from: 0, to: pairs.count - 1, by: 2) {
            found.append((pairs[index].text ?? "", pairs[index + 1]))
        }
        for kid in node.key("/Kids")?.items ?? [] { found += entries(of: kid, depth: depth + 1) }
        return found
    }
}

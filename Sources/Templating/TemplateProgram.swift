// SPDX-License-Identifier: EUPL-1.2

/// The steps of a template one behind the other, with their texts and names beside them: nothing that a page is made of is held
/// on to and let go of again, as it would be with steps inside steps.
struct TemplateProgram: Hashable, Sendable {
    enum Order: Hashable, Sendable {
        /// Bytes of `text`.
        case text(from: Int, to: Int)
        /// By its place in `names`, here and below.
        case value(name: Int)
        /// The orders behind this one up to `end`, once for each value.
        case section(name: Int, end: Int)
        /// The same where there is no value.
        case otherwise(name: Int, end: Int)
    }

    private(set) var orders: [Order] = []
    private(set) var text: [UInt8] = []
    private(set) var names: [TagName] = []

    init(_ steps: [TemplateStep]) { add(steps) }

    private mutating func add(_ steps: [TemplateStep]) {
        for step in steps {
            switch step {
            case .text(let bytes):
                orders.append(.text(from: text.count, to: text.count + bytes.count))
                text += bytes
            case .value(let name): orders.append(.value(name: place(of: name)))
            case .section(let name, let isInverted, let inside):
                let name = place(of: name)
                let start = orders.count
                orders.append(.value(name: name))
                add(inside)
                let end = orders.count
                orders[start] = isInverted ? .otherwise(name: name, end: end) : .section(name: name, end: end)
            }
        }
    }

    private mutating func place(of name: TagName) -> Int {
        if let known = names.firstIndex(of: name) { return known }
        names.append(name)
        return names.count - 1
    }
}

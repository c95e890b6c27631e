// SPDX-License-Identifier: EUPL-1.2

import CLibXML2
import Synchronization

/// An XPath that only names children, `h:custodian/h:assignedCustodian`, or at its end what stands anywhere below them,
/// `h:component//h:section`: most are so, and walking the tree takes a tenth of the time that libxml2's general way of asking
/// does.
struct ChildPath: Sendable {
    private struct Step {
        let prefix: String
        let name: String
        /// At any depth below and not only right below.
        let isDeep: Bool
    }

    private let steps: [Step]

    /// Nothing for any other expression.
    init?(_ query: StaticString) {
        let text = String(
            decoding: UnsafeBufferPointer(start: query.utf8Start, count: query.utf8CodeUnitCount), as: UTF8.self)
        var steps: [Step] = []
        var isDeep = false
        for step in text.split(separator: "/", omittingEmptySubsequences: false) {
            // Below something that is itself at any depth, the same element could be met twice.
            guard steps.last?.isDeep != true else { return nil }
            if step.isEmpty, !steps.isEmpty, !isDeep {
                isDeep = true
                continue
            }
            let parts = step.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isASCIINamePart) }) else {
                return nil
            }
            steps.append(Step(prefix: String(parts[0]), name: String(parts[1]), isDeep: isDeep))
            isDeep = false
        }
        guard !isDeep else { return nil }
        self.steps = steps
    }

    private static let known = Mutex<[UnsafePointer<UInt8>: ChildPath?]>([:])

    /// The same, taken apart once for the life of the process: expressions stand in the source.
    static func of(_ query: StaticString) -> ChildPath? {
        guard query.hasPointerRepresentation else { return nil }
        return known.withLock { known in
            if let path = known[query.utf8Start] { return path }
            let path = ChildPath(query)
            known[query.utf8Start] = .some(path)
            return path
        }
    }
}

extension ChildPath {
    /// The elements that the path leads to, in document order; none where a prefix is not bound.
    ///
    /// - Parameter limit: the most that are wanted.
    func nodes(below node: XMLNode, limit: Int = .max) -> [XMLNode] {
        var found: [XMLNode] = []
        collect(below: node, steps[...], limit, into: &found)
        return found
    }

    private func collect(below node: XMLNode, _ rest: ArraySlice<Step>, _ limit: Int, into found: inout [XMLNode]) {
        guard let step = rest.first, node.pointer.pointee.type == XML_ELEMENT_NODE,
            let uri = node.tree.namespaces.entries.first(where: { $0.prefix == step.prefix })?.uri
        else { return }
        var current = node.pointer.pointee.children
        while let child = current, found.count < limit {
            if child.isElement(step.name, uri) {
                let next = XMLNode(tree: node.tree, pointer: child)
                if rest.count == 1 {
                    found.append(next)
                } else {
                    collect(below: next, rest.dropFirst(), limit, into: &found)
                }
            }
            current = step.isDeep ? node.following(child) : child.pointee.next
        }
    }
}

extension xmlNodePtr {
    fileprivate func isElement(_ name: String, _ uri: String) -> Bool {
        pointee.type == XML_ELEMENT_NODE && xmlStrEqual(pointee.name, name) == 1
            && xmlStrEqual(pointee.ns?.pointee.href, uri) == 1
    }
}

extension UInt8 {
    /// What the names of elements are written with here; other expressions need other signs.
    fileprivate var isASCIINamePart: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
        default: false
        }
    }
}

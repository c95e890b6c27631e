// SPDX-License-Identifier: EUPL-1.2

import CLibXML2

extension XMLNode {
    /// The nodes that an XPath expression selects, in document order, with this node as its starting point.
    ///
    /// The expression is a `StaticString`: it stands in the source and is never built from what somebody sent.
    package func nodes(_ query: StaticString) -> [XMLNode] {
        if let path = ChildPath.of(query) { return path.nodes(below: self) }
        tree.queries.pointee.node = pointer
        guard let compiled = CompiledQuery.of(query) else { return [] }
        let result = xmlXPathCompiledEval(compiled, tree.queries)
        defer { xmlXPathFreeObject(result) }
        guard let set = result?.pointee.nodesetval, let table = set.pointee.nodeTab else { return [] }
        return (0..<Int(set.pointee.nodeNr)).compactMap { index in
            table[index].map { XMLNode(tree: tree, pointer: $0) }
        }
    }

    /// The first node that the expression selects.
    package func first(_ query: StaticString) -> XMLNode? {
        if let path = ChildPath.of(query) { return path.nodes(below: self, limit: 1).first }
        return nodes(query).first
    }
}

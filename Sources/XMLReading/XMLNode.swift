// SPDX-License-Identifier: EUPL-1.2

import CLibXML2

/// An element or attribute of a tree, which it keeps alive.
package struct XMLNode {
    let tree: XMLTree
    let pointer: xmlNodePtr

    /// The name without prefix.
    package var name: String { pointer.pointee.name.map { String(cString: $0) } ?? "" }

    /// The URI of its name space, if it is in one.
    package var namespace: String? { pointer.pointee.ns?.pointee.href.map { String(cString: $0) } }

    /// From 1, in the text as decoded.
    package var line: Int { xmlGetLineNo(pointer) }

    /// All text below, references and CDATA included, comments not.
    package var text: String {
        guard let content = xmlNodeGetContent(pointer) else { return "" }
        defer { esenzioni_xml_free(content) }
        return String(cString: content)
    }

    /// The value of an attribute without name space.
    package func attribute(_ name: String) -> String? {
        guard let value = xmlGetNoNsProp(pointer, name) else { return nil }
        defer { esenzioni_xml_free(value) }
        return String(cString: value)
    }

    /// Where the node stands, as an XPath with the tree's prefixes: `/h:ClinicalDocument/h:recordTarget/h:patientRole`;
    /// a number only where there are namesakes.
    package var path: String {
        var steps: [String] = []
        var current: XMLNode? = self
        while let node = current, node.isElement || node.isAttribute {
            steps.append(node.step)
            current = node.parent
        }
        return "/" + steps.reversed().joined(separator: "/")
    }

    private var isElement: Bool { pointer.pointee.type == XML_ELEMENT_NODE }
    private var isAttribute: Bool { pointer.pointee.type == XML_ATTRIBUTE_NODE }

    private var parent: XMLNode? { pointer.pointee.parent.map { XMLNode(tree: tree, pointer: $0) } }

    private var step: String {
        let prefix = namespace.flatMap { tree.prefixes[$0] }.map { "\($0):" } ?? ""
        if isAttribute { return "@\(prefix)\(name)" }
        let position = 1 + namesakes(from: pointer.pointee.prev) { $0.pointee.prev }
        let isAlone = position == 1 && namesakes(from: pointer.pointee.next) { $0.pointee.next } == 0
        return isAlone ? "\(prefix)\(name)" : "\(prefix)\(name)[\(position)]"
    }

    private func namesakes(from first: xmlNodePtr?, _ following: (xmlNodePtr) -> xmlNodePtr?) -> Int {
        var count = 0
        var current = first
        while let node = current {
            if node.pointee.type == XML_ELEMENT_NODE, xmlStrEqual(node.pointee.name, pointer.pointee.name) == 1 {
                count += 1
            }
            current = following(node)
        }
        return count
    }
}

extension XMLNode: Hashable {
    package static func == (left: XMLNode, right: XMLNode) -> Bool { left.pointer == right.pointer }

    package func hash(into hasher: inout Hasher) { hasher.combine(pointer) }
}

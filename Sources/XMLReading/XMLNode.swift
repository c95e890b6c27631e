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
        name.withCString { name in
            name.withMemoryRebound(to: xmlChar.self, capacity: 1) { attribute(named: $0) }
        }
    }

    private func attribute(named name: UnsafePointer<xmlChar>) -> String? {
        var current = pointer.pointee.type == XML_ELEMENT_NODE ? pointer.pointee.properties : nil
        while let attribute = current, attribute.pointee.ns != nil || xmlStrEqual(attribute.pointee.name, name) == 0 {
            current = attribute.pointee.next
        }
        guard let attribute = current else { return nil }
        // Nearly all values are one piece of text, which needs no copy of libxml2's own.
        guard let text = attribute.pointee.children else { return "" }
        if text.pointee.next == nil, text.pointee.type == XML_TEXT_NODE, let content = text.pointee.content {
            return String(cString: content)
        }
        guard let value = xmlGetNoNsProp(pointer, name) else { return nil }
        defer { esenzioni_xml_free(value) }
        return String(cString: value)
    }

    /// The pieces of text below, in document order.
    package var texts: [String] {
        var texts: [String] = []
        var current = isElement ? pointer.pointee.children : nil
        while let node = current {
            if node.pointee.type == XML_TEXT_NODE || node.pointee.type == XML_CDATA_SECTION_NODE {
                if let content = node.pointee.content { texts.append(String(cString: content)) }
            }
            current = following(node)
        }
        return texts
    }

    /// The node after `node` in document order among those below this one.
    func following(_ node: xmlNodePtr) -> xmlNodePtr? {
        if node.pointee.type == XML_ELEMENT_NODE, let child = node.pointee.children { return child }
        var current: xmlNodePtr? = node
        while let node = current, node != pointer {
            if let next = node.pointee.next { return next }
            current = node.pointee.parent
        }
        return nil
    }

    /// Where the node stands, as an XPath with the tree's prefixes: `/h:ClinicalDocument/h:recordTarget/h:patientRole`;
    /// a number only where there are namesakes.
    package var path: String {
        var way: [XMLNode] = []
        var current: XMLNode? = self
        while let node = current, node.isElement || node.isAttribute {
            way.append(node)
            current = node.parent
        }
        if way.isEmpty { return "/" }
        var path: [UInt8] = []
        path.reserveCapacity(32 * way.count)
        for node in way.reversed() { node.appendStep(to: &path) }
        return String(decoding: path, as: UTF8.self)
    }

    private var isElement: Bool { pointer.pointee.type == XML_ELEMENT_NODE }
    private var isAttribute: Bool { pointer.pointee.type == XML_ATTRIBUTE_NODE }

    private var parent: XMLNode? { pointer.pointee.parent.map { XMLNode(tree: tree, pointer: $0) } }

    /// The elements that the node stands in, nearest first.
    package var ancestors: some Sequence<XMLNode> {
        sequence(state: parent) { (next: inout XMLNode?) -> XMLNode? in
            guard let node = next, node.isElement else { return nil }
            next = node.parent
            return node
        }
    }

    private func appendStep(to path: inout [UInt8]) {
        path.append(UInt8(ascii: "/"))
        if isAttribute { path.append(UInt8(ascii: "@")) }
        if let prefix {
            path += prefix.utf8
            path.append(UInt8(ascii: ":"))
        }
        if let name = pointer.pointee.name {
            path += UnsafeBufferPointer(start: name, count: Int(xmlStrlen(name)))
        }
        if isAttribute { return }
        let position = 1 + namesakes(from: pointer.pointee.prev) { $0.pointee.prev }
        if position > 1 || namesakes(from: pointer.pointee.next, { $0.pointee.next }) > 0 {
            path += "[\(position)]".utf8
        }
    }

    /// What the tree calls the name space of the node.
    private var prefix: String? {
        guard let uri = pointer.pointee.ns?.pointee.href else { return nil }
        return tree.namespaces.entries.first { xmlStrEqual($0.uri, uri) == 1 }?.prefix
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

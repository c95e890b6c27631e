// SPDX-License-Identifier: EUPL-1.2

import CLibXML2

extension XMLNode {
    /// The text below as a person would read it, blanks collapsed, empty lines left out.
    ///
    /// - Parameters:
    ///   - blocks: elements, by their local name, that begin and end on a line of their own.
    ///   - cells: elements of one line that are set apart by a dot.
    ///   - atLineFeeds: whether a line feed in the text ends a line too, unless the next line is indented.
    package func lines(
        breakingAt blocks: Set<String>, dividingAt cells: Set<String>, atLineFeeds: Bool = false
    ) -> [String] {
        var text = ReadAloud(breaksAtLineFeeds: atLineFeeds)
        collect(into: &text, blocks, cells)
        text.endLine()
        return text.lines
    }

    /// The depth is bounded by the parser's own limit.
    private func collect(into text: inout ReadAloud, _ blocks: Set<String>, _ cells: Set<String>) {
        var current = pointer.pointee.children
        while let child = current {
            current = child.pointee.next
            switch child.pointee.type {
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
                if let content = child.pointee.content { text.append(String(cString: content)) }
            case XML_ELEMENT_NODE:
                let node = XMLNode(tree: tree, pointer: child)
                if blocks.contains(node.name) { text.endLine() }
                node.collect(into: &text, blocks, cells)
                if blocks.contains(node.name) { text.endLine() }
                if cells.contains(node.name) { text.endCell() }
            default: break
            }
        }
    }
}

/// Lines in the making.
private struct ReadAloud {
    let breaksAtLineFeeds: Bool
    var lines: [String] = []
    var line = ""

    mutating func append(_ text: String) {
        guard breaksAtLineFeeds else {
            line += text
            return
        }
        // What is indented was broken by whoever laid out the XML.
        for (place, part) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if place > 0, part.first.map({ !$0.isWhitespace }) ?? false { endLine() }
            line += place > 0 ? " " + part : part
        }
    }

    mutating func endLine() {
        let words = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        line = ""
        let text = words.hasSuffix(" ·") ? String(words.dropLast(2)) : words
        if !text.isEmpty, text != "·" { lines.append(text) }
    }

    mutating func endCell() { line += " · " }
}

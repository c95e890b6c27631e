// SPDX-License-Identifier: EUPL-1.2

/// An XML element to be written; escaping happens here and nowhere else.
struct Markup {
    let name: String
    let attributes: [(name: String, value: String)]
    let text: String?
    let children: [Markup]

    init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String) {
        self.name = name
        self.attributes = attributes.map { ($0.key, $0.value) }
        self.text = text
        children = []
    }

    init(_ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [Markup] = []) {
        self.name = name
        self.attributes = attributes.map { ($0.key, $0.value) }
        text = nil
        self.children = children
    }

    /// The whole document in UTF-8, indented.
    var document: [UInt8] {
        var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        write(to: &out, indent: "")
        return Array(out.utf8)
    }

    private func write(to out: inout String, indent: String) {
        out += "\(indent)<\(name)"
        for attribute in attributes { out += " \(attribute.name)=\"\(Self.escaped(attribute.value))\"" }
        if let text {
            out += ">\(Self.escaped(text))</\(name)>\n"
        } else if children.isEmpty {
            out += "/>\n"
        } else {
            out += ">\n"
            for child in children { child.write(to: &out, indent: indent + "  ") }
            out += "\(indent)</\(name)>\n"
        }
    }

    private static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}

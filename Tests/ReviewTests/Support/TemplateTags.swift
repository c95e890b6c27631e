// SPDX-License-Identifier: EUPL-1.2

import Domain
import Foundation

/// The tags of a template and what is inside them: Mustache renders a tag that nothing answers as nothing, without a word.
indirect enum TemplateTag {
    case value(String)
    case section(String, isInverted: Bool, [TemplateTag])
    case part(String)
    case parent(String, blocks: [TemplateTag])

    /// Reads `text` up to the end of `section`.
    static func read(_ text: inout Substring, until section: String? = nil) -> [TemplateTag] {
        var tags: [TemplateTag] = []
        while let open = text.range(of: "{{"), let close = text[open.upperBound...].range(of: "}}") {
            let tag = text[open.upperBound..<close.lowerBound].trimmed
            text = text[close.upperBound...]
            let name = String(tag.dropFirst()).trimmed
            switch tag.first {
            case "!": continue
            case "/":
                precondition(name == section, "{{/\(name)}} closes {{#\(section ?? "")}}")
                return tags
            case "#", "^": tags.append(.section(name, isInverted: tag.first == "^", read(&text, until: name)))
            case ">": tags.append(.part(name))
            case "<": tags.append(.parent(name, blocks: read(&text, until: name)))
            case "$": tags += read(&text, until: name)
            case "{", "&": preconditionFailure("the tag \(tag) would not be escaped")
            default: tags.append(.value(tag))
            }
        }
        return tags
    }
}

/// Walks templates and models together, and lists every tag that no property ever answers.
struct TemplateCheck {
    private let folder: String
    private var asked: Set<String> = []
    private var answered: Set<String> = []
    /// Absent values of an inner object for which Mustache would take a value of an outer one.
    private(set) var shadowed: Set<String> = []

    /// Tags that none of the models answered.
    var unanswered: Set<String> { asked.subtracting(answered) }

    init(folder: String) { self.folder = folder }

    mutating func check(_ template: String, _ model: Any) throws {
        try walk(try tags(of: template), [model], template)
    }

    private func tags(of template: String) throws -> [TemplateTag] {
        let text = try String(contentsOfFile: "\(folder)/\(template).mustache", encoding: .utf8)
        var rest = text[...]
        return TemplateTag.read(&rest)
    }

    private mutating func walk(_ tags: [TemplateTag], _ stack: [Any], _ template: String) throws {
        for tag in tags {
            switch tag {
            case .value(let name): _ = resolve(name, stack, template)
            case .part(let part): try walk(try self.tags(of: part), stack, part)
            case .parent(let parent, let blocks):
                try walk(try self.tags(of: parent), stack, parent)
                try walk(blocks, stack, template)
            case .section(let name, let isInverted, let inside):
                for value in resolve(name, stack, template) {
                    try walk(inside, isInverted || value is Bool ? stack : stack + [value], template)
                }
            }
        }
    }

    /// The values of a dotted name: of a list all elements, of what is absent none.
    private mutating func resolve(_ name: String, _ stack: [Any], _ template: String) -> [Any] {
        if name == "." { return stack.suffix(1) }
        let tag = "\(template): \(name)"
        asked.insert(tag)
        let parts = name.split(separator: ".").map(String.init)
        let found = stack.indices.reversed().first { values(parts[0], of: stack[$0]) != nil }
        guard let found, let first = values(parts[0], of: stack[found]) else { return [] }
        if first.isEmpty && stack[..<found].contains(where: { values(parts[0], of: $0) != nil }) {
            shadowed.insert(tag)
        }
        let all = parts.dropFirst().reduce(first) { found, part in found.flatMap { values(part, of: $0) ?? [] } }
        if !all.isEmpty { answered.insert(tag) }
        return all
    }

    /// Nothing where there is no such property; none where it is absent or an empty list.
    private func values(_ name: String, of object: Any) -> [Any]? {
        guard let value = Mirror(reflecting: object).children.first(where: { $0.label == name })?.value else {
            return nil
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional, .collection: return mirror.children.map(\.value)
        default: return [value]
        }
    }
}

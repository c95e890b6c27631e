// SPDX-License-Identifier: EUPL-1.2

/// Templates by name, ready to be filled: parts and frames stand in their places, so that nothing is looked up while a page
/// is made.
package struct TemplateLibrary: Sendable {
    private var ready: [String: Template] = [:]

    /// - Parameters:
    ///   - names: of the templates that are to be filled; what they refer to is found through `source`.
    ///   - source: the text of a template; nothing where there is none.
    /// - Throws: ``TemplateFault`` for the first template that is missing or unsound.
    package init(_ names: [String], source: @escaping (String) throws -> [UInt8]?) throws {
        var linker = TemplateLinker(source)
        for name in names { ready[name] = try linker.template(name) }
    }

    /// Nothing for a name that the library was not made for.
    package subscript(name: String) -> Template? { ready[name] }
}

/// A template that is ready to be filled.
package struct Template: Hashable, Sendable {
    let program: TemplateProgram
    let escaping: TextEscaping

    init(steps: [TemplateStep], escaping: TextEscaping) {
        program = TemplateProgram(steps)
        self.escaping = escaping
    }

    /// A template that stands alone.
    ///
    /// - Parameter name: what faults call it.
    /// - Throws: ``TemplateFault``.
    package init(_ name: String, _ text: [UInt8]) throws {
        var linker = TemplateLinker { $0 == name ? text : nil }
        self = try linker.template(name)
    }
}

/// Puts parts and frames into their places.
private struct TemplateLinker {
    private struct Parsed {
        let tokens: [TemplateToken]
        let escaping: TextEscaping
    }

    private let source: (String) throws -> [UInt8]?
    private var parsed: [String: Parsed] = [:]
    /// The templates that are being put into their places, from the outermost.
    private var open: [String] = []

    init(_ source: @escaping (String) throws -> [UInt8]?) { self.source = source }

    mutating func template(_ name: String) throws -> Template {
        let found = try parse(name)
        return Template(steps: Self.joined(try steps(of: name, [:])), escaping: found.escaping)
    }

    private mutating func parse(_ name: String) throws -> Parsed {
        if let known = parsed[name] { return known }
        guard let text = try source(name) else { throw TemplateFault.missing(template: name) }
        var parser = TemplateParser(name, text)
        let tokens = try parser.tokens()
        let new = Parsed(tokens: tokens, escaping: parser.escaping)
        parsed[name] = new
        return new
    }

    private mutating func steps(of name: String, _ blocks: [String: [TemplateStep]]) throws -> [TemplateStep] {
        guard !open.contains(name) else { throw TemplateFault.endless(template: name) }
        let tokens = try parse(name).tokens
        open.append(name)
        defer { open.removeLast() }
        return try steps(tokens, blocks)
    }

    private mutating func steps(
        _ tokens: [TemplateToken], _ blocks: [String: [TemplateStep]]
    ) throws -> [TemplateStep] {
        var steps: [TemplateStep] = []
        for token in tokens {
            switch token {
            case .text(let text): steps.append(.text(text))
            case .value(let name): steps.append(.value(name))
            case .section(let name, let isInverted, let inside):
                steps.append(.section(name, isInverted: isInverted, Self.joined(try self.steps(inside, blocks))))
            case .part(let name): steps += try self.steps(of: name, [:])
            case .block(let name, let usual): steps += try blocks[name] ?? self.steps(usual, blocks)
            case .frame(let name, let filling):
                var filled: [String: [TemplateStep]] = [:]
                for (block, tokens) in filling { filled[block] = try self.steps(tokens, blocks) }
                // A block that was filled further out stands before one that is filled here.
                steps += try self.steps(of: name, filled.merging(blocks) { _, outer in outer })
            }
        }
        return steps
    }

    /// The same with texts that follow each other as one.
    private static func joined(_ steps: [TemplateStep]) -> [TemplateStep] {
        steps.reduce(into: []) { joined, step in
            if case .text(let more) = step, case .text(let text) = joined.last {
                joined[joined.count - 1] = .text(text + more)
            } else {
                joined.append(step)
            }
        }
    }
}

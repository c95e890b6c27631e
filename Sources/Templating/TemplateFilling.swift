// SPDX-License-Identifier: EUPL-1.2

extension Template {
    /// The text, as UTF-8.
    ///
    /// - Parameter model: structs of texts, numbers, flags, structs of the same kind, and arrays and optionals of them.
    /// - Throws: ``TemplateFault/unanswered(name:)`` when a tag asks for something that the model does not have.
    package func filled(with model: some Encodable) throws -> [UInt8] {
        var filling = TemplateFilling(try TemplateValue(model), escaping)
        try filling.write(steps)
        return filling.bytes
    }
}

/// A page while it is made.
private struct TemplateFilling {
    private(set) var bytes: [UInt8] = []
    /// The values that the tags can see, from the outermost.
    private var scopes: [TemplateValue]
    private let escaping: TextEscaping

    init(_ value: TemplateValue, _ escaping: TextEscaping) {
        scopes = [value]
        self.escaping = escaping
        // Most pages are of this size; a bigger one grows.
        bytes.reserveCapacity(16 << 10)
    }

    mutating func write(_ steps: [TemplateStep]) throws(TemplateFault) {
        for step in steps {
            switch step {
            case .text(let text): bytes.append(contentsOf: text)
            case .value(let name): write(try value(name))
            case .section(let name, isInverted: false, let inside): try write(inside, for: try value(name))
            case .section(let name, isInverted: true, let inside):
                if try value(name).isNothing { try write(inside) }
            }
        }
    }

    private mutating func write(_ value: TemplateValue) {
        switch value {
        case .text(let text): escaping.append(text, to: &bytes)
        case .flag(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .absent, .list, .fields: break
        }
    }

    /// The steps once for each of the values: none for what is absent or not so.
    private mutating func write(_ steps: [TemplateStep], for value: TemplateValue) throws(TemplateFault) {
        switch value {
        case .absent, .flag(false): break
        case .flag(true): try write(steps)
        case .list(let list):
            for element in list { try write(steps, inside: element) }
        case .text, .fields: try write(steps, inside: value)
        }
    }

    private mutating func write(_ steps: [TemplateStep], inside value: TemplateValue) throws(TemplateFault) {
        scopes.append(value)
        try write(steps)
        scopes.removeLast()
    }

    /// The innermost value of that name; behind its first part the name leads inwards only.
    private func value(_ name: TagName) throws(TemplateFault) -> TemplateValue {
        if name.isCurrent { return scopes[scopes.count - 1] }
        for scope in scopes.reversed() {
            guard case .fields(let fields) = scope, let found = fields[name.first] else { continue }
            return try name.rest.isEmpty ? found : inner(found, name)
        }
        throw .unanswered(name: name.written)
    }

    private func inner(_ outer: TemplateValue, _ name: TagName) throws(TemplateFault) -> TemplateValue {
        var value = outer
        for part in name.rest {
            if case .absent = value { return .absent }
            guard case .fields(let fields) = value, let next = fields[part] else {
                throw .unanswered(name: name.written)
            }
            value = next
        }
        return value
    }
}

extension TemplateValue {
    /// What an inverted section stands for.
    fileprivate var isNothing: Bool {
        switch self {
        case .absent, .flag(false): true
        case .list(let list): list.isEmpty
        case .flag(true), .text, .fields: false
        }
    }
}

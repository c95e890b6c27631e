// SPDX-License-Identifier: EUPL-1.2

extension Template {
    /// The text, as UTF-8.
    ///
    /// - Parameter model: structs of texts, numbers, flags, structs of the same kind, and arrays and optionals of them.
    /// - Throws: ``TemplateFault/unanswered(name:)`` when a tag asks for something that the model does not have.
    package func filled(with model: some Encodable) throws -> [UInt8] {
        var filling = TemplateFilling(try TemplateValue(model), program, escaping)
        try filling.write(program.orders.indices)
        return filling.bytes
    }
}

/// A page while it is made.
private struct TemplateFilling {
    private(set) var bytes: [UInt8] = []
    /// The values that the tags can see, from the outermost.
    private var scopes: [TemplateValue]
    private let program: TemplateProgram
    private let escaping: TextEscaping

    init(_ value: TemplateValue, _ program: TemplateProgram, _ escaping: TextEscaping) {
        scopes = [value]
        self.program = program
        self.escaping = escaping
        // Most pages are of this size; a bigger one grows.
        bytes.reserveCapacity(16 << 10)
    }

    /// What the orders at these places say.
    mutating func write(_ places: Range<Int>) throws(TemplateFault) {
        var place = places.lowerBound
        while place < places.upperBound {
            let order = program.orders[place]
            place += 1
            switch order {
            case .text(let from, let to): bytes.append(contentsOf: program.text[from..<to])
            case .value(let name): write(try value(name))
            case .section(let name, let end):
                try write(place..<end, for: try value(name))
                place = end
            case .otherwise(let name, let end):
                if try value(name).isNothing { try write(place..<end) }
                place = end
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

    /// The orders once for each of the values: none for what is absent or not so.
    private mutating func write(_ places: Range<Int>, for value: TemplateValue) throws(TemplateFault) {
        switch value {
        case .absent, .flag(false): break
        case .flag(true): try write(places)
        case .list(let list):
            for element in list { try write(places, inside: element) }
        case .text, .fields: try write(places, inside: value)
        }
    }

    private mutating func write(_ places: Range<Int>, inside value: TemplateValue) throws(TemplateFault) {
        scopes.append(value)
        try write(places)
        scopes.removeLast()
    }

    /// The innermost value of that name; behind its first part the name leads inwards only.
    private func value(_ place: Int) throws(TemplateFault) -> TemplateValue {
        let name = program.names[place]
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

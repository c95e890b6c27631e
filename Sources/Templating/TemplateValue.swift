// SPDX-License-Identifier: EUPL-1.2

/// What a tag can show.
enum TemplateValue {
    /// A property that is there and has no value.
    case absent
    case text(String)
    case flag(Bool)
    case list([TemplateValue])
    case fields(TemplateFields)

    /// - Parameter model: structs of texts, numbers, flags, structs of the same kind, and arrays and optionals of them.
    init(_ model: some Encodable) throws {
        let encoder = TemplateEncoder()
        try model.encode(to: encoder)
        self = encoder.value
    }
}

/// The properties of a struct, by name.
///
/// They are few, so that comparing names one after the other is quicker than hashing them.
final class TemplateFields {
    private var fields: [(name: String, value: TemplateValue)] = []

    init() { fields.reserveCapacity(Self.usual) }

    /// Most structs have no more; growing step by step would move them all several times.
    private static let usual = 12

    func append(_ value: TemplateValue, named name: String) { fields.append((name, value)) }

    /// Nothing where the struct has no such property.
    subscript(name: String) -> TemplateValue? {
        // By index, so that what is only compared is not held on to.
        for index in fields.indices where fields[index].name == name { return fields[index].value }
        return nil
    }
}

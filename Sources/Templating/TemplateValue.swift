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
    private var names: [String] = []
    private var values: [TemplateValue] = []

    func append(_ value: TemplateValue, named name: String) {
        names.append(name)
        values.append(value)
    }

    /// Nothing where the struct has no such property.
    subscript(name: String) -> TemplateValue? {
        for index in names.indices where names[index] == name { return values[index] }
        return nil
    }
}

// SPDX-License-Identifier: EUPL-1.2

/// Turns a model into values by the `Encodable` that the compiler writes for it, which is many times quicker than looking at
/// its properties by reflection.
final class TemplateEncoder: Encoder {
    var value = TemplateValue.absent
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        let fields = TemplateFields()
        value = .fields(fields)
        return KeyedEncodingContainer(Fields(encoder: self, fields: fields))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        value = .list([])
        return Elements(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(encoder: self) }

    /// The value of a part of the model, by the same encoder: one for each part would cost as much as the part.
    fileprivate func part(_ model: some Encodable) throws -> TemplateValue {
        let whole = value
        defer { value = whole }
        value = .absent
        try model.encode(to: self)
        return value
    }

    fileprivate func append(_ element: TemplateValue) {
        guard case .list(var list) = value else { return }
        value = .absent
        list.append(element)
        value = .list(list)
    }
}

/// The properties of one struct.
private struct Fields<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: TemplateEncoder
    let fields: TemplateFields
    var codingPath: [any CodingKey] { [] }

    private func put(_ value: TemplateValue, _ key: Key) { fields.append(value, named: key.stringValue) }

    func encodeNil(forKey key: Key) { put(.absent, key) }
    func encode(_ value: Bool, forKey key: Key) { put(.flag(value), key) }
    func encode(_ value: String, forKey key: Key) { put(.text(value), key) }
    func encode(_ value: Int, forKey key: Key) { put(.text(String(value)), key) }
    func encode(_ value: some Encodable, forKey key: Key) throws { put(try encoder.part(value), key) }

    // An absent value is known by its name all the same: a tag for it is no mistake.
    func encodeIfPresent(_ value: Bool?, forKey key: Key) { put(value.map(TemplateValue.flag) ?? .absent, key) }
    func encodeIfPresent(_ value: String?, forKey key: Key) { put(value.map(TemplateValue.text) ?? .absent, key) }
    func encodeIfPresent(_ value: Int?, forKey key: Key) { put(value.map { .text(String($0)) } ?? .absent, key) }
    func encodeIfPresent(_ value: (some Encodable)?, forKey key: Key) throws {
        put(try value.map { try encoder.part($0) } ?? .absent, key)
    }

    func nestedContainer<Inner: CodingKey>(
        keyedBy type: Inner.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Inner> {
        let inner = TemplateFields()
        put(.fields(inner), key)
        return KeyedEncodingContainer(Fields<Inner>(encoder: encoder, fields: inner))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        preconditionFailure("models encode their lists as values")
    }

    func superEncoder() -> any Encoder { preconditionFailure("models are structs") }
    func superEncoder(forKey key: Key) -> any Encoder { preconditionFailure("models are structs") }
}

/// The elements of an array.
private struct Elements: UnkeyedEncodingContainer {
    let encoder: TemplateEncoder
    private(set) var count = 0
    var codingPath: [any CodingKey] { [] }

    init(encoder: TemplateEncoder) { self.encoder = encoder }

    private mutating func put(_ value: TemplateValue) {
        encoder.append(value)
        count += 1
    }

    mutating func encodeNil() { put(.absent) }
    mutating func encode(_ value: Bool) { put(.flag(value)) }
    mutating func encode(_ value: String) { put(.text(value)) }
    mutating func encode(_ value: Int) { put(.text(String(value))) }
    mutating func encode(_ value: some Encodable) throws { put(try encoder.part(value)) }

    mutating func nestedContainer<Inner: CodingKey>(keyedBy type: Inner.Type) -> KeyedEncodingContainer<Inner> {
        let inner = TemplateFields()
        put(.fields(inner))
        return KeyedEncodingContainer(Fields<Inner>(encoder: encoder, fields: inner))
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        preconditionFailure("models encode their lists as values")
    }

    mutating func superEncoder() -> any Encoder { preconditionFailure("models are structs") }
}

/// A text, a number, a flag, or an enumeration of them.
private struct Single: SingleValueEncodingContainer {
    let encoder: TemplateEncoder
    var codingPath: [any CodingKey] { [] }

    func encodeNil() { encoder.value = .absent }
    func encode(_ value: Bool) { encoder.value = .flag(value) }
    func encode(_ value: String) { encoder.value = .text(value) }
    func encode(_ value: Int) { encoder.value = .text(String(value)) }

    /// Numbers of every other kind come back here from their own `encode`, and must not be sent there again.
    func encode(_ value: some Encodable) throws {
        encoder.value = value is any Numeric ? .text("\(value)") : try encoder.part(value)
    }
}

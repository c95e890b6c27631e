// SPDX-License-Identifier: EUPL-1.2

internal import Mustache

/// The values of a page by the names that its template uses, all looked up once.
///
/// Left to itself Mustache looks at the model by reflection for each tag, and at all its properties each time: that was
/// more than half of the time that a page took.
struct TemplateValues: MustacheParent {
    private let values: [String: Any]

    /// - Parameter model: a struct whose properties are texts, numbers, flags, structs of the same kind, or arrays and
    ///   optionals of them.
    init(_ model: Any) {
        self.init(Mirror(reflecting: model))
    }

    private init(_ mirror: Mirror) {
        var values: [String: Any] = [:]
        values.reserveCapacity(mirror.children.count)
        for (label, value) in mirror.children {
            guard let label, let shown = Self.shown(value) else { continue }
            values[label] = shown
        }
        self.values = values
    }

    func child(named name: String) -> Any? { values[name] }

    /// Nothing for an absent value.
    private static func shown(_ value: Any) -> Any? {
        switch value {
        case is String, is Int, is Bool: return value
        case let list as [Any]: return list.compactMap(shown)
        default: break
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { shown($0.value) }
        case .struct: return TemplateValues(mirror)
        default: return value
        }
    }
}

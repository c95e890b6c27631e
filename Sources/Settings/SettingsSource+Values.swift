// SPDX-License-Identifier: EUPL-1.2

import Domain
import SystemPackage

extension SettingsSource {
    /// Puts what was said about `key` into `value`, which holds the default.
    mutating func read<Value: SettingsValue>(_ key: String, into value: inout Value) {
        read(key, into: &value) { _ in nil }
    }

    /// The same for a number that must lie in `range`.
    mutating func read<Value: SettingsValue & Comparable>(
        _ key: String,
        into value: inout Value,
        in range: ClosedRange<Value>
    ) {
        read(key, into: &value) { value in
            guard !range.contains(value) else { return nil }
            let limits = "da \(range.lowerBound.settingText) a \(range.upperBound.settingText)"
            return "\(value.settingText) è fuori dai limiti (\(limits))"
        }
    }

    /// The same with a condition: `fault` answers what is wrong with a value, in Italian, or nothing.
    mutating func read<Value: SettingsValue>(
        _ key: String,
        into value: inout Value,
        fault: (Value) -> String?
    ) {
        let standard = value
        let found = text(of: key)
        if let found, let given = checked(found, key: key, fault: fault) { value = given }
        record(key, value.settingText, isDefault: value == standard, found)
    }

    /// Puts a path into `value`, which holds the default; both count from `base`.
    mutating func read(_ key: String, into value: inout FilePath, base: FilePath) {
        let standard = base.pushing(value).lexicallyNormalized()
        let found = text(of: key)
        value = standard
        if let found, let given: String = checked(found, key: key, fault: { _ in nil }) {
            value = base.pushing(FilePath(given)).lexicallyNormalized()
        }
        record(key, value.string, isDefault: value == standard, found)
    }

    /// The same for a path that need not be given.
    mutating func read(_ key: String, into value: inout FilePath?, base: FilePath) {
        var text: String?
        read(key, into: &text)
        value = text.map { base.pushing(FilePath($0)).lexicallyNormalized() }
    }

    /// Puts a list into `value`; outside the file it is written with commas.
    mutating func read(_ key: String, into value: inout [String]) {
        let standard = value
        let found = text(of: key)
        if let found {
            value = found.list ?? found.text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
        }
        record(key, value.joined(separator: ", "), isDefault: value == standard, found)
    }

    /// The keys directly under a group, in the order of the file.
    func names(under key: String) -> [(name: String, line: Int?)] {
        guard let node = node(at: key), case .group(let children) = node.content else { return [] }
        return children.map { ($0.key, $0.line) }
    }
}

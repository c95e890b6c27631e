// SPDX-License-Identifier: EUPL-1.2

import Domain
import SystemPackage

/// Hands out values by dotted key, and remembers which keys exist, what they became and what was wrong with them.
///
/// A programmatic override counts before the environment, the environment before the file, the file before the default.
struct SettingsSource {
    private let file: String
    private let tree: SettingsNode
    private let environment: [String: String]
    private let overrides: [String: String]
    private var knownKeys: [String] = []
    private(set) var entries: [SettingsEntry] = []
    private(set) var problems: [SettingsProblem] = []

    init(
        file: String = "",
        tree: SettingsNode = .empty,
        environment: [String: String] = [:],
        overrides: [String: String] = [:]
    ) {
        self.file = file
        self.tree = tree
        self.environment = environment
        self.overrides = overrides
    }

    /// The variable that stands for a key: `web.port` is `ESENZIONI_WEB_PORT`.
    static func variable(of key: String) -> String {
        "ESENZIONI_" + key.uppercased().map { $0 == "." || $0 == "-" ? "_" : String($0) }.joined()
    }
}

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

    /// Notes a problem with a line of the file.
    mutating func complain(line: Int?, key: String, _ message: String) {
        problems.append(SettingsProblem(file: file, line: line, key: key, message: message))
    }
}

extension SettingsSource {
    private struct Found {
        let text: String
        let list: [String]?
        let origin: SettingsEntry.Origin
        let place: String
        let line: Int?
    }

    private mutating func text(of key: String) -> Found? {
        knownKeys.append(key)
        if let text = overrides[key] {
            return Found(text: text, list: nil, origin: .override, place: "riga di comando", line: nil)
        }
        let variable = Self.variable(of: key)
        if let text = environment[variable] {
            return Found(text: text, list: nil, origin: .environment, place: variable, line: nil)
        }
        guard let node = node(at: key) else { return nil }
        switch node.content {
        case .scalar(let text): return Found(text: text, list: nil, origin: .file, place: file, line: node.line)
        case .list(let list):
            let text = list.joined(separator: ",")
            return Found(text: text, list: list, origin: .file, place: file, line: node.line)
        // A group where a value belongs is reported with the unknown keys.
        case .group: return nil
        }
    }

    private func node(at key: String) -> SettingsNode? {
        key.split(separator: ".").reduce(tree) { node, part in
            guard let node, case .group(let children) = node.content else { return nil }
            return children.first { $0.key == part }?.node
        }
    }

    private mutating func checked<Value: SettingsValue>(
        _ found: Found,
        key: String,
        fault: (Value) -> String?
    ) -> Value? {
        let message: String
        if found.text.isEmpty, !Value.allowsEmpty {
            message = "manca il valore: ci vuole \(Value.expectation)"
        } else if found.list == nil, let value = Value(settingText: found.text) {
            guard let wrong = fault(value) else { return value }
            message = wrong
        } else {
            message = "«\(found.text)» non va: ci vuole \(Value.expectation)"
        }
        problems.append(SettingsProblem(file: found.place, line: found.line, key: key, message: message))
        return nil
    }

    private mutating func record(_ key: String, _ value: String, isDefault: Bool, _ found: Found?) {
        entries.append(
            SettingsEntry(
                key: key,
                value: value,
                isDefault: isDefault,
                origin: found?.origin ?? .builtIn,
                place: found?.place ?? file,
                line: found?.line
            )
        )
    }
}

extension SettingsSource {
    /// Every complaint, those about keys that nothing asked for included, in the order of the lines.
    func allProblems() -> [SettingsProblem] {
        let strays = KeyCheck(file: file, knownKeys: knownKeys)
        let found =
            problems + strays.problems(in: tree) + strays.problems(in: environment)
            + overrides.keys.sorted().filter { !knownKeys.contains($0) }.map {
                SettingsProblem(file: "riga di comando", key: $0, message: "chiave sconosciuta")
            }
        return found.enumerated()
            .sorted { ($0.element.line ?? .max, $0.offset) < ($1.element.line ?? .max, $1.offset) }
            .map(\.element)
    }
}

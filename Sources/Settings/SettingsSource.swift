// SPDX-License-Identifier: EUPL-1.2

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
    /// Notes a problem with a line of the file.
    mutating func complain(line: Int?, key: String, _ message: String) {
        problems.append(SettingsProblem(file: file, line: line, key: key, message: message))
    }

    /// Notes a problem with a key that was read before, where it was said.
    mutating func complain(key: String, _ message: String) {
        guard let entry = entries.last(where: { $0.key == key }) else { return }
        problems.append(entry.problem(message))
    }

    /// What was said about a key, and where.
    struct Found {
        let text: String
        let list: [String]?
        let origin: SettingsEntry.Origin
        let place: String
        let line: Int?
    }

    /// What was said about a key by whoever counts first; the key is known from now on.
    mutating func text(of key: String) -> Found? {
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

    func node(at key: String) -> SettingsNode? {
        key.split(separator: ".").reduce(tree) { node, part in
            guard let node, case .group(let children) = node.content else { return nil }
            return children.first { $0.key == part }?.node
        }
    }

    /// The value that was found, or nothing and a problem.
    mutating func checked<Value: SettingsValue>(
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

    /// Keeps what a key became, for `check`.
    mutating func record(_ key: String, _ value: String, isDefault: Bool, _ found: Found?) {
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

// SPDX-License-Identifier: EUPL-1.2

/// Finds keys that nobody asked for, and groups that stand where a value belongs or the other way round.
struct KeyCheck {
    let file: String
    /// Dotted, of values only.
    let knownKeys: [String]

    func problems(in tree: SettingsNode) -> [SettingsProblem] { problems(in: tree, under: "") }

    private func problems(in node: SettingsNode, under prefix: String) -> [SettingsProblem] {
        guard case .group(let children) = node.content else {
            return [SettingsProblem(file: file, line: node.line, message: "ci vuole un elenco di chiavi con valore")]
        }
        return children.flatMap { child in
            problems(of: child.node, name: child.key, line: child.line, under: prefix)
        }
    }

    private func problems(
        of node: SettingsNode,
        name: String,
        line: Int?,
        under prefix: String
    ) -> [SettingsProblem] {
        let key = prefix + name
        if knownKeys.contains(key) {
            guard case .group = node.content else { return [] }
            return [problem(line, key, "ci vuole un valore, non un gruppo di chiavi")]
        }
        if knownKeys.contains(where: { $0.hasPrefix(key + ".") }) {
            switch node.content {
            case .group: return problems(in: node, under: key + ".")
            case .scalar(""): return []
            default: return [problem(line, key, "ci vuole un gruppo di chiavi, non un valore")]
            }
        }
        return [problem(line, key, "chiave sconosciuta", suggestion(for: name, under: prefix))]
    }

    /// A similar key of the same group, or the full name of the same key in another.
    private func suggestion(for name: String, under prefix: String) -> String? {
        let siblings = Set(
            knownKeys.filter { $0.hasPrefix(prefix) }
                .compactMap { $0.dropFirst(prefix.count).split(separator: ".").first.map(String.init) }
        )
        return Suggestion.nearest(to: name, among: siblings.sorted())
            ?? knownKeys.first { $0.hasSuffix("." + name) && !$0.hasPrefix("senders.") }
    }

    private func problem(_ line: Int?, _ key: String, _ message: String, _ suggestion: String? = nil) -> SettingsProblem
    {
        SettingsProblem(file: file, line: line, key: key, message: message, suggestion: suggestion)
    }

    /// Variables that are nearly one of ours; others under the same prefix belong to somebody else.
    func problems(in environment: [String: String]) -> [SettingsProblem] {
        let variables = Set(knownKeys.map(SettingsSource.variable))
        return environment.keys.sorted().compactMap { name in
            guard name.hasPrefix("ESENZIONI_"), !variables.contains(name),
                let meant = Suggestion.nearest(to: name, among: variables.sorted())
            else { return nil }
            return SettingsProblem(file: name, message: "variabile d'ambiente sconosciuta", suggestion: meant)
        }
    }
}

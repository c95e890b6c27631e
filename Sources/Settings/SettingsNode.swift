// SPDX-License-Identifier: EUPL-1.2

import Yams

/// A piece of the configuration file with the line it stands on; scalars are kept as their text, since YAML would read
/// `asl: 010301` as an octal number.
struct SettingsNode: Sendable {
    enum Content: Sendable {
        case scalar(String)
        case list([String])
        case group([(key: String, line: Int?, node: SettingsNode)])
    }

    let content: Content
    let line: Int?

    /// A file that says nothing.
    static let empty = SettingsNode(content: .group([]), line: nil)

    /// Reads a YAML text.
    ///
    /// - Parameters:
    ///   - yaml: the text.
    ///   - file: the name to put in a problem.
    /// - Returns: The tree; an empty group for an empty file.
    /// - Throws: `SettingsFault` where the text is no YAML, or a key stands twice in one group.
    static func parse(_ yaml: String, file: String) throws(SettingsFault) -> SettingsNode {
        do {
            guard let node = try Yams.compose(yaml: yaml) else { return empty }
            return SettingsNode(node)
        } catch {
            throw SettingsFault(problems: problems(of: error, file: file))
        }
    }

    private init(content: Content, line: Int?) {
        self.content = content
        self.line = line
    }

    private init(_ node: Node) {
        let line = node.mark?.line
        switch node {
        case .scalar(let scalar):
            let isNull = scalar.style == .plain && ["~", "null"].contains(scalar.string)
            self.init(content: .scalar(isNull ? "" : scalar.string), line: line)
        case .sequence(let sequence):
            self.init(content: .list(sequence.map { $0.scalar?.string ?? "" }), line: line)
        case .mapping(let mapping):
            let children = mapping.map { key, value in
                (key: key.scalar?.string ?? "", line: key.mark?.line, node: SettingsNode(value))
            }
            self.init(content: .group(children), line: line)
        case .alias:
            self.init(content: .scalar(""), line: line)
        }
    }

    private static func problems(of error: any Error, file: String) -> [SettingsProblem] {
        switch error {
        case YamlError.duplicatedKeysInMapping(let keys, let context):
            keys.map { key in
                let message = "chiave ripetuta nello stesso gruppo"
                return SettingsProblem(file: file, line: context.mark.line, key: key, message: message)
            }
        case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            [SettingsProblem(file: file, line: mark.line, message: "il testo non è YAML valido (\(problem))")]
        default:
            [SettingsProblem(file: file, message: "il testo non è YAML valido (\(error))")]
        }
    }
}

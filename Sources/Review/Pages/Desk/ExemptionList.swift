// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain

/// The exemptions by code and by name, for the filter of the desk: what is typed there is looked up here, so that it works
/// without scripts; with them the browser gets the same list once and suggests from it.
struct ExemptionList: Sendable {
    private struct Entry: Sendable {
        let entry: ExemptionEntry
        /// The words of the name, as they are compared.
        let words: [String]
    }

    private let entries: [Entry]

    /// What the filter shows for no filter (manual §3.2).
    static let all = "TUTTE"

    init(_ catalogue: ExemptionCatalogue) {
        entries = catalogue.exemptions.map {
            Entry(entry: $0, words: $0.description.comparedWords)
        }
    }

    /// What was typed into the filter stands for.
    enum Answer: Hashable, Sendable {
        case all
        case some([ExemptionEntry])
        /// A sound code that the catalogue does not have; practices of another system may.
        case unlisted(ExemptionCode)
        case none
    }

    /// The exemption of that code; else those in which every word typed begins the code or a word of the name.
    func find(_ typed: String) -> Answer {
        guard !typed.isEmpty, typed.uppercased() != Self.all else { return .all }
        let words = typed.comparedWords
        if let code = words.first.flatMap({ ExemptionCode(typed: $0) }) {
            if let entry = entries.first(where: { $0.entry.code == code }) { return .some([entry.entry]) }
            if words.count == 1 && code.value == words[0] { return .unlisted(code) }
        }
        let found = entries.filter { entry in
            words.allSatisfy { word in
                entry.entry.code.value.hasPrefix(word) || entry.words.contains { $0.hasPrefix(word) }
            }
        }
        return words.isEmpty || found.isEmpty ? .none : .some(found.map(\.entry))
    }
}

extension ExemptionList {
    /// The name under which browsers get the list.
    static let name = "esenzioni.json"

    /// `[["048","Soggetti affetti da …"],…]`.
    static func json(_ catalogue: ExemptionCatalogue) -> [UInt8] {
        let rows = catalogue.exemptions.map { "[\($0.code.value.jsonText),\($0.description.jsonText)]" }
        return Array("[\(rows.joined(separator: ","))]".utf8)
    }
}

extension String {
    /// The words in plain capitals, without accents and signs.
    fileprivate var comparedWords: [String] {
        foldedToASCII.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    }

    /// As a JSON string.
    fileprivate var jsonText: String {
        let inside = unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "\"", "\\": text += "\\\(scalar)"
            case "\u{00}"..."\u{1F}": text += " "
            default: text.unicodeScalars.append(scalar)
            }
        }
        return "\"\(inside)\""
    }
}

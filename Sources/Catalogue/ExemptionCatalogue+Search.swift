// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// What somebody looks for in the catalogue, by code or by words in any order; accents and case do not matter.
package struct CatalogueSearch: Hashable, Sendable {
    private let words: [String]

    package init(_ text: String) {
        words = text.searchWords
    }

    package var isEmpty: Bool { words.isEmpty }

    /// Whether each word begins a word of the description, or the code.
    func finds(_ code: String, _ description: String) -> Bool {
        let there = [code] + description.searchWords
        return words.allSatisfy { word in there.contains { $0.hasPrefix(word) } }
    }

    /// Whether it is, or begins, this code.
    func begins(_ code: String) -> Bool { words.count == 1 && code.hasPrefix(words[0]) }
}

extension ExemptionCatalogue {
    /// The current exemptions that `search` finds, those whose code it begins first, then in the order of their codes.
    package func exemptions(_ search: CatalogueSearch, limit: Int) -> [ExemptionEntry] {
        let found = exemptions.filter { $0.isCurrent && search.finds($0.code.value, $0.description) }
        return Array(
            (found.filter { search.begins($0.code.value) } + found.filter { !search.begins($0.code.value) })
                .prefix(limit))
    }

    /// The diagnoses that `search` finds, under `exemption` or, without one, under any current exemption; those whose code
    /// it begins first.
    package func diagnoses(_ search: CatalogueSearch, of exemption: ExemptionCode?, limit: Int) -> [DiagnosisEntry] {
        let places = exemption.map { [$0] } ?? exemptions.filter(\.isCurrent).map(\.code)
        let found = places.flatMap { diagnoses(of: $0) }.filter {
            !$0.code.isPlaceholder && search.finds($0.code.value, $0.description)
        }
        return Array(
            (found.filter { search.begins($0.code.value) } + found.filter { !search.begins($0.code.value) })
                .prefix(limit))
    }
}

extension String {
    /// Words of letters and digits, in capitals and without accents.
    fileprivate var searchWords: [String] {
        foldedToASCII.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    }
}

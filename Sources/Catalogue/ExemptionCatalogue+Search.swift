// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// What somebody looks for in the catalogue, by code or by words in any order; accents and case do not matter.
package struct CatalogueSearch: Hashable, Sendable {
    private let words: [String]

    /// Codes may be written as certificates print them: with dot or comma (`403.90`), and without the zeros of an exemption.
    package init(_ text: String) {
        words = text.searchedWords
    }

    package var isEmpty: Bool { words.isEmpty }

    /// The single word that is sought, which may be a code.
    fileprivate var only: String? { words.count == 1 ? words[0] : nil }

    /// Whether each word begins a word of the description, or the code.
    func finds(_ code: String, _ description: String) -> Bool {
        let there = [code] + description.searchWords
        return words.allSatisfy { word in there.contains { $0.hasPrefix(word) } }
    }

    /// Whether it is, or begins, this code.
    func begins(_ code: String) -> Bool { words.count == 1 && code.hasPrefix(words[0]) }

    /// The same for exemptions, whose codes people write without the zeros at their head: `44` for 044.
    fileprivate var withZeros: CatalogueSearch? {
        guard let only, (1...2).contains(only.utf8.count), only.utf8.allSatisfy(\.isASCIIDigit) else { return nil }
        return CatalogueSearch(String(repeating: "0", count: 3 - only.utf8.count) + only)
    }
}

extension ExemptionCatalogue {
    /// The current exemptions that `search` finds, those whose code it is or begins first, then in the order of their codes.
    package func exemptions(_ search: CatalogueSearch, limit: Int) -> [ExemptionEntry] {
        let current = exemptions.filter(\.isCurrent)
        let exact = search.withZeros.map { zeros in current.filter { zeros.only == $0.code.value } } ?? []
        let found = current.filter { entry in
            search.finds(entry.code.value, entry.description) && !exact.contains { $0.code == entry.code }
        }
        return Array(
            (exact + found.filter { search.begins($0.code.value) } + found.filter { !search.begins($0.code.value) })
                .prefix(limit))
    }

    /// The diagnoses that `search` finds, under `exemption` or, without one, under any current exemption; those whose code
    /// it begins first. Of a category that the lists name there are also the codes of the classification below it, which are
    /// accepted like itself.
    package func diagnoses(_ search: CatalogueSearch, of exemption: ExemptionCode?, limit: Int) -> [DiagnosisEntry] {
        let places = exemption.map { [$0] } ?? exemptions.filter(\.isCurrent).map(\.code)
        let found = places.flatMap { diagnoses(of: $0) }.filter {
            !$0.code.isPlaceholder && search.finds($0.code.value, $0.description)
        }
        let listed = found.filter { search.begins($0.code.value) }
        let below = search.only.map { finer(beginning: $0, than: listed, in: places, limit: limit) } ?? []
        return Array((listed + below + found.filter { !search.begins($0.code.value) }).prefix(limit))
    }

    /// The codes of the classification that begin like `word` and lie below a category of the lists.
    private func finer(
        beginning word: String, than listed: [DiagnosisEntry], in places: [ExemptionCode], limit: Int
    ) -> [DiagnosisEntry] {
        // A category has at least three characters; less begins thousands of codes.
        guard word.utf8.count >= 3 else { return [] }
        var result: [DiagnosisEntry] = []
        for (text, name) in classificationEntries(beginning: word) {
            guard let code = DiagnosisCode(text), !code.isPlaceholder, result.count < limit else { continue }
            for place in places where !listed.contains(where: { $0.code == code && $0.exemption == place }) {
                guard let category = diagnosis(code, of: place), category.code != code else { continue }
                result.append(
                    DiagnosisEntry(code: code, exemption: place, description: name, duration: category.duration))
            }
        }
        return result
    }
}

extension String {
    /// Words of letters and digits, in capitals and without accents.
    fileprivate var searchWords: [String] {
        foldedToASCII.split { !($0.isLetter || $0.isNumber) }.map(String.init)
    }

    /// The same of what was typed, where a code with its dot or comma is one word.
    fileprivate var searchedWords: [String] {
        split(separator: " ").flatMap { part in
            let joined = part.filter { $0 != "." && $0 != "," }
            return joined.count < part.count && DiagnosisCode(joined) != nil
                ? [joined.uppercased()] : String(part).searchWords
        }
    }
}

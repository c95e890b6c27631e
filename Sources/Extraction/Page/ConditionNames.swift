// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

/// Finds the names that the catalogue has for conditions on the pages. Where one stands letter by letter, the words of the
/// condition begin and end with it, whatever the layout makes of them.
struct ConditionNames {
    let context: PageContext

    /// A name with the tokens that it is printed in.
    struct Found {
        let tokens: [Int]
        /// As printed, or as the catalogue has it where wide setting or hyphens take the words apart.
        let text: String
    }

    /// Every place of any of the names, of names that begin alike the longest.
    func places(of names: [String]) -> [Found] {
        var sought: [(name: String, letters: [UInt8])] = []
        var seen: Set<String> = []
        for name in names where seen.insert(name).inserted {
            let letters = Self.letters(of: name)
            if letters.count >= 4 { sought.append((name, letters)) }
        }
        // Stable, so that of two spellings the list's own comes first.
        sought.sort { $0.letters.count > $1.letters.count }
        var found: [Found] = []
        for stream in context.streams.streams {
            for start in stream.indices {
                let key = context.tokens[stream[start]].key
                for name in sought where name.letters.starts(with: key) && !key.isEmpty {
                    guard let end = end(of: name.letters, in: stream, from: start) else { continue }
                    found.append(place(Array(stream[start..<end]), name.name, among: sought.map(\.name)))
                    break
                }
            }
        }
        return found
    }

    private func end(of letters: [UInt8], in stream: [Int], from start: Int) -> Int? {
        var rest = letters[...]
        var place = start
        while !rest.isEmpty, place < stream.count {
            let key = context.tokens[stream[place]].key
            guard rest.starts(with: key) else { return nil }
            rest = rest.dropFirst(key.count)
            place += 1
        }
        return rest.isEmpty ? place : nil
    }

    private func place(_ tokens: [Int], _ name: String, among names: [String]) -> Found {
        let printed = DiagnosisText(context: context).string(tokens)
        // Whether a hyphen at the end of a line belongs to the word, the catalogue knows.
        let breaks = zip(tokens, tokens.dropFirst()).contains { left, right in
            context.layout.cellOf[left] != context.layout.cellOf[right]
                && (context.tokens[left].after.contains(.hyphen) || context.tokens[right].before.contains(.dash))
        }
        // In small letters the hyphen of a broken word is told by what follows it.
        let isMixed = printed.uppercased() != printed
        let isAsPrinted =
            Self.words(of: printed) == Self.words(of: name) && (!breaks || isMixed || names.contains(printed))
        return Found(tokens: tokens, text: isAsPrinted ? printed : name)
    }

    static func letters(of text: String) -> [UInt8] { words(of: text).flatMap(\.self) }

    private static func words(of text: String) -> [[UInt8]] {
        WordPieces.pieces(of: text.scalars).map(\.key)
    }
}

extension ExemptionCatalogue {
    /// What the catalogue calls a condition: in the classification, and in the lists of the exemptions that it belongs to.
    func names(of code: DiagnosisCode) -> [String] {
        let listed = exemptions(forDiagnosis: code).compactMap { diagnosis(code, of: $0.code)?.description }
        return listed + [classificationName(of: code)].compactMap(\.self)
    }

    /// The conditions that an exemption is for, and its own name, which for rare diseases is that of the disease.
    func names(under code: ExemptionCode) -> [String] {
        diagnoses(of: code).map(\.description) + [exemption(code)?.description].compactMap(\.self)
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Catalogue
import Domain

/// Exemption codes whose signs a picture shows but the recogniser takes for others of the same look: `OA02`, `RMOO10`,
/// `RN 0420`. Where the catalogue has just one code that the signs may be, it is that; it stays uncertain until what else is
/// printed proves it.
struct MisreadExemption {
    let code: String
    let tokens: [Int]

    /// Nil for a printed token, for a code that the catalogue has as it is, and where none or several may be meant.
    init?(_ token: Int, in context: PageContext, _ catalogue: ExemptionCatalogue) {
        guard context.isRecognised(token), !Self.isKnown(context.text([token]), catalogue) else { return nil }
        let next = token + 1
        if context.layout.cellOf.indices.contains(next), context.layout.cellOf[next] == context.layout.cellOf[token],
            context.tokens[token].key.count == 2, context.tokens[token].key.first == UInt8(ascii: "R"),
            context.tokens[next].key.count == 4, context.tokens[token].after.isEmpty,
            let code = Self.sole([context.text([token]) + context.text([next])], catalogue)
        {
            self.init(code: code, tokens: [token, next])
            return
        }
        let word = context.layout.words[context.tokens[token].word]
        guard let code = Self.sole([context.text([token])] + word.alternatives, catalogue) else { return nil }
        self.init(code: code, tokens: [token])
    }

    private init(code: String, tokens: [Int]) {
        self.code = code
        self.tokens = tokens
    }

    /// The one code of the catalogue among what several readings of a code may say.
    private static func sole(_ readings: [String], _ catalogue: ExemptionCatalogue) -> String? {
        let codes = Set(readings.compactMap { spelled($0) }.filter { isKnown($0, catalogue) })
        return codes.count == 1 ? codes.first : nil
    }

    private static func isKnown(_ text: String, _ catalogue: ExemptionCatalogue) -> Bool {
        ExemptionCode(text).flatMap { catalogue.exemption($0) } != nil
    }

    /// With digits for the letters that look like them, where the form of codes has digits: everywhere but in second place of
    /// those of four signs, `0A02`, and in the first two or three places of those of rare diseases.
    static func spelled(_ text: String) -> String? {
        let signs = Array(text.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
        guard (3...6).contains(signs.count) else { return nil }
        let isRare = signs[0] == "R"
        guard isRare ? signs.count == 6 : signs.count <= 4 else { return nil }
        return String(
            signs.enumerated().map { place, sign in
                let mayBeLetter = isRare ? place < 2 || (place == 2 && sign == "G") : place == 1 && signs.count == 4
                return mayBeLetter ? sign : digits[sign] ?? sign
            })
    }

    private static let digits: [Character: Character] = ["O": "0", "Q": "0", "I": "1", "L": "1", "S": "5", "B": "8"]
}

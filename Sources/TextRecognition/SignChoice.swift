// SPDX-License-Identifier: EUPL-1.2

import CTesseract

/// One of the signs that the recogniser takes a sign of a picture for.
struct SignChoice: Hashable {
    let sign: Character
    /// 0 to 100.
    let confidence: Double
}

extension SignChoice {
    /// All choices where an iterator stands, the likelier first; the sign that was chosen comes first among equals.
    static func all(at results: OpaquePointer) -> [SignChoice] {
        guard let chosen = TessResultIteratorGetUTF8Text(results, RIL_SYMBOL) else { return [] }
        defer { TessDeleteText(chosen) }
        guard let sign = String(cString: chosen).first, !sign.isWhitespace else { return [] }
        var choices = [
            SignChoice(sign: sign, confidence: Double(TessResultIteratorConfidence(results, RIL_SYMBOL)))
        ]
        guard let others = TessResultIteratorGetChoiceIterator(results) else { return choices }
        defer { TessChoiceIteratorDelete(others) }
        repeat {
            // The text belongs to the iterator.
            guard let text = TessChoiceIteratorGetUTF8Text(others), let other = String(cString: text).first,
                !choices.contains(where: { $0.sign == other })
            else { continue }
            choices.append(
                SignChoice(sign: other, confidence: Double(TessChoiceIteratorConfidence(others))))
        } while TessChoiceIteratorNext(others) != 0
        return choices.sorted { $0.confidence > $1.confidence }
    }
}

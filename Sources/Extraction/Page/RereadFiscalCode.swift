// SPDX-License-Identifier: EUPL-1.2

import Domain

/// Codes that only another reading of a picture has soundly: `DLCDVD36S18D742]`, whose last letter is a J.
extension FiscalCodeSearch {
    /// The sound code among the other readings of the word that a token begins; of several, what the pages say must choose.
    func reread(_ token: Int, first: FoundFiscalCode?) -> FoundFiscalCode? {
        let readings = soundReadings(of: token)
        guard let likeliest = readings.first else { return nil }
        var code = found([UInt8](likeliest.value.utf8), first?.tokens ?? wholeWord(token))
        if readings.count == 1 { code.isReread = true } else { code = code.contested(readings) }
        return code
    }

    private func soundReadings(of token: Int) -> [FiscalCode] {
        let word = context.tokens[token].word
        guard token == 0 || context.tokens[token - 1].word != word else { return [] }
        return context.layout.words[word].alternatives.reduce(into: []) { codes, text in
            if let code = FiscalCode(text), !codes.contains(code) { codes.append(code) }
        }
    }

    /// All pieces of the word: signs that part them are misread letters.
    private func wholeWord(_ token: Int) -> [Int] {
        let word = context.tokens[token].word
        return Array(token..<context.tokens.count).prefix { context.tokens[$0].word == word }.map(\.self)
    }
}

extension FoundFiscalCode {
    /// The same with several sound readings, of which none is taken.
    fileprivate func contested(_ readings: [FiscalCode]) -> FoundFiscalCode {
        var code = FoundFiscalCode(
            written: written, tokens: tokens, sound: nil, role: role, isLabelled: isLabelled, isByDefault: isByDefault)
        code.readings = readings
        return code
    }
}

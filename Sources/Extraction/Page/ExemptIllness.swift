// SPDX-License-Identifier: EUPL-1.2

import Catalogue

/// `è portatore di patologia esente (0A02) ai sensi del DPCM 12/1/2017: V42.0 - trapianto renale`: the exemption's code stands in
/// brackets, and the illness itself behind the colon of the sentence.
struct ExemptIllness {
    let context: PageContext

    /// The token with the colon; nothing where the phrase is not of that kind.
    func colon(of cue: Cue) -> Int? {
        guard cue.meaning == .exemption, Self.illness.contains(context.tokens[cue.first].key), !cue.hasColon,
            isInSentence(cue), let code = context.next(cue.last), context.tokens[code].before.contains(.open),
            context.tokens[code].hasDigit
        else { return nil }
        var token = cue.last
        for _ in 0..<Self.reach {
            guard let next = context.next(token), !context.ends(token, before: next) else { return nil }
            if context.tokens[next].after.contains(.colon) { return next }
            token = next
        }
        return nil
    }

    /// What announces a code of the illness at `token`: the phrase before that for the exemption.
    ///
    /// - Parameter isPlain: whether nothing but its place tells that it is a code; then it must follow the colon at once.
    func lead(of token: Int, isPlain: Bool) -> Lead? {
        for place in (max(0, token - 2 * Self.reach)..<token).reversed() {
            guard let cue = context.cue(at: place), cue.last == place, let colon = colon(of: cue), colon < token,
                isOneSentence(colon, token),
                !isPlain || context.next(colon) == token,
                let before = context.previous(cue.first), let condition = context.cue(at: before),
                condition.meaning == .condition
            else { continue }
            return Lead(cue: condition, way: .text, distance: 0)
        }
        return nil
    }

    private func isOneSentence(_ start: Int, _ end: Int) -> Bool {
        var token = start
        for _ in 0..<2 * Self.reach {
            guard let next = context.next(token), next == end || !context.ends(token, before: next) else {
                return false
            }
            if next == end { return true }
            token = next
        }
        return false
    }

    private func isInSentence(_ cue: Cue) -> Bool {
        guard let before = context.previous(cue.first), !context.ends(before, before: cue.first) else { return false }
        return !cue.opensCell || context.cue(at: before)?.meaning == .condition
    }

    private static let illness = Set(keys: "PATOLOGIA MALATTIA CONDIZIONE")
    private static let reach = 24
}

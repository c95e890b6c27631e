// SPDX-License-Identifier: EUPL-1.2

package import Catalogue

/// The phrases of the wording, prepared for finding the longest one at a place by whole numbers alone.
package struct Vocabulary: Sendable {
    private var terms: [Term: Int] = [:]
    /// The node that follows the first by each term, 0 where none does: most phrases begin with a word of their own.
    private var openings: [Int] = []
    /// The few nodes that follow each other node.
    private var edges: [[Edge]] = [[]]
    /// What the phrase that ends at a node means; nothing where none ends.
    private var meanings: [WordingMeaning?] = [nil]

    /// Beginnings of the words of acute conditions, which announce nothing.
    private let acute: Set<[[UInt8]]>

    private struct Edge {
        let term: Int
        let node: Int
    }

    /// Capitals and digits of a word, hashed in one piece: an array would be hashed letter by letter.
    private struct Term: Hashable {
        let letters: [UInt8]

        func hash(into hasher: inout Hasher) {
            unsafe letters.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
        }
    }

    package init(_ wording: Wording) {
        acute = Set(wording.phrases.filter { $0.meaning == .acuteCondition }.map(\.words))
        let announcing = wording.phrases.filter { $0.meaning != .acuteCondition }
        for phrase in announcing { meanings[node(of: phrase.words)] = phrase.meaning }
        for phrase in announcing { addGlued(phrase) }
    }

    /// The node at which words end; the way there is laid where there is none.
    private mutating func node(of words: [[UInt8]]) -> Int {
        var node = 0
        for word in words {
            let term = number(of: word)
            node = next(node, term) ?? addNode(after: node, term)
        }
        return node
    }

    /// Blanks of a narrow setting are lost between words: `codicefiscale`, `natoil`. What is short may be another word.
    private mutating func addGlued(_ phrase: Wording.Phrase) {
        let glued = Array(phrase.words.joined())
        guard phrase.words.count > 1, glued.count >= 6 else { return }
        let end = node(of: [glued])
        if meanings[end] == nil { meanings[end] = phrase.meaning }
    }

    private mutating func addNode(after node: Int, _ term: Int) -> Int {
        let next = meanings.count
        meanings.append(nil)
        edges.append([])
        if node == 0 { openings[term] = next } else { edges[node].append(Edge(term: term, node: next)) }
        return next
    }

    private mutating func number(of word: [UInt8]) -> Int {
        if let known = terms[Term(letters: word)] { return known }
        terms[Term(letters: word)] = terms.count
        openings.append(0)
        return terms.count - 1
    }
}

extension Vocabulary {
    /// Whether words in capitals begin like those of a condition that passes.
    func isAcute(_ words: [[UInt8]]) -> Bool {
        words.indices.contains { acute.contains(Array(words[...$0])) }
    }

    /// The number of a word, or -1 for one that is in no phrase.
    func term(_ key: [UInt8]) -> Int { terms[Term(letters: key)] ?? -1 }

    /// Shorter words are one letter away from names: `Mario` and *marito*, which would make the patient a relative.
    private static let leastMisread = 7

    /// The number of a word that was recognised in a picture and may have a wrong letter; only long words are unlike enough.
    func termDespiteMisreading(_ key: [UInt8]) -> Int {
        if let exact = terms[Term(letters: key)] { return exact }
        if Self.resemblesClassification(key) { return term(Array("ICD9CM".utf8)) }
        guard key.count >= Self.leastMisread else { return -1 }
        var found = -1
        for (known, term) in terms {
            let word = known.letters
            guard word.count + 1 >= Self.leastMisread, abs(word.count - key.count) <= 1, word.isOneLetterOff(key) else {
                continue
            }
            // Two words equally near: neither.
            if found >= 0 { return -1 }
            found = term
        }
        return found
    }

    /// `ICDICM`, `1CD9CM`, `CD9CM`: of the name of the classification the letters in the middle are seldom mistaken.
    private static func resemblesClassification(_ key: [UInt8]) -> Bool {
        guard (5...7).contains(key.count), key.suffix(2) == Array("CM".utf8)[...],
            let middle = key.firstRange(of: Array("CD".utf8))
        else { return false }
        return middle.lowerBound <= 1 && middle.upperBound <= key.count - 2
    }

    /// The node after `node` by `term`.
    func next(_ node: Int, _ term: Int) -> Int? {
        if term < 0 { return nil }
        guard node == 0 else { return edges[node].first { $0.term == term }?.node }
        return openings[term] > 0 ? openings[term] : nil
    }

    func meaning(_ node: Int) -> WordingMeaning? { meanings[node] }
}

extension [UInt8] {
    /// Whether one change, one letter more or one less makes the two equal.
    fileprivate func isOneLetterOff(_ other: [UInt8]) -> Bool {
        let head = zip(self, other).prefix { $0 == $1 }.count { _ in true }
        let tail = zip(reversed(), other.reversed()).prefix { $0 == $1 }.count { _ in true }
        return head + tail >= Swift.max(count, other.count) - 1
    }
}

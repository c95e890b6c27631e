// SPDX-License-Identifier: EUPL-1.2

import Domain

/// What a fiscal code keeps of names (codes.md §1), for trying many words quickly.
enum NameLetters {
    /// Whether the words give the first three letters of the code.
    static func isFamily(_ words: some Sequence<[UInt8]>, of code: [UInt8]) -> Bool {
        let sorted = sorted(words)
        return matches(sorted.consonants + sorted.vowels, code[0..<3])
    }

    /// Whether the words give the fourth to sixth letter of the code.
    static func isGiven(_ words: some Sequence<[UInt8]>, of code: [UInt8]) -> Bool {
        let sorted = sorted(words)
        let letters = sorted.consonants
        let chosen = letters.count >= 4 ? [letters[0], letters[2], letters[3]] : letters + sorted.vowels
        return matches(chosen, code[3..<6])
    }

    private static func matches(_ letters: [UInt8], _ code: ArraySlice<UInt8>) -> Bool {
        guard !letters.isEmpty else { return false }
        return code.enumerated().allSatisfy { index, byte in
            byte == (index < letters.count ? letters[index] : UInt8(ascii: "X"))
        }
    }

    private static func sorted(_ words: some Sequence<[UInt8]>) -> (consonants: [UInt8], vowels: [UInt8]) {
        var consonants: [UInt8] = []
        var vowels: [UInt8] = []
        for word in words {
            for byte in word where byte.isASCIIUppercaseLetter {
                if "AEIOU".utf8.contains(byte) { vowels.append(byte) } else { consonants.append(byte) }
            }
        }
        return (consonants, vowels)
    }
}

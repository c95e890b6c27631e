// SPDX-License-Identifier: EUPL-1.2

/// Where words may be a fiscal code, whole or printed in groups: `RSS MRA 48R11 B111I`.
enum LongCodes {
    /// Places of words that are worth a second reading together, from the top.
    static func runs(in words: [Engine.Word]) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = 0
        while start < words.count {
            let run = run(from: start, in: words)
            if let run { runs.append(run) }
            start = run?.upperBound ?? start + 1
        }
        return runs
    }

    private static func run(from start: Int, in words: [Engine.Word]) -> Range<Int>? {
        if words[start].text.looksLikeLongCode { return start..<(start + 1) }
        var text = ""
        for end in start..<min(start + mostGroups, words.count) {
            guard words[end].line == words[start].line, words[end].text.isGroup else { return nil }
            text += words[end].text
            // A group lacks or gains no more than a letter, else words of capitals would be taken for groups.
            if (15...17).contains(text.count), text.looksLikeLongCode { return start..<(end + 1) }
        }
        return nil
    }

    private static let mostGroups = 5
}

extension Engine.Word {
    /// As few letters as a code of an exemption or a diagnosis or a day has, one of them a digit, and not surely read.
    var isFaintCode: Bool {
        confidence < 75 && (3...10).contains(text.bare.count) && text.bare.contains { ("0"..."9").contains($0) }
    }
}

extension String {
    /// Without the signs of the sentence around it.
    var bare: String {
        let signs = ".,:;()[]\"'"
        return String(drop { signs.contains($0) }.reversed().drop { signs.contains($0) }.reversed())
    }

    /// As many capitals and digits together as a fiscal code has, some more or less for misreadings.
    var looksLikeLongCode: Bool {
        let letters = unicodeScalars.filter { $0.properties.isAlphabetic || ("0"..."9").contains($0) }
        return (11...20).contains(letters.count) && letters.contains { ("0"..."9").contains($0) }
            && letters.contains { $0.properties.isUppercase }
    }

    /// Three to five capitals and digits.
    fileprivate var isGroup: Bool {
        (3...5).contains(count) && unicodeScalars.allSatisfy { ("A"..."Z").contains($0) || ("0"..."9").contains($0) }
    }
}

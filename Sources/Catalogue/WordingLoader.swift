// SPDX-License-Identifier: EUPL-1.2

internal import Domain
package import SystemPackage

/// Reads `config/diciture.conf`: headings in square brackets, under each the phrases that mean it, a line each.
///
/// What follows a `#` is a remark. Capitals, accents and signs make no difference.
package enum WordingLoader {
    /// - Throws: `CatalogueFault` with every line that cannot be used.
    package static func load(file: FilePath) throws(CatalogueFault) -> Wording {
        let bytes: [UInt8]
        do {
            bytes = try FileBytes.read(file)
        } catch {
            throw CatalogueFault(problems: [CatalogueProblem(file: file.string, message: error.message)])
        }
        return try parse(String(decoding: bytes, as: UTF8.self), file: file.string)
    }

    /// The phrases of a text of that form; `file` is named in problems.
    package static func parse(_ text: String, file: String) throws(CatalogueFault) -> Wording {
        var parsing = WordingParsing(file: file)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            parsing.take(line.prefix { $0 != "#" }.trimmed, number: index + 1)
        }
        guard parsing.problems.isEmpty else { throw CatalogueFault(problems: parsing.problems) }
        return Wording(phrases: parsing.phrases)
    }
}

/// What has been read of the file so far.
private struct WordingParsing {
    let file: String
    private var meaning: WordingMeaning?
    private var known: [[[UInt8]]: WordingMeaning] = [:]
    private(set) var phrases: [Wording.Phrase] = []
    private(set) var problems: [CatalogueProblem] = []

    init(file: String) { self.file = file }

    mutating func take(_ line: String, number: Int) {
        if line.isEmpty { return }
        if line.hasPrefix("["), line.hasSuffix("]") {
            let heading = String(line.dropFirst().dropLast()).trimmed
            meaning = WordingMeaning(rawValue: heading)
            if meaning == nil { complain(number, "[\(heading)] non è una sezione nota: \(Self.suggestion(heading))") }
            return
        }
        guard let meaning else {
            if problems.isEmpty { complain(number, "la riga sta prima della prima sezione fra parentesi quadre") }
            return
        }
        guard let phrase = Wording.Phrase(line, meaning: meaning) else {
            return complain(number, "[\(meaning.rawValue)] «\(line)» non contiene lettere né cifre: toglierla")
        }
        add(phrase, line, number)
    }

    /// A phrase with two meanings would be read now one way and now the other.
    private mutating func add(_ phrase: Wording.Phrase, _ line: String, _ number: Int) {
        if let other = known[phrase.words], other != phrase.meaning {
            return complain(
                number,
                "[\(phrase.meaning.rawValue)] «\(line)» sta già nella sezione [\(other.rawValue)]: toglierla da una delle due"
            )
        }
        known[phrase.words] = phrase.meaning
        phrases.append(phrase)
    }

    private mutating func complain(_ line: Int, _ message: String) {
        problems.append(CatalogueProblem(file: file, line: line, message: message))
    }

    private static func suggestion(_ heading: String) -> String {
        let names = WordingMeaning.allCases.map(\.rawValue)
        let close = names.filter { $0.hasPrefix(heading.prefix(4)) }
        return "usare \((close.isEmpty ? names : close).map { "[\($0)]" }.joined(separator: ", "))"
    }
}

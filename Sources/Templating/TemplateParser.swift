// SPDX-License-Identifier: EUPL-1.2

/// Reads Mustache (mustache(5)) as far as pages and papers need it: values, sections, inverted sections, parts, frames with
/// blocks, comments and the pragma of the content type. Tags without escaping are refused, so that no template can let a
/// value through as markup; delimiters cannot be changed.
struct TemplateParser {
    private let name: String
    private let text: [UInt8]
    private var place = 0
    private var line = 1
    /// The line of the tag that was read last, which faults name.
    private var tagLine = 1
    /// Whether nothing but blanks stands before `place` on its line.
    private var isAtLineStart = true
    private(set) var escaping = TextEscaping.html

    init(_ name: String, _ text: [UInt8]) {
        self.name = name
        self.text = text
    }

    /// The whole template.
    mutating func tokens() throws(TemplateFault) -> [TemplateToken] { try tokens(until: nil) }

    /// - Parameter section: the name that closes what is being read; nothing for the whole.
    private mutating func tokens(until section: String?) throws(TemplateFault) -> [TemplateToken] {
        var tokens: [TemplateToken] = []
        let opened = tagLine
        while let tag = try nextTag(&tokens) {
            if tag.sign == "/" {
                guard tag.name == section else { throw fault("{{/\(tag.name)}} closes nothing that is open") }
                return tokens
            }
            if let token = try token(tag) { tokens.append(token) }
        }
        guard section == nil else { throw fault("{{#\(section ?? "")}} is never closed", line: opened) }
        return tokens
    }

    private mutating func token(_ tag: Tag) throws(TemplateFault) -> TemplateToken? {
        switch tag.sign {
        case "!": return nil
        case "#", "^":
            let name = try tagName(tag.name)
            return .section(name, isInverted: tag.sign == "^", try tokens(until: tag.name))
        case ">": return .part(tag.name)
        case "<": return .frame(tag.name, blocks: try blocks(of: tag.name))
        case "$": return .block(tag.name, try tokens(until: tag.name))
        case "%":
            try pragma(tag.name)
            return nil
        case "{", "&": throw fault("the tag \(tag.name) would not be escaped")
        case "=": throw fault("the signs of tags cannot be changed")
        default: return .value(try tagName(tag.name))
        }
    }

    /// What fills a frame: blocks, with nothing but space between them.
    private mutating func blocks(of frame: String) throws(TemplateFault) -> [String: [TemplateToken]] {
        let opened = tagLine
        var blocks: [String: [TemplateToken]] = [:]
        for token in try tokens(until: frame) {
            switch token {
            case .block(let name, let tokens): blocks[name] = tokens
            case .text(let text) where text.allSatisfy(Self.isSpace): break
            default: throw fault("only blocks can fill {{<\(frame)}}", line: opened)
            }
        }
        return blocks
    }

    private mutating func pragma(_ text: String) throws(TemplateFault) {
        switch text.filter({ $0 != " " }) {
        case "CONTENT_TYPE:XML": escaping = .xml
        case "CONTENT_TYPE:HTML": escaping = .html
        default: throw fault("{{% \(text)}} is not known")
        }
    }

    private func tagName(_ text: String) throws(TemplateFault) -> TagName {
        guard let name = TagName(text) else { throw fault("{{\(text)}} is not a name") }
        return name
    }

    private func fault(_ reason: String, line: Int? = nil) -> TemplateFault {
        .unsound(template: name, line: line ?? tagLine, reason: reason)
    }
}

extension TemplateParser {
    private struct Tag {
        /// `#`, `^`, `/`, `>`, `<`, `$`, `!`, `%`, `{`, `&`, `=`; a blank for a value.
        let sign: Character
        let name: String
    }

    /// Moves behind the next tag, with the text before it among `tokens`; nothing at the end of the text.
    ///
    /// A tag that puts nothing in its place, and that stands alone on its line, takes the line with it.
    private mutating func nextTag(_ tokens: inout [TemplateToken]) throws(TemplateFault) -> Tag? {
        let start = place
        while place < text.count {
            guard !isBrace(at: place) else {
                let open = place
                let tag = try readTag()
                if tag.sign != " ", isAtLineStart, let end = lineEnd() {
                    append(text[start..<lineStart(before: open, from: start)], to: &tokens)
                    place = end
                    line += 1
                } else {
                    append(text[start..<open], to: &tokens)
                    isAtLineStart = false
                }
                return tag
            }
            step()
        }
        append(text[start...], to: &tokens)
        return nil
    }

    private mutating func step() {
        switch text[place] {
        case UInt8(ascii: "\n"):
            line += 1
            isAtLineStart = true
        case UInt8(ascii: " "), UInt8(ascii: "\t"): break
        default: isAtLineStart = false
        }
        place += 1
    }

    private func isBrace(at place: Int) -> Bool {
        text[place] == UInt8(ascii: "{") && place + 1 < text.count && text[place + 1] == UInt8(ascii: "{")
    }

    /// From `{{` to behind `}}`.
    private mutating func readTag() throws(TemplateFault) -> Tag {
        tagLine = line
        let close = UInt8(ascii: "}")
        var end = place + 2
        while end + 1 < text.count, !(text[end] == close && text[end + 1] == close) { end += 1 }
        guard end + 1 < text.count else { throw fault("a tag is never closed") }
        let inside = text[(place + 2)..<end]
        let breaks = inside.count { $0 == UInt8(ascii: "\n") }
        place = end + 2
        defer { line += breaks }
        guard let first = inside.first(where: { !Self.isSpace($0) }) else { throw fault("an empty tag") }
        let sign = Character(UnicodeScalar(first))
        let words = String(decoding: inside, as: UTF8.self)
        guard "#^/><$!%{&=".contains(sign) else { return Tag(sign: " ", name: Self.trimmed(words[...])) }
        return Tag(sign: sign, name: Self.trimmed(Self.trimmed(words[...]).dropFirst()))
    }

    /// The place behind the line break, where only blanks stand between here and it.
    private func lineEnd() -> Int? {
        var end = place
        while end < text.count, text[end] != UInt8(ascii: "\n") {
            guard Self.isSpace(text[end]) else { return nil }
            end += 1
        }
        return min(end + 1, text.count)
    }

    private func lineStart(before open: Int, from start: Int) -> Int {
        var begin = open
        while begin > start, text[begin - 1] != UInt8(ascii: "\n") { begin -= 1 }
        return begin
    }

    private func append(_ piece: ArraySlice<UInt8>, to tokens: inout [TemplateToken]) {
        if !piece.isEmpty { tokens.append(.text(Array(piece))) }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
    }

    private static func trimmed(_ text: Substring) -> String {
        let isBlank = { (one: Character) in one.isWhitespace }
        let head = text.drop(while: isBlank)
        guard let last = head.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(head[...last])
    }
}

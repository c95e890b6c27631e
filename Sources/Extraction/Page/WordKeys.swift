// SPDX-License-Identifier: EUPL-1.2

extension Set<[UInt8]> {
    /// Words in capitals with blanks between them, as the keys of tokens have them.
    init(keys words: String) {
        self = Set(words.split(whereSeparator: \.isWhitespace).map { [UInt8]($0.utf8) })
    }
}

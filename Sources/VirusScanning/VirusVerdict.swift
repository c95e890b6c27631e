// SPDX-License-Identifier: EUPL-1.2

/// What the scanner says of a file.
package enum VirusVerdict: Hashable, Sendable {
    case clean
    /// - Parameter name: of the signature, as the scanner's makers call it.
    case infected(name: String)
    /// The scanner answered that it did not scan this file.
    case notScanned(reason: String)
    /// The scanner could not be asked.
    case unavailable(reason: String)

    /// Of the very stream that was sent, and nothing else in it.
    private static let cleanReply = "stream: OK"

    /// Reads the answer of clamd to `INSTREAM`: `stream: OK`, `stream: Name FOUND` or `… ERROR` (clamd(8)).
    package init(reply: String) {
        let words = reply.split(whereSeparator: { $0 == " " || $0 == "\0" || $0 == "\n" })
        switch (words.last, words.count) {
        case ("OK", 2) where reply == Self.cleanReply: self = .clean
        case ("FOUND", 3...): self = .infected(name: words.dropFirst().dropLast().joined(separator: " "))
        case (nil, _): self = .unavailable(reason: "no answer")
        default: self = .notScanned(reason: words.joined(separator: " "))
        }
    }
}

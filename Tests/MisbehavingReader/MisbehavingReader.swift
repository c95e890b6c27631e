// SPDX-License-Identifier: EUPL-1.2

import CEscape
import Domain
import Foundation
import Glibc
import Isolation

/// A nursery whose children do what their document says, as a document that finds a fault in a parser might make them.
/// Arguments: megabytes of memory, seconds of processor time, documents a child.
@main
struct MisbehavingReader {
    static func main() throws {
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        guard numbers.count == 3 else { exit(64) }
        try ReaderProcess(
            limits: ReaderLimits(
                wallTime: .seconds(1), processorSeconds: numbers[1], memory: numbers[0] << 20,
                documentsPerChild: numbers[2]),
            readDocument: { obey(String(decoding: $0, as: UTF8.self)) },
            readReply: { _ in nil },
            renderPage: { picture(of: $0, $1) },
            readWords: { DocumentWords(pageCount: 1, pages: [answer(to: String(decoding: $0, as: UTF8.self))]) }
        ).run()
    }

    private static func obey(_ order: String) -> DocumentReading {
        if order == "scan" { return .needsRecognition }
        return .read(.unreadable(Finding(.contentUnrecognised, detail: answer(to: order))))
    }

    /// The document itself as the content of a picture whose size is what was asked for.
    private static func picture(of document: [UInt8], _ request: PictureRequest) -> PagePicture? {
        PagePicture(png: document, width: Double(request.page), height: Double(request.dotsPerInch))
    }

    private static func answer(to order: String) -> String {
        switch order {
        case "dawdle": usleep(300_000)
        case "hang": while true { pause() }
        case "die": fatalError("as a fault in a parser would")
        case "exit": exit(0)
        case "burn": while true {}
        case "bomb": fillMemory()
        case "chatter": write("ciao ciao ciao")
        case "impostor": write("\u{1}\0\0\0\u{2}{}")
        case "flood": while true { write(String(repeating: "y", count: 65_536)) }
        case "who": return "\(getpid())"
        case "parent": return "\(getppid())"
        case "descriptors": return descriptors()
        case let order where order.hasPrefix("escape "): return escape(String(order.dropFirst(7)))
        default: break
        }
        return order
    }

    private static func escape(_ name: String) -> String {
        switch escape_attempt(name) {
        case 0: "escaped"
        // What the filter, Landlock and the limits answer; any other error would come without them too.
        case EPERM, EACCES, ENOMEM: "refused"
        case EBADF: "nothing there"
        case let other: "error \(other)"
        }
    }

    private static func write(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes { Glibc.write(0, $0.baseAddress, $0.count) }
    }

    /// Grows until there is no more, as a document that expands without end makes a parser grow.
    private static func fillMemory() {
        var kept: [[UInt8]] = []
        while true { kept.append([UInt8](repeating: 1, count: 1 << 20)) }
    }

    /// The numbers of the open descriptors that lead somewhere, the listing's own left out.
    private static func descriptors() -> String {
        (0..<1024).filter { number in
            var facts = stat()
            guard fstat(Int32(number), &facts) == 0 else { return false }
            return facts.st_mode & S_IFMT != S_IFCHR
        }.map(String.init).joined(separator: " ")
    }
}

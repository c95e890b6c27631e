// SPDX-License-Identifier: EUPL-1.2

import Foundation
import NIOCore
import Testing

@testable import esenzioni

/// What goes over the control socket.
@Suite struct ControlTextTests {
    @Test func `an answer of any length arrives`() throws {
        let line = String(repeating: "x", count: 4000)
        let answer = ControlAnswer(output: Array(repeating: line, count: 20_000), messages: ["a", "b"])
        var text = ControlText()
        var received = ControlAnswer()
        var isWhole = false
        for piece in answer.pieces {
            #expect(!isWhole)
            var bytes = try ControlText.encode(piece)
            // As the network may cut it.
            while let part = bytes.readSlice(length: min(100_000, bytes.readableBytes)), part.readableBytes > 0 {
                text.append(part)
                while let piece = try text.next(ControlPiece.self) { isWhole = received.take(piece) }
            }
        }
        #expect(isWhole)
        #expect(received.output == answer.output)
        #expect(received.messages == answer.messages)
        #expect(received.succeeded)
    }

    @Test func `a line without an end is not collected for ever`() throws {
        var text = ControlText()
        let piece = ByteBuffer(repeating: UInt8(ascii: "x"), count: 1 << 20)
        #expect(throws: POSIXError.self) {
            for _ in 0..<100 {
                text.append(piece)
                if try text.next(ControlPiece.self) != nil { break }
            }
        }
    }

    @Test func `a failure stays one`() {
        var received = ControlAnswer()
        #expect(ControlAnswer.failure("no").pieces.map { received.take($0) } == [false, true])
        #expect(!received.succeeded && received.messages == ["no"])
    }

    @Test func `an account is told by its name, or by its number where it has none`() {
        #expect(SystemAccount(id: 0).name == "root")
        #expect(SystemAccount(id: 4_000_123).name == "uid 4000123")
        #expect(SystemAccount(id: 0).mayCommand && SystemAccount.own.mayCommand)
        #expect(!SystemAccount(id: 4_000_123).mayCommand)
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Isolation

struct MessageTests {
    @Test(arguments: [0, 1, 255, 256, 70_000])
    func `a message survives being delivered in pieces of any size`(_ count: Int) {
        let message = ReaderMessage(kind: .document, payload: (0..<count).map { UInt8(truncatingIfNeeded: $0) })
        let bytes = message.header + message.payload
        for piece in [1, 3, 4096] where count < 1000 || piece > 100 {
            var assembly = MessageAssembly(limit: 100_000)
            var found: [ReaderMessage] = []
            for start in stride(from: 0, to: bytes.count, by: piece) {
                assembly.append(bytes[start..<min(start + piece, bytes.count)])
                if case .message(let whole) = assembly.next() { found.append(whole) }
            }
            #expect(found == [message])
        }
    }

    @Test func `two messages in one piece come out one after the other`() {
        let first = ReaderMessage(kind: .document, payload: [1, 2])
        let second = ReaderMessage(kind: .reply, payload: [])
        var assembly = MessageAssembly(limit: 10)
        assembly.append(first.header + first.payload + second.header)
        #expect(assembly.next() == .message(first))
        #expect(assembly.next() == .message(second))
        #expect(assembly.next() == .needsMore)
    }

    @Test(arguments: [[9, 0, 0, 0, 1], [1, 255, 255, 255, 255]] as [[UInt8]])
    func `an unknown kind or a length past the limit is a broken child`(_ header: [UInt8]) {
        var assembly = MessageAssembly(limit: 1000)
        assembly.append(header)
        #expect(assembly.next() == .broken)
    }
}

// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import Compressing

@Suite struct GzipTests {
    @Test(arguments: [0, 1, 1000, 300_000])
    func `another program unpacks what was packed`(count: Int) throws {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7 &* 31) }
        for effort in [Gzip.Effort.page, .asset] {
            let packed = try #require(Gzip.packed(bytes, effort))
            #expect(try output(of: ["gzip", "-dc"], for: packed) == bytes)
        }
    }

    @Test func `what repeats itself becomes small`() throws {
        let text = Array(String(repeating: "<td>ASL TO3</td>", count: 1000).utf8)
        #expect(try #require(Gzip.packed(text, .page)).count < text.count / 50)
    }
}

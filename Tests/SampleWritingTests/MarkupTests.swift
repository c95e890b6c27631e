// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import SampleWriting

@Suite struct MarkupTests {
    @Test func `text and attributes are escaped`() {
        let markup = Markup("a", ["b": "\"<&>\""], [Markup("c", text: "1 < 2 & 3"), Markup("d")])
        #expect(
            String(decoding: markup.document, as: UTF8.self) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <a b="&quot;&lt;&amp;&gt;&quot;">
                  <c>1 &lt; 2 &amp; 3</c>
                  <d/>
                </a>

                """
        )
    }

    @Test func `the generator gives the published sequence`() {
        var random = SplitMix64(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
    }
}

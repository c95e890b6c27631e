// SPDX-License-Identifier: EUPL-1.2

import Testing
import TextRecognition

@Suite struct RecognisedWordTests {
    @Test func `a word keeps its place`() {
        #expect(RecognisedWord(text: "048", left: 1, top: 2, right: 3, bottom: 4, confidence: 90).right == 3)
    }
}

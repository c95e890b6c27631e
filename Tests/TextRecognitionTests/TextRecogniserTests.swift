// SPDX-License-Identifier: EUPL-1.2

import Testing
import TextRecognition

struct TextRecogniserTests {
    @Test func `a folder without the model is an error`() {
        #expect(throws: RecognitionError.modelNotLoaded(folder: "/nowhere")) {
            try TextRecogniser(dataFolder: "/nowhere")
        }
    }

    @Test(arguments: [(0, 0, 0), (2, 2, 3), (2, 2, 5), (-1, 2, 0)])
    func `a picture has a byte for each pixel`(width: Int, height: Int, bytes: Int) {
        #expect(
            GreyPicture(width: width, height: height, bytes: .init(repeating: 0, count: bytes), dotsPerInch: 300) == nil
        )
    }
}

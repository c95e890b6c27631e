// SPDX-License-Identifier: EUPL-1.2

import Domain
import PDFReading

/// Forms set by typewriter have their colons one below the other; some are recognised as the letter or digit that looks like one.
enum AlignedColons {
    private static let colon: Unicode.Scalar = ":"
    private static let similar = Set("1iIlt|!;.'".unicodeScalars)

    /// The words with such letters as what they are.
    static func restored(_ words: [PageWord]) -> [PageWord] {
        let colons = words.filter { $0.certainty != nil && $0.scalars == [colon] }.map(\.box)
        guard colons.count >= fewest else { return words }
        return words.map { word in
            guard let scalar = word.scalars.first, word.scalars.count == 1, word.certainty != nil,
                similar.contains(scalar), colons.count(where: { isBelow(word.box, $0) }) >= fewest
            else { return word }
            return PageWord(
                page: word.page, scalars: [colon], letters: word.letters, box: word.box, origin: word.origin,
                shown: word.shown)
        }
    }

    /// Two might stand so by chance.
    private static let fewest = 3

    private static func isBelow(_ box: PDFBox, _ colon: PDFBox) -> Bool {
        abs((box.left + box.right) - (colon.left + colon.right)) < 0.6 * max(box.height, colon.height)
    }
}

// SPDX-License-Identifier: EUPL-1.2

/// Letters that the reading of a page has passed over: the recogniser's look for columns drops short words that stand apart,
/// such as the code behind its label, however clear they are.
struct UnreadInk {
    /// Boxes of letters in a row that belong together, from left to right.
    let runs: [PixelBox]

    /// - Parameters:
    ///   - ink: the page that was read, in one bit.
    ///   - words: what was read.
    init(on ink: Pixels, besides words: [Engine.Word]) {
        let ascents = words.filter { $0.text.count >= 3 }.map(\.ascent).sorted()
        guard ascents.count >= Self.fewestWords else {
            runs = []
            return
        }
        let usual = ascents[ascents.count / 2]
        let sized = ink.connectedBoxes(neighbours: 8).filter { part in
            Self.heights.contains(part.height / usual) && Self.widths.contains(part.width / usual)
        }
        let letters =
            sized.count > Self.mostOfPage ? [] : sized.filter { part in !words.contains { $0.box.overlaps(part) } }
        guard letters.count <= Self.mostLetters else {
            runs = []
            return
        }
        let found = Self.joined(letters.sorted { $0.left < $1.left }, within: usual).filter { run in
            run.letters > 1 && run.box.width >= 0.8 * usual && words.contains { $0.leads(to: run.box, usual) }
        }
        runs = found.count > Self.mostRuns ? [] : found.map(\.box)
    }

    private static func joined(_ letters: [PixelBox], within usual: Double) -> [(box: PixelBox, letters: Int)] {
        var runs: [(box: PixelBox, letters: Int)] = []
        for letter in letters {
            let place = runs.lastIndex { run in
                let shared = min(run.box.bottom, letter.bottom) - max(run.box.top, letter.top)
                return letter.left - run.box.right < usual && shared > 0.5 * min(run.box.height, letter.height)
            }
            if let place {
                runs[place] = (runs[place].box.union(letter), runs[place].letters + 1)
            } else {
                runs.append((letter, 1))
            }
        }
        return runs
    }

    private static let fewestWords = 5
    /// More are a drawing, a stamp or handwriting, and reading each takes a hundredth of the page's own time.
    private static let mostRuns = 12
    /// Letters that a page has at most, and those of them that may have been passed over; more are noise.
    private static let mostOfPage = 20_000
    private static let mostLetters = 1000
    /// Of letters, as parts of the height of capitals.
    private static let heights = 0.5...1.4
    private static let widths = 0.06...1.6
}

extension Engine.Word {
    /// It stands left of a place in the same row.
    fileprivate func leads(to box: PixelBox, _ usual: Double) -> Bool {
        let middle = (box.top + box.bottom) / 2
        return self.box.right < box.left + 0.5 * usual && middle < baseline && middle > baseline - 1.2 * usual
    }
}

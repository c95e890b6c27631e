// SPDX-License-Identifier: EUPL-1.2

extension String {
    /// The longest a name of somebody else's may be in one of ours, in bytes: a file system takes 255, and ours add a
    /// progressive and an ending.
    package static let longestForeignName = 200

    /// The name, cut at the end of a character where it is longer than fits. Names that are then the same share what goes by
    /// their name, such as the progressive of receipts.
    package var fittedName: String {
        var end = startIndex
        var size = 0
        for index in indices {
            size += self[index].utf8.count
            guard size <= Self.longestForeignName else { return String(self[..<end]) }
            end = self.index(after: index)
        }
        return self
    }
}

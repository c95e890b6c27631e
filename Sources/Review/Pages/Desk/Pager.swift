// SPDX-License-Identifier: EUPL-1.2

/// The links to the other pages of a list.
struct Pager: Encodable, Hashable, Sendable {
    let page: Int
    let pages: Int
    let previous: String?
    let next: String?

    /// Nothing when one page holds all.
    ///
    /// - Parameters:
    ///   - asked: the page that was asked for, from 1; beyond the last one it is the last.
    ///   - address: of a page.
    init?(_ asked: Int, total: Int, pageSize: Int, address: (Int) -> String) {
        let pages = Self.count(total, pageSize)
        guard pages > 1 else { return nil }
        page = min(asked, pages)
        self.pages = pages
        previous = page > 1 ? address(page - 1) : nil
        next = page < pages ? address(page + 1) : nil
    }

    /// How many pages `total` entries fill.
    static func count(_ total: Int, _ pageSize: Int) -> Int { (total + pageSize - 1) / max(1, pageSize) }
}

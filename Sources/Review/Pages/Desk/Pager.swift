// SPDX-License-Identifier: EUPL-1.2

/// The links to the other pages of a list.
struct Pager: Hashable, Sendable {
    let page: Int
    let pages: Int
    let previous: String?
    let next: String?

    /// Nothing when one page holds all.
    init?(_ search: DeskSearch, total: Int, pageSize: Int) {
        let pages = Self.count(total, pageSize)
        guard pages > 1 else { return nil }
        page = min(search.page, pages)
        self.pages = pages
        previous = page > 1 ? search.address(page: page - 1) : nil
        next = page < pages ? search.address(page: page + 1) : nil
    }

    /// How many pages `total` practices fill.
    static func count(_ total: Int, _ pageSize: Int) -> Int { (total + pageSize - 1) / max(1, pageSize) }
}

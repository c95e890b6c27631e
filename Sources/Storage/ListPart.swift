// SPDX-License-Identifier: EUPL-1.2

/// A page of a list: which one of those that there are, and what SQL skips before it.
///
/// A page behind the last is the last. So whatever number somebody put into an address, nothing larger than the list itself is
/// ever multiplied: an overflow would end the daemon.
struct ListPart {
    /// From 1.
    let page: Int
    let size: Int

    init(page: Int, size: Int, of total: Int) {
        self.size = max(size, 1)
        let last = max(1, total / self.size + (total % self.size > 0 ? 1 : 0))
        self.page = min(max(page, 1), last)
    }

    /// How many entries stand on the pages before it.
    var offset: Int { (page - 1) * size }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Storage

/// The heading of a column of the list, which sorts by it.
struct ListColumn: Encodable, Hashable, Sendable {
    let label: String
    /// The same search in the order of this column; of the column that sorts already, the other way round.
    let address: String
    /// `ascending` or `descending` on the column that sorts, nothing on the others.
    let direction: String?

    static func columns(_ search: DeskSearch) -> [ListColumn] {
        PracticeOrder.Column.allCases.map { ListColumn($0, search) }
    }

    private init(_ column: PracticeOrder.Column, _ search: DeskSearch) {
        let isSorting = search.order.column == column
        label = column.label
        address = search.address(
            order: PracticeOrder(column, isDescending: isSorting && !search.order.isDescending))
        direction = isSorting ? search.order.isDescending ? "descending" : "ascending" : nil
    }
}

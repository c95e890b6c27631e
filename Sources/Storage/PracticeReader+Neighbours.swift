// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// The practices before and after one in a list.
package struct Neighbours: Hashable, Sendable {
    package let previous: PracticeNumber?
    package let next: PracticeNumber?

    package init(previous: PracticeNumber? = nil, next: PracticeNumber? = nil) {
        self.previous = previous
        self.next = next
    }
}

/// What the page of a practice shows around it.
package struct Surroundings: Sendable {
    package let neighbours: Neighbours
    /// What the viewer has typed about the practice.
    package let draft: SavedDraft?
}

extension PracticeReader {
    /// The practices before and after `number`, which is one that there is, among those that `filter` finds for `viewer`, in
    /// the list's order, and what the viewer has typed about it, as of one moment. The practice itself need not be among them
    /// any more: once decided it has left the list, and its place still tells what comes next. After the last comes the first,
    /// as long as there is another.
    package func surroundings(
        of number: PracticeNumber, in filter: PracticeFilter, for viewer: Operator, order: PracticeOrder = .byNumber
    ) async throws -> Surroundings {
        let search = SurroundingSearch(number, filter, viewer, order)
        return try readAtOnce { try search.run($0) }
    }
}

/// Both questions about what is around a practice.
struct SurroundingSearch {
    private let neighbours: NeighbourSearch
    private let number: PracticeNumber
    private let viewer: FiscalCode

    init(_ number: PracticeNumber, _ filter: PracticeFilter, _ viewer: Operator, _ order: PracticeOrder) {
        neighbours = NeighbourSearch(number, filter, viewer, order)
        self.number = number
        self.viewer = viewer.fiscalCode
    }

    /// - Parameter hasDraft: whether there can be one.
    func run(_ database: Database, hasDraft: Bool = true) throws -> Surroundings {
        Surroundings(
            neighbours: try neighbours.run(database),
            draft: hasDraft ? try DraftRow.fetch(database, of: number, by: viewer) : nil)
    }
}

/// The way to both sides of a practice.
private struct NeighbourSearch: Sendable {
    private let number: PracticeNumber
    private let list: PracticeList

    init(_ number: PracticeNumber, _ filter: PracticeFilter, _ viewer: Operator, _ order: PracticeOrder) {
        self.number = number
        list = PracticeList(filter: filter, viewer: viewer, order: order)
    }

    func run(_ database: Database) throws -> Neighbours {
        guard let place = try ListPlace(database, number, list.order) else { return Neighbours() }
        let (previous, next) = try NeighbourStatement.of(list, at: place, database).find(database, at: place)
        // Where there is none on either side, there is no other to begin again with.
        let following = try previous == nil ? next : next ?? first(database)
        return Neighbours(
            previous: previous.flatMap { PracticeNumber($0) }, next: following.flatMap { PracticeNumber($0) })
    }

    private func first(_ database: Database) throws -> String? {
        let query = PracticeQuery(list.filter, for: list.viewer)
        let search = FirstPractice(query, list.order, asls: try query.asls(database), leavingOut: number)
        return try String.fetchOne(database, search: search.sql, arguments: search.values.bound(at: nil).bound)
    }
}

/// What somebody sees in one order.
struct PracticeList: Hashable, Sendable {
    let filter: PracticeFilter
    let viewer: Operator
    let order: PracticeOrder

    /// Whether its statements are the same whatever the database holds.
    var isFixed: Bool { viewer.role != .administrator || !viewer.asls.isEmpty }
}

extension PracticeOrder {
    var reversed: PracticeOrder { PracticeOrder(column, isDescending: !isDescending) }
}

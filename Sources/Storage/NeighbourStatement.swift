// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB
internal import Synchronization

/// The statement for the practices before and after a place of a list. Putting it together takes longer than running it, and
/// whoever goes through a list asks it again and again.
struct NeighbourStatement: Sendable {
    let sql: String
    private let values: [ListValue]

    private struct Kind: Hashable {
        let list: PracticeList
        /// The terms of the place without a value, which are compared otherwise.
        let absent: [Bool]
    }

    private static let kept = Mutex<[Kind: NeighbourStatement]>([:])
    private static let most = 256

    static func of(_ list: PracticeList, at place: ListPlace, _ database: Database) throws -> NeighbourStatement {
        let kind = Kind(list: list, absent: place.absent)
        if list.isFixed, let known = kept.withLock({ $0[kind] }) { return known }
        let query = PracticeQuery(list.filter, for: list.viewer)
        let made = NeighbourStatement(query, list.order, asls: try query.asls(database), place)
        if list.isFixed {
            kept.withLock { kept in
                if kept.count >= most { kept = [:] }
                kept[kind] = made
            }
        }
        return made
    }

    private init(_ query: PracticeQuery, _ order: PracticeOrder, asls: [String]?, _ place: ListPlace) {
        let before = FirstPractice(query, order.reversed, asls: asls, beyond: place)
        let after = FirstPractice(query, order, asls: asls, beyond: place)
        sql = "SELECT (\(before.sql)), (\(after.sql))"
        values = before.values + after.values
    }

    func arguments(at place: ListPlace) -> StatementArguments { values.arguments(at: place) }
}

/// What is bound to a statement about a place of a list.
enum ListValue: Sendable {
    case given(DatabaseValue)
    /// The place's term at that position of the order.
    case term(Int)
}

extension [ListValue] {
    /// - Parameter place: nothing where none of them is a term.
    func arguments(at place: ListPlace?) -> StatementArguments {
        map { value in
            switch value {
            case .given(let value): value
            case .term(let index): place?.value(index) ?? .null
            }
        }.bound
    }
}

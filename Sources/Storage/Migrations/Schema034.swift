// SPDX-License-Identifier: EUPL-1.2

internal import GRDB

/// 034: the keys by which names are looked for hold letters and digits alone.
///
/// Before, they had blanks and apostrophes as written, and whoever typed `DANGELO` found no `D'ANGELO`.
///
/// Never edited after a release.
enum Schema034 {
    static let name = "034-plain-names"

    static func migrate(_ database: Database) throws {
        let plain = DatabaseFunction("plainName", argumentCount: 1, pure: true) { values in
            values.first.flatMap { String.fromDatabaseValue($0) }?.filter { $0.isLetter || $0.isNumber }
        }
        database.add(function: plain)
        defer { database.remove(function: plain) }
        try database.execute(
            sql: """
                UPDATE practice SET familyKey = plainName(familyKey), givenKey = plainName(givenKey)
                WHERE familyKey GLOB '*[^A-Z0-9]*' OR givenKey GLOB '*[^A-Z0-9]*'
                """)
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Foundation
internal import GRDB

/// What a paper's bytes were when it was made: a row that somebody changed since must neither be sent nor pass for what was told.
enum PaperHash {
    static func of(_ bytes: [UInt8]) throws -> String { try ContentHash.of(bytes).value }

    /// - Parameter row: with `bytes` and `sha256`. An erased paper has neither.
    static func isSound(_ row: Row) throws -> Bool {
        let bytes = row.bytes("bytes")
        let hash: String? = row["sha256"]
        return try bytes.isEmpty ? hash == nil : hash == of(bytes)
    }

    static let function = DatabaseFunction("paperHash", argumentCount: 1, pure: true) { values in
        try Data.fromDatabaseValue(values[0]).map { try of([UInt8]($0)) }
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import GRDB

extension [UInt8] {
    /// The bytes as SQLite takes them.
    var blob: Data { Data(self) }
}

extension Row {
    func bytes(_ column: String) -> [UInt8] { [UInt8](self[column] as Data) }
}

// SPDX-License-Identifier: EUPL-1.2

/// Why a way in cannot be opened as it is configured, in Italian.
struct DoorFault: Error, CustomStringConvertible {
    let key: String
    let message: String

    /// A stable code for machines.
    static let code = "way-in-unusable"

    var description: String { "\(key): \(message)" }
}

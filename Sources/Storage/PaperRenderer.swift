// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// Turns notices and receipts into the bytes of their files, inside the transaction that owes them.
///
/// Given from outside, because this room knows neither templates nor schemas: what it is given must throw rather than
/// return bytes that the schema refuses.
package struct PaperRenderer: Sendable {
    package let notice: @Sendable (Notice) throws -> [UInt8]
    package let receipt: @Sendable (Receipt) throws -> [UInt8]

    package init(
        notice: @escaping @Sendable (Notice) throws -> [UInt8],
        receipt: @escaping @Sendable (Receipt) throws -> [UInt8]
    ) {
        self.notice = notice
        self.receipt = receipt
    }
}

/// Thrown by a renderer whose output its schema refuses; the text names the place, never a value.
package struct PaperRefused: Error, Hashable, Sendable {
    package let reason: String

    package init(reason: String) { self.reason = reason }
}

extension PaperRefused: CustomStringConvertible {
    package var description: String { "a paper does not satisfy its schema: \(reason)" }
}

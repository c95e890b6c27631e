// SPDX-License-Identifier: EUPL-1.2

package import Domain
internal import GRDB

/// A file that was taken in and has no outcome yet.
package struct WaitingFile: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// For its reader: for the one of pictures where it is one.
        case reading(recognition: Bool)
        /// For the files that the request lists and that did not come, by name.
        case attachments([String])
        /// For the request that lists it.
        case request
    }

    package let delivery: Delivery
    package let reason: Reason
    package let since: Timestamp
    /// When the last of the files came that wait with it, from which its patience counts; nothing where only its reader is waited
    /// for.
    package let newest: Timestamp?
}

extension PracticeReader {
    /// What waits and lies in no quarantine, oldest first.
    package func waitingFiles() async throws -> [WaitingFile] {
        try await database.read { database in
            try Row.fetchAll(
                database,
                kept: """
                    SELECT \(DeliveryRow.columns), delivery.needsRecognition, delivery.holds,
                        (SELECT max(other.heldSince) FROM delivery AS other
                            WHERE other.sender = delivery.sender AND other.request = delivery.request
                                AND other.heldSince IS NOT NULL AND other.outcome IS NULL) AS newest,
                        (SELECT json_group_array(listed.base) FROM requestAttachment AS listed
                            WHERE listed.delivery = delivery.id AND NOT EXISTS (SELECT 1 FROM delivery AS other
                                WHERE other.sha256 = listed.sha256 AND other.sender = listed.sender
                                    AND other.request = listed.folder)) AS missing
                    FROM delivery WHERE delivery.outcome IS NULL AND NOT \(UnfiledRow.isUnfiled)
                    ORDER BY delivery.id
                    """,
                arguments: []
            ).map(waitingFile)
        }
    }

    private func waitingFile(_ row: Row) throws -> WaitingFile {
        let delivery = try DeliveryRow.delivery(row)
        guard delivery.isHeld, let since = row["heldSince"] as Int64? else {
            return WaitingFile(
                delivery: delivery, reason: .reading(recognition: row["needsRecognition"]), since: delivery.receivedAt,
                newest: nil)
        }
        let missing = try JSONText.decode([String].self, from: row["missing"])
        return WaitingFile(
            delivery: delivery, reason: row["holds"] == "request" ? .attachments(missing) : .request,
            since: Timestamp(seconds: since), newest: (row["newest"] as Int64?).map { Timestamp(seconds: $0) })
    }
}

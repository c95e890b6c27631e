// SPDX-License-Identifier: EUPL-1.2

package import Domain

extension PracticeStore {
    /// Puts an act into the access log by itself, where nothing else is written; on the disk when this returns.
    ///
    /// - Throws: `StoreError`; then nothing of the act may be shown.
    package func record(_ access: Access) async throws {
        try await transaction(recording: access) { _ in }
    }

    /// The same for practices and persons that were read by somebody else, such as a command beside the daemon.
    package func record(
        _ access: Access, of practices: [PracticeNumber], persons: [FiscalCode] = []
    ) async throws {
        try await transaction(recording: access) { database in
            try access.note(try practices.compactMap { try PracticeRow.fetch(database, $0).map { AccessSubject($0) } })
            try access.note(persons.map { AccessSubject(person: $0.value) })
        }
    }
}

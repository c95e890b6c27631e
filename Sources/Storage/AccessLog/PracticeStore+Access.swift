// SPDX-License-Identifier: EUPL-1.2

package import Domain

extension PracticeStore {
    /// Puts an act into the access log by itself, where nothing else is written; on the disk when this returns.
    ///
    /// - Throws: `StoreError`; then nothing of the act may be shown.
    package func record(_ access: Access) async throws {
        if case .success(let revision) = await access.takeEntryUnderway()?.outcome {
            access.confirm(revision)
            guard !access.isWritten else { return }
        }
        try await transaction(recording: access) { _ in }
    }

    /// Begins to put an act into the log as it stands, while its page is made. Only `record` says that it is there: it waits for
    /// this entry, and adds another where the act has become something else meanwhile or this one could not be written.
    package func recordAhead(_ access: Access) {
        access.keepEntryUnderway(commits.begin { [chain] in try chain.append(access, $0) })
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

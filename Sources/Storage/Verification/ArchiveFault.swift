// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// Something that a verification found: what, and where. Never a name or a fiscal code.
package struct ArchiveFault: Hashable, Sendable {
    package let code: Code
    package let place: Place

    init(_ code: Code, _ place: Place) {
        self.code = code
        self.place = place
    }

    /// The closed list of what can be wrong with an archive or a backup; raw values are those of `verify --json`.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// SQLite's own check of the file failed.
        case databaseDamaged = "database-damaged"
        case referenceBroken = "reference-broken"
        case rowUnreadable = "row-unreadable"
        /// The ledger names bytes that are not in the archive.
        case documentMissing = "document-missing"
        /// The bytes are not those that their name stands for.
        case documentAltered = "document-altered"
        /// Bytes that no ledger row names: a process was killed between the two.
        case documentOrphan = "document-orphan"
        /// The records call a document erased, and its bytes are still there.
        case documentNotErased = "document-not-erased"
        case practiceWithoutDocument = "practice-without-document"
        /// A file was answered as taken into a practice, which does not have it.
        case deliveryNotInPractice = "delivery-not-in-practice"
        /// A document of a practice that its sender was told was not taken.
        case documentNotAnswered = "document-not-answered"
        /// A notice is said to be answered, and there is no reply.
        case replyMissing = "reply-missing"
        /// A history that does not begin with the arrival, or that takes a step which contract §6 refuses.
        case historyBroken = "history-broken"
        /// The last line of the history and the practice disagree.
        case historyState = "history-state"
        /// A line of a history that is older than the one before it: the clock was set back between the two.
        case timesBackward = "times-backward"
        /// A decision that owes AURA a notice (contract §7) has none.
        case noticeMissing = "notice-missing"
        /// A notice that no decision owes, or one too many.
        case noticeUnowed = "notice-unowed"
        /// A notice or a receipt is not what was made with its decision or answer.
        case paperAltered = "paper-altered"
        /// A notice says something else than its practice and its history.
        case noticeDiffers = "notice-differs"
        /// A settled file has fewer receipts than it is owed (contract §8).
        case receiptMissing = "receipt-missing"
        /// Numbers of a sequence were given, but what they were given to is not there.
        case numbersMissing = "numbers-missing"
        /// A practice's number and its ASL disagree.
        case numberOfAnotherASL = "number-of-another-asl"
        /// The practices of a list are not as many as was noted while they changed.
        case countsWrong = "counts-wrong"
        case quarantineInconsistent = "quarantine-inconsistent"
        case unmatchedInconsistent = "unmatched-inconsistent"
        /// The access log is not as it was written: its chain, its seal or a signed day does not hold.
        case accessLogBroken = "access-log-broken"
        /// A file of the manifest is not in the backup.
        case fileMissing = "file-missing"
        /// A file of the backup does not have the hash of the manifest.
        case fileAltered = "file-altered"
        /// A file in the backup's folder that its manifest does not name.
        case fileUnlisted = "file-unlisted"

        /// Whether nothing was lost by it: told, and no failure.
        package var isHarmless: Bool { [.documentOrphan, .fileUnlisted, .timesBackward].contains(self) }
    }

    /// Where it is.
    package enum Place: Hashable, Sendable {
        case practice(String)
        case delivery(Int64)
        case receipt(Int64)
        case document(ContentHash)
        /// A path below the backup or the data folder.
        case file(String)
        case table(String)
        /// The year and ASL of practice numbers, and how many of them are missing.
        case sequence(String, missing: Int)
        /// A link of the access log.
        case accessLog(AccessFault)
        /// SQLite's own words.
        case database(String)
    }
}

/// How far a long work has come.
package struct WorkProgress: Hashable, Sendable {
    /// What is being looked at.
    package enum Phase: Hashable, Sendable {
        case database, documents, lines, entries
    }

    package let phase: Phase
    package let done: Int
    /// At least `done`; an estimate while new files come.
    package let total: Int

    package init(phase: Phase, done: Int, total: Int) {
        self.phase = phase
        self.done = done
        self.total = total
    }
}

/// What a verification looked at.
package struct VerificationSummary: Hashable, Sendable {
    package let practices: Int
    package let deliveries: Int
    /// Different documents that the ledger names.
    package let documents: Int
    /// What the access log was found to hold; nothing for an archive older than the log.
    package let accessLog: AccessVerification.Summary?
}

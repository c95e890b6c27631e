// SPDX-License-Identifier: EUPL-1.2

/// 014: the list is sorted by who sent a request as the words of its column are, and a notice keeps why AURA refused it when it is
/// sent again.
///
/// Never edited after a release. The column says by a number how the word before the code is ordered: "Delegato", "Utente".
enum Schema014 {
    static let name = "014-words-and-refusals"

    static let statements = """
        ALTER TABLE practice ADD COLUMN submitterWord INTEGER
            GENERATED ALWAYS AS (submitterKind <> 'DELEGATO') VIRTUAL;
        CREATE INDEX practiceBySubmitterWord ON practice (asl, isOpen, submitterWord, submitterCode, number);
        ALTER TABLE notice ADD COLUMN refusal TEXT;
        ALTER TABLE notice ADD COLUMN refusedAt INTEGER;
        UPDATE notice SET refusal = reply, refusedAt = repliedAt WHERE state <> 'ACCETTATO' AND reply IS NOT NULL;
        """
}

// SPDX-License-Identifier: EUPL-1.2

/// 003: files of a citizen's request wait for each other in their folder, and an attachment may serve several requests.
///
/// Never edited after a release. `request` is the folder below the sender's; `heldSince` is set while a file may still be
/// claimed by a request: first unanswered, then answered as incomplete. What made a practice still makes only one.
enum Schema003 {
    static let name = "003-requests"

    static let statements = """
        ALTER TABLE delivery ADD COLUMN request TEXT;
        ALTER TABLE delivery ADD COLUMN heldSince INTEGER;
        DROP INDEX IF EXISTS deliveryPending;
        CREATE INDEX deliveryPending ON delivery (id) WHERE outcome IS NULL AND heldSince IS NULL;
        CREATE INDEX deliveryRequest ON delivery (sender, request) WHERE request IS NOT NULL;
        CREATE INDEX deliveryHeld ON delivery (sender, request) WHERE heldSince IS NOT NULL AND outcome IS NULL;
        DROP INDEX practiceDocumentOnce;
        CREATE UNIQUE INDEX practiceDocumentOnce ON practiceDocument (sha256) WHERE role <> 'attachment';
        """
}

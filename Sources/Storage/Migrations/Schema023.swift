// SPDX-License-Identifier: EUPL-1.2

/// 023: what a request lists is found by hash and by name, whatever else lies in its folder.
///
/// Never edited after a release. `requestAttachment` holds what each request of a folder lists; the database keeps its `stage`: the
/// request is held, waits for its person, was answered for good, or is none of these. Of a delivery `holds` says what is
/// held, and `isFresh` that nothing was concluded from it yet: so a folder is never looked through as a whole.
enum Schema023 {
    static let name = "023-request-listings"

    static let statements = table + filling + stages

    private static let table = """
        ALTER TABLE delivery ADD COLUMN holds TEXT CHECK (holds IN ('request', 'file'));
        ALTER TABLE delivery ADD COLUMN isFresh INTEGER NOT NULL DEFAULT 0 CHECK (isFresh IN (0, 1));
        CREATE TABLE requestAttachment (
            delivery INTEGER NOT NULL REFERENCES delivery (id),
            place INTEGER NOT NULL CHECK (place >= 0),
            sender TEXT NOT NULL,
            folder TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            base TEXT NOT NULL,
            stage TEXT NOT NULL CHECK (stage IN ('held', 'unmatched', 'answered', 'none')),
            PRIMARY KEY (delivery, place)
        ) STRICT, WITHOUT ROWID;

        """

    private static let filling = """
        UPDATE delivery SET isFresh = heldSince IS NOT NULL, holds = (
                SELECT iif(role = 'request', 'request', 'file') FROM document
                WHERE document.sha256 = delivery.sha256)
            WHERE request IS NOT NULL;
        INSERT INTO requestAttachment
            SELECT delivery.id, listed.key, delivery.sender, delivery.request,
                coalesce(json_extract(listed.value, '$.sha256'), ''),
                deliveryBase(coalesce(json_extract(listed.value, '$.name'), '')),
                \(stage("delivery"))
            FROM delivery JOIN document ON document.sha256 = delivery.sha256
                JOIN json_each(iif(json_valid(document.extract), document.extract, '{}'), '$.request.attachments')
                    AS listed
            WHERE delivery.request IS NOT NULL AND delivery.holds = 'request';

        """

    private static let stages = """
        CREATE INDEX requestAttachmentBytes ON requestAttachment (sender, folder, sha256, stage);
        CREATE INDEX requestAttachmentName ON requestAttachment (sender, folder, base, stage);
        DROP INDEX deliveryRequest;
        CREATE INDEX deliveryRequest ON delivery (sender, request, base) WHERE request IS NOT NULL;
        CREATE INDEX deliveryWaits ON delivery (sender, request, holds) WHERE heldSince IS NOT NULL;
        CREATE INDEX deliveryFresh ON delivery (sender, request) WHERE isFresh = 1;
        CREATE INDEX deliveryUnmatched ON delivery (sender, request) WHERE outcome = 'DA_ABBINARE';
        CREATE TRIGGER requestAttachmentStaged AFTER UPDATE OF outcome, heldSince ON delivery
            WHEN NEW.holds = 'request'
            BEGIN UPDATE requestAttachment SET stage = \(stage("NEW")) WHERE delivery = NEW.id; END;
        """

    private static func stage(_ row: String) -> String {
        """
        CASE WHEN \(row).heldSince IS NOT NULL THEN 'held' WHEN \(row).outcome IS 'DA_ABBINARE' THEN 'unmatched'
            WHEN \(row).outcome IN ('ACQUISITO', 'DUPLICATO') THEN 'answered' ELSE 'none' END
        """
    }
}

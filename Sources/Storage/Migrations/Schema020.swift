// SPDX-License-Identifier: EUPL-1.2

/// 020: a document that says 048 with a diagnosis behind it (`048.174`) is reserved as one that says the bare code.
///
/// Never edited after a release. Whether a document speaks of the reserved exemption is found when it is filed and kept with it;
/// the practices that have it are marked by the database. Of documents of before it is found here, in whatever is said to be an
/// exemption's code and in the findings: rather one too many than one too few.
enum Schema020 {
    static let name = "020-reserved-documents"

    static let statements = """
        ALTER TABLE document ADD COLUMN reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved IN (0, 1));
        UPDATE document SET reserved = 1 WHERE instr(extract, '048') > 0
            AND iif(json_valid(extract), EXISTS (
                SELECT 1 FROM json_tree(document.extract) AS part WHERE part.type = 'text'
                    AND (part.fullkey LIKE '$.fields.exemptionCode.%' OR part.fullkey LIKE '$.exemptions[%].code' OR part.fullkey LIKE '$.exemptions[%].text'
                        OR part.fullkey LIKE '$.findings[%].detail')
                    AND (part.atom GLOB '048*' OR part.atom GLOB '*[^0-9A-Za-z]048*')), 1);
        CREATE INDEX practiceDocumentBytes ON practiceDocument (sha256);

        UPDATE practice SET reserved = 1
            WHERE reserved = 0 AND (
                number IN (
                    SELECT practice FROM practiceDocument JOIN document ON document.sha256 = practiceDocument.sha256
                    WHERE document.reserved = 1)
                OR number IN (
                    SELECT practice FROM practiceFinding WHERE instr(finding, '048') > 0
                        AND iif(json_valid(finding), (json_extract(finding, '$.field') = 'exemptionCode'
                                OR json_extract(finding, '$.code') = 'diagnosis-not-of-exemption')
                            AND (json_extract(finding, '$.detail') GLOB '048*'
                                OR json_extract(finding, '$.detail') GLOB '*[^0-9A-Za-z]048*'), 1)));

        DROP TRIGGER practiceReservedByDocument;
        CREATE TRIGGER practiceReservedByDocument AFTER INSERT ON practiceDocument
            WHEN EXISTS (SELECT 1 FROM document WHERE sha256 = NEW.sha256 AND reserved = 1)
            BEGIN UPDATE practice SET reserved = 1 WHERE number = NEW.practice AND reserved = 0; END;
        CREATE TRIGGER practiceReservedByReading AFTER UPDATE OF reserved ON document
            WHEN NEW.reserved = 1 AND OLD.reserved = 0
            BEGIN
                UPDATE practice SET reserved = 1 WHERE reserved = 0
                    AND number IN (SELECT practice FROM practiceDocument WHERE sha256 = NEW.sha256);
            END;
        """
}

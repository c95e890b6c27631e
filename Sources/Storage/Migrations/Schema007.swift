// SPDX-License-Identifier: EUPL-1.2

/// 007: exemption 048 is seen by permission, and the permission is a person's.
///
/// Never edited after a release. A practice is `reserved` once its documents or a doctor say 048, be it beside another code,
/// and stays so. The database keeps the mark itself, whoever writes. Operators of before see what they saw: whoever decides has
/// the permission until it is taken back.
enum Schema007 {
    static let name = "007-reserved-exemption"

    static let statements = """
        ALTER TABLE operator ADD COLUMN permissions TEXT NOT NULL DEFAULT '[]';
        UPDATE operator SET permissions = '["ESENZIONE_048"]' WHERE role <> 'MEDICO_SPECIALISTA_CAS';
        ALTER TABLE practice ADD COLUMN reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved IN (0, 1));

        UPDATE practice SET reserved = 1
            WHERE statedExemption = '048' OR enteredExemption = '048'
                OR number IN (
                    SELECT practice FROM practiceDocument JOIN document ON document.sha256 = practiceDocument.sha256
                    WHERE instr(document.extract, '"048"') > 0);

        CREATE TRIGGER practiceReservedAtFirst AFTER INSERT ON practice
            WHEN NEW.reserved = 0 AND (NEW.statedExemption = '048' OR NEW.enteredExemption = '048')
            BEGIN UPDATE practice SET reserved = 1 WHERE number = NEW.number; END;
        CREATE TRIGGER practiceReservedByEntry AFTER UPDATE OF enteredExemption ON practice
            WHEN NEW.reserved = 0 AND NEW.enteredExemption = '048'
            BEGIN UPDATE practice SET reserved = 1 WHERE number = NEW.number; END;
        CREATE TRIGGER practiceReservedByDocument AFTER INSERT ON practiceDocument
            WHEN EXISTS (SELECT 1 FROM document WHERE sha256 = NEW.sha256 AND instr(extract, '"048"') > 0)
            BEGIN UPDATE practice SET reserved = 1 WHERE number = NEW.practice; END;
        """
}

// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import GRDB

/// 022: which file a delivery and a receipt are of is found by its name, and not by what other names begin with.
///
/// Never edited after a release. `base` is the last part of the name, as much of it as fits into the name of a receipt.
/// `origin` has the sender and the name instead of the device, whose number a share changes.
enum Schema022 {
    static let name = "022-names-of-files"

    static func migrate(_ database: Database) throws {
        database.add(function: ofDelivery)
        database.add(function: ofReceipt)
        try database.execute(
            sql: """
                ALTER TABLE delivery ADD COLUMN base TEXT NOT NULL DEFAULT '';
                UPDATE delivery SET base = deliveryBase(name);
                CREATE INDEX deliveryOfFile ON delivery (sender, base);
                UPDATE OR IGNORE delivery
                    SET origin = substr(origin, instr(origin, '-') + 1) || '-' || sender || '/' || name
                    WHERE origin IS NOT NULL;
                ALTER TABLE receipt ADD COLUMN base TEXT NOT NULL DEFAULT '';
                UPDATE receipt SET base = receiptBase(fileName);
                CREATE INDEX receiptOfFile ON receipt (sender, base);
                """)
    }

    /// `cert.pdf` of `2026/cert.pdf`.
    static let ofDelivery = DatabaseFunction("deliveryBase", argumentCount: 1, pure: true) { values in
        String.fromDatabaseValue(values[0]).map(\.baseName.fittedName)
    }

    /// `cert.pdf` of `cert.pdf.12.ricevuta.xml`.
    static let ofReceipt = DatabaseFunction("receiptBase", argumentCount: 1, pure: true) { values in
        String.fromDatabaseValue(values[0]).map(Receipt.baseName(ofFileName:))
    }
}

// SPDX-License-Identifier: EUPL-1.2

/// 002: documents that must be recognised from their picture wait in a queue of their own.
///
/// Never edited after a release.
enum Schema002 {
    static let name = "002-recognition"

    static let statements = [
        """
        ALTER TABLE delivery ADD COLUMN needsRecognition INTEGER NOT NULL DEFAULT 0
            CHECK (needsRecognition IN (0, 1));
        CREATE INDEX deliveryQuick ON delivery (id) WHERE outcome IS NULL AND needsRecognition = 0;
        CREATE INDEX deliveryRecognition ON delivery (id) WHERE outcome IS NULL AND needsRecognition = 1;
        """
    ]
}

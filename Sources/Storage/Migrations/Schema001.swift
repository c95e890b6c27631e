// SPDX-License-Identifier: EUPL-1.2

/// 001: the ledger of files, the practices with all that hangs on them, the papers that go out, the operators.
///
/// Never edited after a release: a change is a further numbered file. Times are seconds since 1970 in UTC, days are
/// `yyyy-MM-dd`, codes are the texts of the contract.
enum Schema001 {
    static let name = "001-practices"

    static let statements = [documents, practices, history, papers, operators]

    private static let documents = """
        CREATE TABLE counter (
            scope TEXT NOT NULL PRIMARY KEY,
            last INTEGER NOT NULL CHECK (last >= 0)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE document (
            sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
            form TEXT NOT NULL,
            role TEXT NOT NULL,
            kind TEXT NOT NULL,
            extract TEXT NOT NULL,
            readAt INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE delivery (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            sender TEXT NOT NULL,
            audience TEXT NOT NULL CHECK (audience IN ('hospital', 'portal')),
            name TEXT NOT NULL,
            sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
            size INTEGER NOT NULL CHECK (size >= 0),
            asl TEXT NOT NULL CHECK (length(asl) = 6),
            district TEXT,
            origin TEXT UNIQUE,
            receivedAt INTEGER NOT NULL,
            outcome TEXT CHECK (outcome IN
                ('ACQUISITO', 'DUPLICATO', 'DA_ABBINARE', 'NON_PERTINENTE', 'SCARTATO')),
            practice TEXT REFERENCES practice (number),
            findings TEXT NOT NULL DEFAULT '[]'
        ) STRICT;
        CREATE INDEX deliveryPending ON delivery (id) WHERE outcome IS NULL;
        CREATE INDEX deliveryBytes ON delivery (sha256);

        CREATE TABLE quarantine (
            delivery INTEGER NOT NULL PRIMARY KEY REFERENCES delivery (id),
            code TEXT NOT NULL,
            since INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE unmatched (
            delivery INTEGER NOT NULL PRIMARY KEY REFERENCES delivery (id),
            since INTEGER NOT NULL,
            settledAt INTEGER,
            settledBy TEXT
        ) STRICT;
        """

    private static let practices = """
        CREATE TABLE practice (
            number TEXT NOT NULL PRIMARY KEY CHECK (length(number) = 18),
            state TEXT NOT NULL CHECK (state IN
                ('INVIATA', 'IN_LAVORAZIONE', 'VALIDATA', 'RESPINTA', 'ANNULLATA')),
            version INTEGER NOT NULL CHECK (version >= 1),
            asl TEXT NOT NULL CHECK (length(asl) = 6),
            district TEXT,
            fiscalCode TEXT NOT NULL CHECK (length(fiscalCode) IN (11, 16)),
            familyName TEXT NOT NULL,
            givenName TEXT NOT NULL,
            familyKey TEXT NOT NULL,
            givenKey TEXT NOT NULL,
            submitterKind TEXT NOT NULL CHECK (submitterKind IN ('MEDICO', 'CITTADINO', 'DELEGATO')),
            submitterCode TEXT,
            statedExemption TEXT,
            statedDiagnosis TEXT,
            enteredExemption TEXT,
            enteredDiagnosis TEXT,
            requestedAt INTEGER NOT NULL,
            updatedAt INTEGER NOT NULL,
            validFrom TEXT,
            validUntil TEXT,
            rejectionReason TEXT CHECK (rejectionReason IN ('REQUISITI_NON_SUFFICIENTI',
                'DOCUMENTAZIONE_NON_CORRETTA', 'DOCUMENTAZIONE_INSUFFICIENTE', 'ALTRO')),
            chargeBy TEXT,
            chargeSince INTEGER,
            isOpen INTEGER NOT NULL GENERATED ALWAYS AS (state IN ('INVIATA', 'IN_LAVORAZIONE')) STORED,
            exemption TEXT GENERATED ALWAYS AS (coalesce(enteredExemption, statedExemption)) STORED,
            CHECK ((state = 'RESPINTA') = (rejectionReason IS NOT NULL)),
            CHECK (state != 'VALIDATA' OR (validFrom IS NOT NULL AND exemption IS NOT NULL)),
            CHECK ((chargeBy IS NULL) = (chargeSince IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX practiceOpenOnce ON practice (fiscalCode, exemption) WHERE isOpen = 1;
        CREATE INDEX practiceQueue ON practice (asl, isOpen, number);
        CREATE INDEX practiceState ON practice (asl, state, number);
        CREATE INDEX practicePerson ON practice (fiscalCode, exemption);
        CREATE INDEX practiceFamily ON practice (asl, isOpen, familyKey, givenKey);
        CREATE INDEX practiceExemption ON practice (asl, isOpen, exemption, number);

        CREATE TABLE practiceDocument (
            practice TEXT NOT NULL REFERENCES practice (number),
            delivery INTEGER NOT NULL REFERENCES delivery (id),
            sha256 TEXT NOT NULL REFERENCES document (sha256),
            role TEXT NOT NULL,
            PRIMARY KEY (practice, sha256)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX practiceDocumentOnce ON practiceDocument (sha256);
        """

    private static let history = """
        CREATE TABLE historyLine (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            practice TEXT NOT NULL REFERENCES practice (number),
            at INTEGER NOT NULL,
            actor TEXT NOT NULL,
            role TEXT NOT NULL,
            state TEXT NOT NULL,
            noteBeneficiary TEXT NOT NULL,
            noteInternal TEXT NOT NULL,
            systemAccount TEXT
        ) STRICT;
        CREATE INDEX historyOfPractice ON historyLine (practice, id);

        CREATE TABLE practiceFinding (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            practice TEXT NOT NULL REFERENCES practice (number),
            sha256 TEXT,
            finding TEXT NOT NULL
        ) STRICT;
        CREATE INDEX findingOfPractice ON practiceFinding (practice, id);
        """

    private static let papers = """
        CREATE TABLE notice (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            practice TEXT NOT NULL REFERENCES practice (number),
            kind TEXT NOT NULL CHECK (kind IN ('VALIDAZIONE', 'RESPINGIMENTO', 'ANNULLAMENTO')),
            state TEXT NOT NULL CHECK (state IN ('DA_INVIARE', 'INVIATO', 'ACCETTATO', 'SCARTATO')),
            messageID TEXT NOT NULL UNIQUE,
            fileName TEXT NOT NULL UNIQUE,
            bytes BLOB NOT NULL,
            createdAt INTEGER NOT NULL,
            sentAt INTEGER,
            timesSent INTEGER NOT NULL DEFAULT 0,
            repliedAt INTEGER,
            reply TEXT
        ) STRICT;
        CREATE INDEX noticeDue ON notice (id) WHERE state = 'DA_INVIARE';
        CREATE INDEX noticeWaiting ON notice (sentAt) WHERE state = 'INVIATO';
        CREATE INDEX noticeOfPractice ON notice (practice, id);

        CREATE TABLE receipt (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            sender TEXT NOT NULL,
            fileName TEXT NOT NULL,
            bytes BLOB NOT NULL,
            createdAt INTEGER NOT NULL,
            writtenAt INTEGER,
            UNIQUE (sender, fileName)
        ) STRICT;
        CREATE INDEX receiptDue ON receipt (id) WHERE writtenAt IS NULL;
        """

    private static let operators = """
        CREATE TABLE operator (
            fiscalCode TEXT NOT NULL PRIMARY KEY CHECK (length(fiscalCode) = 16),
            name TEXT NOT NULL,
            role TEXT NOT NULL,
            asls TEXT NOT NULL,
            districts TEXT NOT NULL,
            userName TEXT NOT NULL UNIQUE COLLATE NOCASE,
            passwordHash TEXT NOT NULL,
            pinHash TEXT NOT NULL,
            createdAt INTEGER NOT NULL,
            disabledAt INTEGER
        ) STRICT;

        CREATE TABLE signInFailure (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            userName TEXT NOT NULL COLLATE NOCASE,
            at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX signInFailureRecent ON signInFailure (userName, at);
        """
}

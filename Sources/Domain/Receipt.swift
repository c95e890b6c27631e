// SPDX-License-Identifier: EUPL-1.2

/// What a sender is told; raw values are the `esito` of the receipt and of `ingest --json` (contract §8).
package enum ReceiptOutcome: String, Codable, Hashable, Sendable, CaseIterable {
    case acquired = "ACQUISITO"
    case duplicate = "DUPLICATO"
    case unmatched = "DA_ABBINARE"
    case notEvidence = "NON_PERTINENTE"
    case refused = "SCARTATO"
    case validated = "VALIDATA"
    case rejected = "RESPINTA"
    case cancelled = "ANNULLATA"

    /// The outcome that a decision's receipt carries; none for a practice that is still open.
    package init?(_ state: PracticeState) {
        switch state {
        case .received, .inProgress: return nil
        case .validated: self = .validated
        case .rejected: self = .rejected
        case .cancelled: self = .cancelled
        }
    }
}

/// One receipt to one sender about one file. What the reader may not see is not in it (contract §6, §8).
package struct Receipt: Hashable, Sendable {
    /// The declared name of the sender, which is also its folder.
    package let sender: String
    /// The file as dropped, relative to the sender's folder.
    package let file: String
    /// Grows with every receipt of that sender for a file of that name.
    package let progressive: Int
    package let sha256: ContentHash
    package let at: Timestamp
    package let outcome: ReceiptOutcome
    package let practice: PracticeNumber?
    /// What the document was taken for, where that explains the outcome.
    package let documentKind: DocumentKind?
    package let findings: [Finding]
    package let noteBeneficiary: String
    package let noteInternal: String

    package init(
        sender: String, file: String, progressive: Int, sha256: ContentHash, at: Timestamp, outcome: ReceiptOutcome,
        practice: PracticeNumber?, documentKind: DocumentKind? = nil, findings: [Finding] = [],
        line: HistoryLine? = nil, audience: Audience = .citizen
    ) {
        self.sender = sender
        self.file = file
        self.progressive = progressive
        self.sha256 = sha256
        self.at = at
        self.outcome = outcome
        self.practice = practice
        self.documentKind = documentKind
        self.findings = findings
        noteBeneficiary = audience.readsBeneficiaryNote ? line?.noteBeneficiary ?? "" : ""
        noteInternal = audience.readsInternalNote ? line?.noteInternal ?? "" : ""
    }

    /// The last component of `file`, as much of it as fits, with the progressive: `cert.pdf.1.ricevuta.xml`.
    package var fileName: String {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        return Self.fileName(of: name.fittedName, progressive: progressive)
    }

    /// - Parameter base: the name of the file as dropped, as much of it as fits.
    package static func fileName(of base: String, progressive: Int) -> String { "\(base).\(progressive).ricevuta.xml" }

    /// `cert.pdf` of `cert.pdf.12.ricevuta.xml`.
    package static func baseName(ofFileName name: String) -> String {
        name.split(separator: ".", omittingEmptySubsequences: false).dropLast(3).joined(separator: ".")
    }
}

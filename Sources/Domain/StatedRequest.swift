// SPDX-License-Identifier: EUPL-1.2

/// What a citizen's request (`richiesta.xml`, contract §4.2) states beyond the person and the codes, which stand among the
/// extract's fields like those of any other document.
package struct StatedRequest: Codable, Hashable, Sendable {
    /// When the portal took the request (`dataOra`); a practice counts from its reception, which nobody else sets.
    package var submittedAt: Timestamp
    /// Who filled it in: the citizen or a delegate. Its code is absent where the one given is not sound.
    package var submitter: Submitter
    /// The beneficiary's, where the request states one that the catalogue knows.
    package var asl: ASLCode?
    /// A district of `asl`, by name, where the catalogue knows it.
    package var district: String?
    /// The words of whoever asks; never mixed with the notes of the practice, which are the ASL's.
    package var note: String?
    package var attachments: [StatedAttachment]

    package init(
        submittedAt: Timestamp, submitter: Submitter, asl: ASLCode? = nil, district: String? = nil,
        note: String? = nil, attachments: [StatedAttachment] = []
    ) {
        self.submittedAt = submittedAt
        self.submitter = submitter
        self.asl = asl
        self.district = district
        self.note = note
        self.attachments = attachments
    }
}

/// A file that a request lists.
package struct StatedAttachment: Codable, Hashable, Sendable {
    /// The four kinds of the regional portal; raw values are those of the XML.
    package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        /// *Certificato medico*.
        case certificate = "CM"
        /// *Cartella clinica*.
        case clinicalRecord = "CC"
        /// *Verbale di invalidità*.
        case invalidityReport = "VI"
        /// *Documentazione della rete malattie rare*.
        case rareDiseaseRecord = "DR"

        /// What people call it.
        package var italianName: String {
            switch self {
            case .certificate: "Certificato medico"
            case .clinicalRecord: "Cartella clinica"
            case .invalidityReport: "Verbale di invalidità"
            case .rareDiseaseRecord: "Documentazione della rete malattie rare"
            }
        }
    }

    /// For people; a file is recognised by its hash and never looked up by this name.
    package var name: String
    package var kind: Kind
    package var sha256: ContentHash
    /// When the paper was issued (`dataRilascio`).
    package var issuedOn: CalendarDay?

    package init(name: String, kind: Kind, sha256: ContentHash, issuedOn: CalendarDay? = nil) {
        self.name = name
        self.kind = kind
        self.sha256 = sha256
        self.issuedOn = issuedOn
    }
}

/// A sender's wish to withdraw a practice that is still open (`annullamento.xml`, contract §4.3).
package struct StatedCancellation: Codable, Hashable, Sendable {
    package var practice: PracticeNumber
    /// Who asks (`codiceFiscaleRichiedente`), where it is stated.
    package var requester: FiscalCode?
    /// The words of whoever asks.
    package var reason: String?

    package init(practice: PracticeNumber, requester: FiscalCode? = nil, reason: String? = nil) {
        self.practice = practice
        self.requester = requester
        self.reason = reason
    }
}

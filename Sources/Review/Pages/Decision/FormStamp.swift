// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// What every form about a practice carries unseen: whose it is, which practice it shows and how far that had come.
struct FormStamp: Encodable, Hashable, Sendable {
    /// The session's token.
    let formToken: String
    let version: Int
    /// The form's own name, used once.
    let ticket: String
    /// That of the form whose draft this one goes on from; empty where there is none.
    let earlierTicket: String
    let seenLines: Int
    let seenDocuments: Int
    let seenExemption: String
    let seenDiagnosis: String

    /// - Parameters:
    ///   - draft: what was typed on an earlier page, where the form goes on from there: it then shows what that showed.
    ///   - shown: what was typed on an earlier page and is shown on the present state of the practice.
    init(
        _ dossier: PracticeDossier, after draft: DecisionDraft? = nil, showing shown: DecisionDraft? = nil,
        formToken: String
    ) {
        let codes = dossier.practice.codes
        self.formToken = formToken
        version = draft?.seenVersion ?? dossier.practice.version
        ticket = SecretToken().value
        earlierTicket = (draft ?? shown)?.ticket ?? ""
        seenLines = draft?.seen.lines ?? dossier.history.count
        seenDocuments = draft?.seen.documents ?? dossier.documents.count
        seenExemption = draft?.seen.exemption ?? codes.exemption?.value ?? ""
        seenDiagnosis = draft?.seen.diagnosis ?? codes.diagnosis?.value ?? ""
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// *Documenti da abbinare*: the documents whose person could not be established (contract §6).
struct UnmatchedModel: PageModel, Hashable, Sendable {
    static let template = PageTemplate.unmatched

    let frame: PageFrame
    let flash: String?
    let hasErrors: Bool
    let errors: [FieldError]
    let isEmpty: Bool
    let total: Int
    let waiting: [UnmatchedCard]

    init(
        _ documents: [UnmatchedDocument], attempt: MatchAttempt?, errors: [FieldError], formToken: String,
        flash: String?, frame: PageFrame
    ) {
        self.frame = frame
        self.flash = flash
        self.errors = errors
        hasErrors = !errors.isEmpty
        isEmpty = documents.isEmpty
        total = documents.count
        waiting = documents.map {
            UnmatchedCard(
                $0, attempt: attempt?.id == $0.delivery.id ? attempt : nil, errors: errors, formToken: formToken)
        }
    }
}

/// One document that waits, and the form that gives it its person.
struct UnmatchedCard: Hashable, Sendable {
    let id: String
    let kind: String
    let sender: String
    let receivedAt: String
    let link: DocumentLink
    let hasFindings: Bool
    let findings: [FindingCard]
    let rows: [ValueRow]
    let matchAction: String
    let dismissAddress: String
    let formToken: String
    let fiscalCode: TextField
    let familyName: TextField
    let givenName: TextField

    init(_ document: UnmatchedDocument, attempt: MatchAttempt?, errors: [FieldError], formToken: String) {
        let id = document.delivery.id
        let extract = document.extract
        self.id = "\(id.value)"
        kind = extract.kind.italianName
        sender = document.delivery.arrival.sender
        receivedAt = document.delivery.receivedAt.italian
        link = DocumentLink(
            fileName: document.delivery.arrival.name.lastComponent, address: "\(id.address)/documento")
        findings = FindingCard.cards(extract.findings)
        hasFindings = !extract.findings.isEmpty
        rows = ValueRow.rows(extract)
        matchAction = "\(id.address)/abbina"
        dismissAddress = "\(id.address)/non-pertinente"
        self.formToken = formToken
        func field(_ name: String, _ label: String, _ typed: String?, _ stated: String?) -> TextField {
            let target = "\(name)-\(id.value)"
            return TextField(
                name: target, label: label, typed: typed ?? stated ?? "",
                problem: errors.first { $0.target == target }?.message, placeholder: "")
        }
        fiscalCode = field(MatchAttempt.Name.fiscalCode, "Codice fiscale", attempt?.fiscalCode, nil)
        familyName = field(
            MatchAttempt.Name.familyName, "Cognome", attempt?.familyName, extract.value(.beneficiaryFamilyName))
        givenName = field(
            MatchAttempt.Name.givenName, "Nome", attempt?.givenName, extract.value(.beneficiaryGivenName))
    }
}

extension Delivery.ID {
    var address: String { "/documenti-da-abbinare/\(value)" }
}

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
        _ documents: [UnmatchedDocument], pageSizes: [PageKey: PageSize] = [:], attempt: MatchAttempt?,
        errors: [FieldError], formToken: String, flash: String?, frame: PageFrame
    ) {
        self.frame = frame
        self.flash = flash
        self.errors = errors
        hasErrors = !errors.isEmpty
        isEmpty = documents.isEmpty
        total = documents.count
        waiting = documents.map {
            UnmatchedCard(
                $0, pageSizes: pageSizes, attempt: attempt?.id == $0.delivery.id ? attempt : nil, errors: errors,
                formToken: formToken)
        }
    }
}

/// One document that waits, and the form that gives it its person.
struct UnmatchedCard: Hashable, Sendable {
    let id: String
    let receivedAt: String
    let document: DocumentCard
    let hasFindings: Bool
    let findings: [FindingCard]
    let matchAction: String
    let dismissAddress: String
    let formToken: String
    let fiscalCode: TextField
    let familyName: TextField
    let givenName: TextField

    init(
        _ waiting: UnmatchedDocument, pageSizes: [PageKey: PageSize], attempt: MatchAttempt?, errors: [FieldError],
        formToken: String
    ) {
        let id = waiting.delivery.id
        let arrival = waiting.delivery.arrival
        let extract = waiting.extract
        self.id = "\(id.value)"
        receivedAt = waiting.delivery.receivedAt.italian
        document = DocumentCard(
            extract, arrival.sha256, anchor: "documento-\(id.value)", sender: arrival.sender,
            link: DocumentLink(fileName: arrival.name.lastComponent, address: "\(id.address)/documento"),
            pages: id.address, sizes: pageSizes)
        findings = FindingCard.cards(extract.findings)
        hasFindings = !extract.findings.isEmpty
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

// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// One document that waits, and the form that gives it its person.
struct UnmatchedCard: Encodable, Hashable, Sendable {
    let id: String
    let receivedAt: String
    let since: Waiting
    let document: DocumentCard
    let hasFindings: Bool
    let findings: [FindingCard]
    let matchAction: String
    let verifyAction: String
    let dismissAddress: String
    let formToken: String
    let fiscalCode: TextField
    let familyName: TextField
    let givenName: TextField
    /// Who the typed code belongs to, when that was asked.
    let person: PersonCard?
    /// The name of the box to tick where code and names do not agree; nothing otherwise.
    let confirmation: String?

    init(
        _ waiting: UnmatchedDocument, _ part: UnmatchedModel.Part, attempt: UnmatchedModel.Attempt?,
        errors: [FieldError], formToken: String
    ) {
        let id = waiting.delivery.id
        let arrival = waiting.delivery.arrival
        let extract = waiting.extract
        self.id = "\(id.value)"
        receivedAt = waiting.delivery.receivedAt.italian
        since = Waiting(since: waiting.since.romeDay, today: part.today)
        document = DocumentCard(
            extract, arrival.sha256, anchor: "documento-\(id.value)",
            sender: part.senders[arrival.sender] ?? arrival.sender,
            link: DocumentLink(waiting.delivery), pages: id.address, sizes: part.sizes, hasText: true)
        findings = FindingCard.cards(extract.findings)
        hasFindings = !extract.findings.isEmpty
        matchAction = "\(id.address)/abbina"
        verifyAction = "\(id.address)/verifica"
        dismissAddress = "\(id.address)/non-pertinente"
        self.formToken = formToken
        person = attempt?.person
        confirmation = attempt?.asksConfirmation == true ? "\(MatchAttempt.Name.confirmation)-\(id.value)" : nil
        func field(_ name: String, _ label: String, _ typed: String?, _ stated: String?) -> TextField {
            let target = "\(name)-\(id.value)"
            return TextField(
                name: target, label: label, typed: typed ?? stated ?? "",
                problem: errors.first { $0.target == target }?.message, placeholder: "")
        }
        fiscalCode = field(
            MatchAttempt.Name.fiscalCode, "Codice fiscale", attempt?.typed.fiscalCode, extract.misreadCode)
        familyName = field(
            MatchAttempt.Name.familyName, "Cognome", attempt?.typed.familyName, extract.soleName(.beneficiaryFamilyName)
        )
        givenName = field(
            MatchAttempt.Name.givenName, "Nome", attempt?.typed.givenName, extract.soleName(.beneficiaryGivenName))
    }
}

extension Extract {
    /// A code that was read and cannot be right, to be corrected rather than typed anew. One that is sound and yet in doubt is typed
    /// by whoever has looked at the document: offered, it would only be agreed to.
    fileprivate var misreadCode: String? {
        value(.beneficiaryFiscalCode).flatMap { FiscalCode($0) == nil ? $0 : nil }
    }

    /// Part of the name of the only person that the document names: one of several, offered, would stand beside the code of another.
    fileprivate func soleName(_ name: FieldName) -> String? {
        findings.contains { $0.code == .severalPersons } ? nil : value(name)
    }
}

extension UnmatchedModel.Attempt {
    /// Whether the person of a sound code is not the one whose names were typed.
    fileprivate var asksConfirmation: Bool {
        guard let code = FiscalCode(typed.fiscalCode) else { return false }
        return !Beneficiary(fiscalCode: code, familyName: typed.familyName, givenName: typed.givenName).agreesWithCode
    }
}

extension DocumentLink {
    /// A document that waits for its person.
    init(_ delivery: Delivery) {
        self.init(fileName: delivery.arrival.name.lastComponent, address: "\(delivery.id.address)/documento")
    }
}

extension Delivery.ID {
    var address: String { "/documenti-da-abbinare/\(value)" }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// The person that an operator typed for a document.
struct MatchAttempt: Hashable, Sendable {
    let id: Delivery.ID
    let fiscalCode: String
    let familyName: String
    let givenName: String

    /// The names of the fields, each followed by the document's number, since the page has one form a document.
    enum Name {
        static let fiscalCode = "codice-fiscale"
        static let familyName = "cognome"
        static let givenName = "nome"
    }

    init(_ form: FormFields, of id: Delivery.ID) {
        self.id = id
        fiscalCode = form["\(Name.fiscalCode)-\(id.value)"]
        familyName = form["\(Name.familyName)-\(id.value)"].collapsed
        givenName = form["\(Name.givenName)-\(id.value)"].collapsed
    }

    /// - Throws: `DraftProblems` when the code is not sound: nothing is guessed here.
    func person() throws(DraftProblems) -> Beneficiary {
        guard let code = FiscalCode(fiscalCode) else {
            let message =
                fiscalCode.isEmpty
                ? "Indicare il codice fiscale dell'assistito"
                : "Il codice fiscale non è corretto: ricontrollare le lettere e le cifre"
            throw DraftProblems(errors: [
                FieldError(target: "\(Name.fiscalCode)-\(id.value)", message: message)
            ])
        }
        return Beneficiary(
            fiscalCode: code, familyName: familyName.uppercased(), givenName: givenName.uppercased())
    }
}

// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// The person that an operator typed for a document.
struct MatchAttempt: Encodable, Hashable, Sendable {
    let id: Delivery.ID
    let fiscalCode: String
    let familyName: String
    let givenName: String
    /// Whether the operator insists although code and names do not agree.
    let isConfirmed: Bool

    /// The names of the fields, each followed by the document's number, since the page has one form a document.
    enum Name {
        static let fiscalCode = "codice-fiscale"
        static let familyName = "cognome"
        static let givenName = "nome"
        static let confirmation = "conferma"
    }

    init(_ form: FormFields, of id: Delivery.ID) {
        self.id = id
        fiscalCode = form["\(Name.fiscalCode)-\(id.value)"]
        familyName = form["\(Name.familyName)-\(id.value)"].collapsed
        givenName = form["\(Name.givenName)-\(id.value)"].collapsed
        isConfirmed = form.has("\(Name.confirmation)-\(id.value)")
    }

    /// - Throws: `DraftProblems` when the code is not sound: nothing is guessed here.
    func code() throws(DraftProblems) -> FiscalCode {
        do {
            return try FiscalCode(checking: fiscalCode)
        } catch {
            throw problem(error.message)
        }
    }

    /// The person to file the document under; names that were left empty are those by which the person is known.
    ///
    /// - Throws: `DraftProblems` when the code is not sound, or does not agree with the names and nobody confirmed it.
    func person(_ known: KnownPerson?) throws(DraftProblems) -> Beneficiary {
        let code = try code()
        let isNamed = !familyName.isEmpty || !givenName.isEmpty
        let person = Beneficiary(
            fiscalCode: code,
            familyName: isNamed ? familyName.uppercased() : known?.familyName ?? "",
            givenName: isNamed ? givenName.uppercased() : known?.givenName ?? "")
        guard isConfirmed || person.agreesWithCode else {
            throw problem("Cognome e nome non corrispondono al codice fiscale: correggere, oppure confermare sotto")
        }
        return person
    }

    private func problem(_ message: String) -> DraftProblems {
        DraftProblems(errors: [FieldError(target: "\(Name.fiscalCode)-\(id.value)", message: message)])
    }
}

/// A person who was typed and not taken, or only looked up.
struct TriedMatch: Hashable, Sendable {
    let attempt: MatchAttempt
    let errors: [FieldError]
}

extension FiscalCodeProblem {
    /// What to tell who typed the code.
    fileprivate var message: String {
        switch self {
        case .empty: "Indicare il codice fiscale dell'assistito"
        case .length(let count): "Il codice fiscale ha 16 caratteri (11 se provvisorio), non \(count)"
        case .shape: "Il codice fiscale non è corretto: ricontrollare le lettere e le cifre"
        case .checkCharacter:
            "Il codice fiscale non è corretto, l'ultimo carattere non corrisponde: ricontrollare le lettere e le cifre"
        }
    }
}

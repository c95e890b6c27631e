// SPDX-License-Identifier: EUPL-1.2

internal import Domain
internal import Storage

/// Somebody of whom the operator's ASL has practices already.
struct KnownPerson: Encodable, Hashable, Sendable {
    let familyName: String
    let givenName: String
    let practices: Int

    /// - Parameter found: the newest practice of the person within the operator's reach, and how many there are.
    init?(_ found: PracticePage) {
        guard let newest = found.practices.first?.beneficiary else { return nil }
        familyName = newest.familyName
        givenName = newest.givenName
        practices = found.total
    }
}

/// What a typed code says about its person, shown before the document is filed under it.
struct PersonCard: Encodable, Hashable, Sendable {
    let code: String
    /// Birth and sex as the code has them; nothing where it tells none.
    let birth: String?
    let known: String
    /// Where the code, the names and the document do not agree.
    let doubts: [String]

    init(_ attempt: MatchAttempt, _ code: FiscalCode, _ known: KnownPerson?, _ extract: Extract) {
        self.code = code.value
        birth = code.decodedBirth.map(Self.words)
        self.known = known.map(Self.words) ?? "Nessuna pratica precedente di questo assistito nella tua ASL"
        doubts = Self.doubts(attempt, code, known, extract)
    }

    private static func words(_ birth: FiscalCode.DecodedBirth) -> String {
        let day = [birth.day, birth.month, birth.yearOfCentury].map { CalendarDay.padded($0, 2) }
        return "nascita \(day.joined(separator: "/")), sesso \(birth.sex.rawValue)"
    }

    private static func words(_ known: KnownPerson) -> String {
        let count = known.practices == 1 ? "una pratica" : "\(known.practices) pratiche"
        return "\(known.familyName) \(known.givenName): \(count) nella tua ASL".trimmed
    }

    private static func doubts(
        _ attempt: MatchAttempt, _ code: FiscalCode, _ known: KnownPerson?, _ extract: Extract
    ) -> [String] {
        var doubts: [String] = []
        let typed = Beneficiary(fiscalCode: code, familyName: attempt.familyName, givenName: attempt.givenName)
        if !typed.agreesWithCode { doubts.append("Cognome e nome indicati non corrispondono al codice fiscale") }
        if let known, !typed.familyName.isEmpty,
            typed.familyName.foldedToASCII.collapsed != known.familyName.foldedToASCII.collapsed
        {
            doubts.append("Nelle pratiche precedenti il cognome è \(known.familyName)")
        }
        let stated = extract.value(.beneficiaryBirthDate).flatMap { CalendarDay(iso: $0) }
        if let stated, let birth = code.decodedBirth, !birth.agrees(with: stated) {
            let other = extract.findings.contains { $0.code == .severalPersons } ? "anche " : ""
            doubts.append("Il documento riporta \(other)la data di nascita \(stated.italian)")
        }
        return doubts
    }
}

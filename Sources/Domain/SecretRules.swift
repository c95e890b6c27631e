// SPDX-License-Identifier: EUPL-1.2

/// What a password and a PIN must be like that an operator chooses (OWASP ASVS 5.0 §6.2): long rather than colourful, and nothing
/// that others would try first.
package enum SecretRules {
    /// Characters.
    package static let shortestPassword = 12
    package static let longestPassword = 200
    /// Digits.
    package static let shortestPIN = 6
    package static let longestPIN = 12

    /// What is wrong with a password, in Italian; nothing where it will do.
    ///
    /// - Parameter names: what others know of the operator: user name, fiscal code, names.
    package static func problem(password: String, names: [String]) -> String? {
        let plain = password.foldedToASCII
        if password.count < shortestPassword { return "La password deve avere almeno \(shortestPassword) caratteri" }
        if password.count > longestPassword { return "La password può avere al massimo \(longestPassword) caratteri" }
        if Set(plain).count < 5 { return "La password ripete sempre gli stessi caratteri" }
        if names.map(\.foldedToASCII).contains(where: { $0.count >= 4 && plain.contains($0) }) {
            return "La password non deve contenere il nome utente, il codice fiscale o il proprio nome"
        }
        let rest = common.reduce(plain) { $0.without($1) }.filter { $0.isLetter || $0.isNumber }
        // What is left once the usual words and runs are taken out must still be something to guess.
        if rest.count < 5 { return "La password è fatta di parole troppo comuni" }
        return nil
    }

    /// What is wrong with a PIN, in Italian; nothing where it will do.
    package static func problem(pin: String) -> String? {
        let digits = Array(pin.utf8)
        guard digits.allSatisfy(\.isASCIIDigit), (shortestPIN...longestPIN).contains(digits.count) else {
            return "Il PIN è fatto di cifre, da \(shortestPIN) a \(longestPIN)"
        }
        let steps = Set(zip(digits.dropFirst(), digits).map { (Int($0) - Int($1) + 10) % 10 })
        // The same digit all along, or a run up or down; or two digits by turns.
        if steps.count == 1 || Set(digits).count == 2 { return "Il PIN è troppo facile da indovinare" }
        return nil
    }

    private static let common = [
        "PASSWORD", "PASSWD", "QWERTYUIOP", "QWERTY", "ASDFGHJKL", "ASDFGH", "ZXCVBNM", "1234567890", "123456789",
        "12345678",
        "1234567", "123456", "12345", "1234", "987654321", "ABCDEFGH", "ABCDEF", "ABCD", "BENVENUTO", "BENVENUTA",
        "AMMINISTRATORE",
        "ADMIN", "ESENZIONI", "ESENZIONE", "PIEMONTE", "TORINO", "REGIONE", "SANITA", "SALUTE", "OSPEDALE", "MEDICO",
        "DISTRETTO",
        "DOTTORE", "DOTTORESSA", "CAMBIAMI", "SEGRETA", "SEGRETO", "JUVENTUS", "ITALIA", "ESTATE", "INVERNO",
        "PRIMAVERA",
        "AUTUNNO", "LETMEIN", "WELCOME", "IOTIAMO", "CIAO", "AMORE", "2023", "2024", "2025", "2026", "2027",
    ]
}

extension String {
    fileprivate func without(_ word: String) -> String {
        split(separator: word, omittingEmptySubsequences: false).joined()
    }
}

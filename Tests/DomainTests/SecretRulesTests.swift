// SPDX-License-Identifier: EUPL-1.2

import Domain
import Testing

@Suite struct SecretRulesTests {
    private let names = ["medico.uno", "LBRCRD53H10D205E", "CORRADO", "ALBERI"]

    @Test(arguments: ["una frase lunga e mia", "kT7 vQ2 mZ9 xW", "quattro gatti nel cortile", "però così va bene"])
    func `long ones that nobody guesses will do`(password: String) {
        #expect(SecretRules.problem(password: password, names: names) == nil)
    }

    @Test(arguments: [
        "corta", "", "aaaaaaaaaaaaaaa", "abababababababab", "Password123456!", "qwertyuiop12345", "esenzioni2026!!",
        "Medico.Uno e altro", "lbrcrd53h10d205e", "corrado e i suoi", "Benvenuto2026!", "passwordpassword",
        "123456123456",
    ])
    func `short, repeated, common and personal ones will not`(password: String) {
        #expect(SecretRules.problem(password: password, names: names) != nil)
    }

    @Test func `a password as long as a page is not hashed`() {
        #expect(SecretRules.problem(password: String(repeating: "abcdefghijk ", count: 40), names: []) != nil)
    }

    @Test(arguments: ["194207", "90210477", "100200"])
    func `PINs that look like nothing will do`(pin: String) { #expect(SecretRules.problem(pin: pin) == nil) }

    @Test(arguments: [
        "", "12345", "123456", "654321", "000000", "111111", "121212", "890123", "12a456", "1234567890123", "１２３４５６",
    ])
    func `short PINs, runs and repetitions will not`(pin: String) { #expect(SecretRules.problem(pin: pin) != nil) }
}

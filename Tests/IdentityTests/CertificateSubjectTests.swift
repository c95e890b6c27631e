// SPDX-License-Identifier: EUPL-1.2

import Domain
import Identity
import Testing

/// Whom a certificate's subject names. That the certificate itself is sound is proven over real TLS by `Tests/Access`.
@Suite struct CertificateSubjectTests {
    private let person = "LBRCRD53H10D205E"

    @Test(arguments: [
        (["LBRCRD53H10D205E/6030000000000001.abc="], []), (["LBRCRD53H10D205E"], []),
        (["ROSSI MARIO"], ["TINIT-LBRCRD53H10D205E"]), ([], ["IT:LBRCRD53H10D205E"]),
        (["lbrcrd53h10d205e/1"], ["tinit-lbrcrd53h10d205e"]), (["ROSSI/MARIO"], ["TINIT-LBRCRD53H10D205E"]),
        (["MARIO ROSSI NERI"], ["TINIT-LBRCRD53H10D205E"]),
    ])
    func `the code stands before the card's number, or after TINIT or IT`(names: [String], numbers: [String]) throws {
        let subject = CertificateSubject(commonNames: names, serialNumbers: numbers)
        #expect(try subject.fiscalCode().value == person)
    }

    @Test(arguments: [
        ([], [], CertificateRefusal.codeMissing), (["ROSSI MARIO"], [], .codeMissing),
        (["MARIO ROSSI NERI"], [], .codeMissing),
        ([], ["LBRCRD53H10D205E"], .codeMissing), ([], ["PASIT-AA1234567"], .codeMissing),
        (["LBRCRD53H10D205X/6030"], [], .codeUnsound), ([], ["TINIT-LBRCRD53H10D205X"], .codeUnsound),
        ([], ["TINIT-01234567897"], .codeUnsound), ([], ["TINIT-"], .codeUnsound),
        (["STP0123456789012/1"], [], .codeUnsound), (["LBRCRD53H10D20 E/1"], [], .codeUnsound),
        (["LBRCRD53H10D205E/1"], ["TINIT-VNTRLA92B26C688M"], .codeAmbiguous),
        (["LBRCRD53H10D205E/1", "VNTRLA92B26C688M/2"], [], .codeAmbiguous),
        (["LBRCRD53H10D205E/1"], ["TINIT-LBRCRD53H10D205X"], .codeUnsound),
    ])
    func `anything else is refused`(names: [String], numbers: [String], refusal: CertificateRefusal) {
        #expect(throws: refusal) {
            try CertificateSubject(commonNames: names, serialNumbers: numbers).fiscalCode()
        }
    }
}

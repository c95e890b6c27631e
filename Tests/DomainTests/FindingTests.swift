// SPDX-License-Identifier: EUPL-1.2

import Domain
import Testing

struct FindingTests {
    @Test(arguments: FindingCode.allCases)
    func `every finding says what is the matter and what to do`(_ code: FindingCode) {
        #expect(code.message.count > 10)
        #expect(code.remedy.count > 10)
        #expect(!code.message.hasSuffix("."))
        #expect(code.rawValue.allSatisfy { $0.isLowercase || $0 == "-" })
    }

    @Test func `no two findings say the same`() {
        #expect(Set(FindingCode.allCases.map(\.message)).count == FindingCode.allCases.count)
    }

    @Test func `what each reader may see is the table of the contract`() {
        #expect(Audience.allCases.filter(\.readsBeneficiaryNote) == [.citizen, .sendingDoctor, .aslOperator])
        #expect(Audience.allCases.filter(\.readsInternalNote) == [.sendingDoctor, .aslOperator])
    }
}

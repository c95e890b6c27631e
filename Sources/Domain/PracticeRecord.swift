// SPDX-License-Identifier: EUPL-1.2

/// A practice in the form of `practices show --json` (contract §6), as another system hands it over: nothing in it has been
/// checked but its shape. What follows from the catalogue, such as descriptions, is not looked at.
package struct PracticeRecord: Decodable, Hashable, Sendable {
    package struct Person: Decodable, Hashable, Sendable {
        let fiscalCode: String
        let familyName: String
        let givenName: String
    }

    package struct Compiler: Decodable, Hashable, Sendable {
        let kind: String
        let fiscalCode: String?
    }

    package struct Coded: Decodable, Hashable, Sendable {
        let code: String
    }

    package struct Document: Codable, Hashable, Sendable {
        let sha256: String
        let name: String
        let role: String
        let sender: String
    }

    package struct Line: Decodable, Hashable, Sendable {
        let at: String
        let actor: String
        let role: String
        let state: String
        let noteBeneficiary: String
        let noteInternal: String
    }

    package struct Remark: Decodable, Hashable, Sendable {
        let code: String
        let field: String?
        let message: String
    }

    package struct NoticeLine: Codable, Hashable, Sendable {
        let id: String
        let kind: String
        let state: String
    }

    let number: String
    let state: String
    let version: Int
    let asl: String
    let district: String?
    let beneficiary: Person
    let compiler: Compiler
    let exemption: Coded?
    let diagnosis: Coded?
    let requestedAt: String
    let updatedAt: String
    let validFrom: String?
    let validUntil: String?
    let rejectionReason: String?
    let documents: [Document]?
    let history: [Line]
    let findings: [Remark]?
    let notices: [NoticeLine]?
}

/// A practice of another system that was checked and may be kept. Its documents and notices stay there: it has neither
/// their bytes nor the right to send them again.
package struct ImportedPractice: Hashable, Sendable {
    package let practice: Practice
    /// Oldest first; never empty.
    package let history: [HistoryLine]
    package let findings: [Finding]
    package let elsewhere: Elsewhere

    /// What the other system keeps.
    package struct Elsewhere: Hashable, Sendable, Codable {
        package let documents: [PracticeRecord.Document]
        package let notices: [PracticeRecord.NoticeLine]

        package static let none = Elsewhere(documents: [], notices: [])
    }

    package init(practice: Practice, history: [HistoryLine], findings: [Finding], elsewhere: Elsewhere) {
        self.practice = practice
        self.history = history
        self.findings = findings
        self.elsewhere = elsewhere
    }
}

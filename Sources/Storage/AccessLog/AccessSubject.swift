// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// Whom an act disclosed or touched: a practice and its person, or a document that waits for its person.
package struct AccessSubject: Hashable, Sendable {
    package let practice: String?
    /// The fiscal code.
    package let person: String?
    /// The number of a delivery.
    package let document: String?

    package init(practice: String? = nil, person: String? = nil, document: String? = nil) {
        self.practice = practice
        self.person = person
        self.document = document
    }

    package init(_ practice: Practice) {
        self.init(practice: practice.number.value, person: practice.beneficiary.fiscalCode.value)
    }

    /// Of a document that waits: the code that it states counts, though nobody confirmed it yet.
    package init(_ document: UnmatchedDocument) {
        self.init(
            person: document.extract.fields[.beneficiaryFiscalCode]?.value,
            document: "\(document.delivery.id.value)")
    }
}

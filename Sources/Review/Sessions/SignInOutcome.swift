// SPDX-License-Identifier: EUPL-1.2

package import Domain

/// That somebody came in or was refused: every one of them passes `SignInJournal.record`.
package struct SignInOutcome: Hashable, Sendable {
    package let way: SignInWay
    /// Who it was, where that is proven; for credentials also where only the name is known.
    package let fiscalCode: FiscalCode?
    /// Why not; nothing for somebody who came in. A code, never words of the person.
    package let refusal: String?
    /// Where from.
    package let address: String

    package init(way: SignInWay, fiscalCode: FiscalCode?, refusal: String?, address: String) {
        self.way = way
        self.fiscalCode = fiscalCode
        self.refusal = refusal
        self.address = address
    }
}

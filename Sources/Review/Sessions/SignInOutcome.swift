// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// That somebody came in or was refused: every one of them passes `SignInJournal`.
struct SignInOutcome: Hashable, Sendable {
    let way: SignInWay
    /// Who it was, where that is proven; for credentials also where only the name is known.
    let fiscalCode: FiscalCode?
    /// Why not; nothing for somebody who came in. A code, never words of the person.
    let refusal: String?
    /// Where from.
    let address: String

    init(way: SignInWay, fiscalCode: FiscalCode?, refusal: String?, address: String) {
        self.way = way
        self.fiscalCode = fiscalCode
        self.refusal = refusal
        self.address = address
    }
}

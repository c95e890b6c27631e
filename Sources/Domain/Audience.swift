// SPDX-License-Identifier: EUPL-1.2

/// Who reads a paper or a page; what each may see is one table (contract §6, manual chapter 4). Its column of the reason of a
/// rejection is no question to ask: no paper has a place for it, and only the page shows it.
package enum Audience: Hashable, Sendable, CaseIterable {
    /// A citizen, through a receipt to the portal.
    case citizen
    /// The doctor who sent the certificate, through a receipt to the hospital.
    case sendingDoctor
    /// Operators of the ASL, on the page.
    case aslOperator
    /// The regional register.
    case aura

    /// Whether the note for the beneficiary is shown.
    package var readsBeneficiaryNote: Bool { self != .aura }
    /// Whether the note among operators is shown.
    package var readsInternalNote: Bool { self == .sendingDoctor || self == .aslOperator }
}

extension Sender.Kind {
    /// Who reads the receipts of such a sender.
    package var audience: Audience { self == .portal ? .citizen : .sendingDoctor }
}

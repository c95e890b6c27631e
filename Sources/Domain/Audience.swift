// SPDX-License-Identifier: EUPL-1.2

/// Who reads a paper or a page; what each may see is one table (contract §6, manual chapter 4).
package enum Audience: Hashable, Sendable, CaseIterable {
    /// A citizen, through a receipt to the portal.
    case citizen
    /// The doctor who sent the certificate, through a receipt to the hospital.
    case sendingDoctor
    /// Operators of the ASL, on the page.
    case aslOperator
    /// The regional register.
    case aura

    package var readsBeneficiaryNote: Bool { self != .aura }
    package var readsInternalNote: Bool { self == .sendingDoctor || self == .aslOperator }
    package var readsRejectionReason: Bool { self == .aslOperator }
}

extension Sender.Kind {
    /// Who reads the receipts of such a sender.
    package var audience: Audience { self == .portal ? .citizen : .sendingDoctor }
}

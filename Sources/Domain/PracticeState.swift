// SPDX-License-Identifier: EUPL-1.2

/// Where a practice stands; raw values are those of the database, the JSON and the receipts (contract §6).
package enum PracticeState: String, Codable, Hashable, Sendable, CaseIterable {
    case received = "INVIATA"
    case inProgress = "IN_LAVORAZIONE"
    case validated = "VALIDATA"
    case rejected = "RESPINTA"
    case cancelled = "ANNULLATA"

    /// The word of the list and the detail: "In lavorazione".
    package var label: String {
        switch self {
        case .received: "Inviata"
        case .inProgress: "In lavorazione"
        case .validated: "Validata"
        case .rejected: "Respinta"
        case .cancelled: "Annullata"
        }
    }

    /// Whether somebody still has to decide: the tab *Pratiche da fare*.
    package var isOpen: Bool { self == .received || self == .inProgress }

    /// The tab *Pratiche da fare*, in the order of its filter (manual §3.2).
    package static let open: [PracticeState] = [.received, .inProgress]
    /// The tab *Pratiche chiuse*, in the order of its filter.
    package static let closed: [PracticeState] = [.cancelled, .rejected, .validated]
}

/// What a person can do to a practice; raw values are the words of the command (contract §2).
package enum DecisionAction: String, Codable, Hashable, Sendable, CaseIterable {
    case takeCharge = "take-charge"
    case validate
    case reject
    case cancel

    /// The state that it leads to.
    package var result: PracticeState {
        switch self {
        case .takeCharge: .inProgress
        case .validate: .validated
        case .reject: .rejected
        case .cancel: .cancelled
        }
    }
}

extension PracticeState {
    /// The whole transition table (contract §6): the states that follow, one history line each; nothing where the action
    /// is refused. Validating what was only received passes through "In lavorazione", as the manual's chapter 5 shows.
    package func states(after action: DecisionAction) -> [PracticeState]? {
        switch (self, action) {
        case (.received, .takeCharge): [.inProgress]
        case (.received, .validate): [.inProgress, .validated]
        case (.inProgress, .validate): [.validated]
        case (.received, .reject), (.inProgress, .reject): [.rejected]
        case (.received, .cancel), (.inProgress, .cancel), (.validated, .cancel): [.cancelled]
        default: nil
        }
    }
}

/// Why a practice was rejected; stays inside the ASL (manual chapter 6).
package enum RejectionReason: String, Codable, Hashable, Sendable, CaseIterable {
    case requirementsNotMet = "REQUISITI_NON_SUFFICIENTI"
    case documentsNotCorrect = "DOCUMENTAZIONE_NON_CORRETTA"
    case documentsNotSufficient = "DOCUMENTAZIONE_INSUFFICIENTE"
    case other = "ALTRO"

    /// The words of the drop-down.
    package var label: String {
        switch self {
        case .requirementsNotMet: "Requisiti non sufficienti"
        case .documentsNotCorrect: "Documentazione non corretta"
        case .documentsNotSufficient: "Documentazione insufficiente"
        case .other: "Altro"
        }
    }
}

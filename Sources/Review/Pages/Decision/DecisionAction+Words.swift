// SPDX-License-Identifier: EUPL-1.2

internal import Domain

extension DecisionAction {
    /// The last part of the address that the button posts to.
    var path: String {
        switch self {
        case .takeCharge: "presa-in-carico"
        case .validate: "valida"
        case .reject: "respingi"
        case .cancel: "annulla"
        }
    }

    /// Whether a NO / SÌ stands before it (manual chapter 6).
    var isConfirmed: Bool { self == .reject || self == .cancel }

    /// The head of the dialog: RESPINGI.
    var title: String {
        switch self {
        case .takeCharge: "PRESA IN CARICO"
        case .validate: "VALIDA"
        case .reject: "RESPINGI"
        case .cancel: "ANNULLA"
        }
    }

    /// In "Sei sicuro di voler respingere la pratica …?".
    var infinitive: String {
        switch self {
        case .takeCharge: "prendere in carico"
        case .validate: "validare"
        case .reject: "respingere"
        case .cancel: "annullare"
        }
    }

    /// What the dialog asks, in the manual's words (chapter 6).
    func question(_ number: PracticeNumber) -> String { "Sei sicuro di voler \(infinitive) la pratica \(number)?" }

    /// In "Pratica … respinta con successo".
    var participle: String {
        switch self {
        case .takeCharge: "presa in carico"
        case .validate: "validata"
        case .reject: "respinta"
        case .cancel: "annullata"
        }
    }
}

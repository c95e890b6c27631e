// SPDX-License-Identifier: EUPL-1.2

internal import Catalogue
internal import Domain

/// One row of the list, in the manual's columns.
struct PracticeLine: Encodable, Hashable, Sendable {
    let number: String
    let rowAnchor: String
    let address: String
    let aslName: String
    let district: String
    /// Name before surname, as the manual's list has it.
    let beneficiary: String
    let beneficiaryCode: String
    let submitter: String
    let submitterCode: String
    /// For want of a code.
    let submitterName: String
    let code: String
    let state: String
    let stateKind: String
    let requestedOn: String
    /// How long a practice waits that is still open.
    let waiting: Waiting?
    /// Who works on it and since when, where it is in charge of somebody.
    let charge: String?
    /// That AURA does not have the exemption, or does not know that it is over.
    let noticeMark: String?

    init(_ practice: Practice, _ setting: DeskModel.Setting) {
        let catalogue = setting.catalogue
        number = practice.number.value
        rowAnchor = practice.number.rowAnchor
        address = practice.number.address
        aslName = catalogue.aslName(practice.asl) ?? practice.asl.value
        district = practice.district ?? ""
        beneficiary = "\(practice.beneficiary.givenName) \(practice.beneficiary.familyName)".trimmed
        beneficiaryCode = practice.beneficiary.fiscalCode.value
        submitter = practice.submitter.label
        submitterCode = practice.submitter.fiscalCode?.value ?? ""
        submitterName = setting.physicians[practice.number] ?? ""
        code = practice.codes.exemption?.value ?? "-"
        state = practice.state.label
        stateKind = practice.state.styleName
        requestedOn = practice.requestedAt.romeDay.italian
        let isOpen = PracticeState.open.contains(practice.state)
        waiting = isOpen ? Waiting(since: practice.requestedAt.romeDay, today: setting.today) : nil
        noticeMark = setting.refused.contains(practice.number) ? "avviso scartato da AURA" : nil
        charge = isOpen ? practice.charge.map { Self.words($0, setting) } : nil
    }

    private static func words(_ charge: Charge, _ setting: DeskModel.Setting) -> String {
        let who = charge.by == setting.viewer ? "te" : setting.names[charge.by] ?? charge.by.value
        return "in carico a \(who) dal \(charge.since.romeDay.italian)"
    }
}

extension PracticeNumber {
    /// The address of the practice's page (contract §9).
    var address: String { "/pratiche/\(value)" }

    /// The name of the practice's row in the list.
    var rowAnchor: String { "pratica-\(value)" }
}

extension PracticeState {
    /// The class of the stylesheet.
    var styleName: String {
        switch self {
        case .received: "inviata"
        case .inProgress: "in-lavorazione"
        case .validated: "validata"
        case .rejected: "respinta"
        case .cancelled: "annullata"
        }
    }
}

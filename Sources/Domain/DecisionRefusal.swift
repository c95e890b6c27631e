// SPDX-License-Identifier: EUPL-1.2

/// Why a decision was not carried out. Nothing has changed when one of these is thrown.
package enum DecisionRefusal: Error, Hashable, Sendable {
    /// No such practice, or none within the operator's reach: the two are told apart to nobody.
    case notFound
    case notPermitted
    /// Somebody changed the practice since the operator looked.
    case stale(LastChange)
    case wrongState(PracticeState, DecisionAction)
    case reasonMissing
    case exemptionMissing
    case exemptionUnknown(ExemptionCode)
    /// With the codes that took its place, as far as they are known.
    case exemptionSuperseded(ExemptionCode, by: [ExemptionCode])
    /// Only those with the permission may grant it.
    case exemptionReserved(ExemptionCode)
    case diagnosisNotOfExemption(DiagnosisCode, ExemptionCode)
    /// The catalogue knows no duration and the doctor gave no end.
    case endMissing
    case endBeforeStart
    /// The start lies before the person's birth, as far as the fiscal code tells it.
    case startBeforeBirth(CalendarDay)
    /// The start is more than a year from today and the operator has not said to mean it.
    case startFarAway(CalendarDay)
    /// The end is over, or further away than any duration of the catalogue, and the operator has not said to mean it.
    case endFarAway(CalendarDay)
    /// The start or the end is a day that AURA's message cannot hold, or that no exemption has: most often a slip of the keys.
    case dayOutOfRange
    /// With the other practice's number, where the operator reaches it.
    case openElsewhere(PracticeNumber?)
    /// Red findings that the operator has not said to have looked into; at least one.
    case findingsOpen([Finding])
    /// The notice did not pass the schema: a fault of ours, never the operator's.
    case noticeInvalid(String)

    /// The last change of a practice: who, when, and to what.
    package struct LastChange: Hashable, Sendable {
        package let actor: Actor
        package let at: Timestamp
        package let state: PracticeState

        package init(actor: Actor, at: Timestamp, state: PracticeState) {
            self.actor = actor
            self.at = at
            self.state = state
        }
    }
}

extension DecisionRefusal {
    /// A stable code for logs and machines.
    package var code: String {
        switch self {
        case .notFound: "practice-not-found"
        case .notPermitted: "not-permitted"
        case .stale: "practice-changed"
        case .wrongState: "wrong-state"
        case .reasonMissing: "reason-missing"
        case .exemptionMissing: "exemption-missing"
        case .exemptionUnknown: "exemption-unknown"
        case .exemptionSuperseded: "exemption-superseded"
        case .exemptionReserved: "exemption-reserved"
        case .diagnosisNotOfExemption: "diagnosis-not-of-exemption"
        case .endMissing: "end-missing"
        case .endBeforeStart: "end-before-start"
        case .startBeforeBirth: "start-before-birth"
        case .startFarAway: "start-far-away"
        case .endFarAway: "end-far-away"
        case .dayOutOfRange: "day-out-of-range"
        case .openElsewhere: "practice-open"
        case .findingsOpen: "findings-open"
        case .noticeInvalid: "notice-invalid"
        }
    }

    /// What happened and what to do, in Italian.
    package var message: String {
        switch self {
        case .notFound: "Pratica non trovata"
        case .notPermitted: "Il profilo dell'operatore non consente questa operazione"
        case .stale(let change):
            "La pratica è stata modificata da \(change.actor.identity) il \(change.at.italian): "
                + "ora è \(change.state.label). Rivedere la pratica e decidere di nuovo"
        case .wrongState(let state, _):
            "Operazione non possibile: la pratica è nello stato \(state.label)"
        case .reasonMissing: "Selezionare una motivazione"
        case .exemptionMissing: "Scegliere l'esenzione dal catalogo prima di validare"
        case .exemptionUnknown(let code): "L'esenzione \(code) non è nel catalogo: sceglierne una del catalogo"
        case .exemptionSuperseded(let code, let successors): Self.superseded(code, by: successors)
        case .exemptionReserved(let code):
            "L'esenzione \(code) è riservata a chi ne ha il permesso: sceglierne un'altra, o lasciare la pratica a un operatore abilitato"
        case .diagnosisNotOfExemption(let diagnosis, let exemption):
            "La diagnosi \(diagnosis) non appartiene all'esenzione \(exemption): scegliere una coppia del catalogo, oppure 000 se non c'è una diagnosi specifica"
        case .endMissing: "Il catalogo non riporta la durata: indicare la fine della validità o «senza scadenza»"
        case .endBeforeStart: "La fine della validità precede l'inizio: correggere le date"
        case .startBeforeBirth(let day):
            "L'inizio della validità, \(day.italian), precede la nascita dell'assistito: correggere la data"
        case .startFarAway(let day):
            "L'inizio della validità, \(day.italian), è lontano più di un anno da oggi: correggere la data o confermarla"
        case .endFarAway(let day):
            "La fine della validità, \(day.italian), è già passata o lontana più di dieci anni dall'inizio: correggere la data o confermarla"
        case .dayOutOfRange:
            "L'inizio o la fine della validità non è fra gli anni 1900 e 2999: correggere la data, o indicare «senza scadenza»"
        case .openElsewhere(let number):
            "Esiste già una pratica aperta per la stessa esenzione" + (number.map { ": \($0)" } ?? "")
        case .findingsOpen(let findings):
            findings.count == 1
                ? "Prima di validare confermare di aver verificato la segnalazione in rosso"
                : "Prima di validare confermare di aver verificato le \(findings.count) segnalazioni in rosso"
        case .noticeInvalid:
            "L'avviso per AURA non è conforme allo schema e la decisione non è stata salvata: avvisare l'assistenza"
        }
    }
}

extension DecisionRefusal {
    /// That a code is no longer in use, and which take its place.
    package static func superseded(_ code: ExemptionCode, by successors: [ExemptionCode]) -> String {
        let names = successors.map(\.value).joined(separator: " o ")
        return "L'esenzione \(code) non è più in uso: scegliere il codice che la sostituisce"
            + (names.isEmpty ? "" : ", \(names)")
    }
}

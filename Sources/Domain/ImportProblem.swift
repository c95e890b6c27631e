// SPDX-License-Identifier: EUPL-1.2

/// Why a line of an import is not taken; nothing of that line is kept. Never holds a value of the line.
package enum ImportProblem: Error, Hashable, Sendable {
    case malformed
    /// In bytes.
    case tooLong(Int)
    /// The path of the key: `beneficiary.fiscalCode`.
    case missing(String)
    /// The value has not the form of that key.
    case invalid(String)
    case fiscalCode(String)
    case numberOfAnotherASL
    case exemptionUnknown
    case aslUnknown
    case timesOutOfOrder
    case timeInFuture
    /// A valid practice has an exemption and a first day, and no other has one.
    case validity
    /// A rejected practice has one, and no other.
    case reason
    case historyBroken
    case historyState
    /// The number is there already, with another content.
    case conflict
    case openElsewhere(PracticeNumber)
}

extension ImportProblem {
    /// A stable code for machines.
    package var code: String {
        switch self {
        case .malformed: "json-malformed"
        case .tooLong: "line-too-long"
        case .missing: "field-missing"
        case .invalid: "field-invalid"
        case .fiscalCode: "fiscal-code-invalid"
        case .numberOfAnotherASL: "number-of-another-asl"
        case .exemptionUnknown: "exemption-unknown"
        case .aslUnknown: "asl-unknown"
        case .timesOutOfOrder: "times-out-of-order"
        case .timeInFuture: "time-in-future"
        case .validity: "validity-inconsistent"
        case .reason: "reason-inconsistent"
        case .historyBroken: "history-broken"
        case .historyState: "history-state"
        case .conflict: "practice-conflict"
        case .openElsewhere: "practice-open"
        }
    }

    /// What is wrong and what to do, in Italian.
    package var message: String {
        switch self {
        case .malformed: "la riga non è un oggetto JSON: esportarla di nuovo"
        case .tooLong(let limit): "la riga supera \(limit) byte: esportarla di nuovo"
        case .missing(let path): "manca «\(path)»: completare l'esportazione"
        case .invalid(let path): "«\(path)» non ha una forma ammessa: correggere il valore"
        case .fiscalCode(let path): "«\(path)» non è un codice fiscale corretto: verificarlo in anagrafe"
        case .numberOfAnotherASL: "il numero non contiene l'ASL della pratica: correggere l'uno o l'altra"
        case .exemptionUnknown: "l'esenzione non è nel catalogo: aggiungerla o correggere il codice"
        case .aslUnknown: "l'ASL non è nel catalogo: nessuno vedrebbe la pratica; aggiungerla o correggere il codice"
        case .timesOutOfOrder: "le date non sono in ordine (richiesta, cronologia, aggiornamento): correggerle"
        case .timeInFuture: "una data è nel futuro: correggerla"
        case .validity:
            "la validità non corrisponde allo stato: una pratica validata ha esenzione e data di inizio, e la fine non la "
                + "precede; le altre, se mai validate, non ne hanno"
        case .reason: "la motivazione non corrisponde allo stato: la ha sempre, e solo, una pratica respinta"
        case .historyBroken: "la cronologia non è una sequenza possibile di stati da INVIATA in poi: completarla"
        case .historyState: "lo stato non è quello dell'ultima riga della cronologia: correggere l'uno o l'altra"
        case .conflict: "il numero è già in archivio con un altro contenuto: confrontare con «esenzioni practices show»"
        case .openElsewhere(let number):
            "l'assistito ha già una pratica aperta per questa esenzione: \(number); deciderla prima"
        }
    }
}

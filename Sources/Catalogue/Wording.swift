// SPDX-License-Identifier: EUPL-1.2

internal import Domain

/// The labels and phrases by which values are found on pages, as an administrator keeps them in `config/diciture.conf`.
package struct Wording: Hashable, Sendable {
    /// One phrase of the file: its words in capitals without accents and signs.
    package struct Phrase: Hashable, Sendable {
        package let meaning: WordingMeaning
        package let words: [[UInt8]]
    }

    package let phrases: [Phrase]

    package init(phrases: [Phrase]) { self.phrases = phrases }
}

extension Wording.Phrase {
    /// Nothing for a text without letters and digits.
    package init?(_ text: some StringProtocol, meaning: WordingMeaning) {
        let words = text.split(whereSeparator: \.isWhitespace).flatMap {
            WordPieces.pieces(of: Array($0.unicodeScalars)).map(\.key)
        }
        guard !words.isEmpty else { return nil }
        self.init(meaning: meaning, words: words)
    }
}

/// What a phrase announces; raw values are the headings of the file.
package enum WordingMeaning: String, Hashable, Sendable, CaseIterable {
    // The person.
    case personCode = "codice fiscale assistito"
    case otherCode = "codice fiscale di altri"
    case physicianCode = "codice fiscale medico"
    case familyName = "cognome"
    case givenName = "nome"
    case fullName = "cognome e nome"
    case personTitle = "appellativi"
    case otherPerson = "altre persone"
    case birth = "nascita"
    case sex = "sesso"
    // Days.
    case issueDate = "data del documento"
    case plainDate = "data generica"
    case otherDate = "altre date"
    case eventDate = "data della visita o della dimissione"
    // Codes.
    case exemption = "esenzione"
    case exemptionStrong = "esenzione richiesta"
    case exemptionOff = "esenzione non valida"
    case exemptionDenied = "esenzione negata"
    case diagnosisCode = "codice diagnosi"
    case diagnosis = "diagnosi"
    case dischargeDiagnosis = "diagnosi di dimissione"
    case condition = "affetto da"
    case conditionOff = "diagnosi non attuale"
    case familyCondition = "familiari"
    case denied = "negazioni"
    case otherNumber = "altri numeri"
    case filler = "riempitivi"
    // Who and where.
    case physician = "medico"
    case physicianTitle = "titoli del medico"
    case otherPhysician = "altri medici"
    case structure = "struttura"
    case structureCode = "codice struttura"
    case structureStart = "inizio nome struttura"
    case pathologyNote = "note patologia"
    case otherLabel = "altre etichette"
    // Where a value ends, and words that are part of no name.
    case stop = "fine valore"
    case common = "parole comuni"
    // Kinds of paper.
    case titleRegional = "titolo: certificato di condizione o malattia"
    case titleAttestation = "titolo: attestato di esenzione"
    case titleReminder = "titolo: promemoria di esenzione"
    case titleIncome = "titolo: esenzione per reddito"
    case titleDischarge = "titolo: lettera di dimissione"
    case titleEmergency = "titolo: verbale di pronto soccorso"
    case titleLaboratory = "titolo: laboratorio"
    case titleRadiology = "titolo: radiologia"
    case titlePathology = "titolo: anatomia patologica"
    case titleVaccination = "titolo: vaccinazione"
    case titleReport = "titolo: referto o certificato specialistico"
    case titleOther = "titolo: altri documenti"
    /// Of papers that certify nothing unless they say so: an examination without more, a letter from one doctor to another.
    case silentPaper = "carte senza certificazione"
    /// No label: how the words of a condition begin that passes and gives no exemption.
    case acuteCondition = "malattie acute"
}

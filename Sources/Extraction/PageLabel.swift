// SPDX-License-Identifier: EUPL-1.2

import Domain

/// What a label on a page announces.
enum PageLabel: Hashable {
    case field(FieldName)
    /// Family and given name together, in an order that the label does not prove.
    case fullName
    case exemption
    case diagnosis(StatedDiagnosis.Role)
    /// Words that announce no value, but end the one before.
    case signature

    /// The labels that are understood, in capitals and without accents. Anything else on a page is not read: a value that
    /// stands near a word that merely resembles a label would be a guess.
    static let all: [[String]: PageLabel] = {
        var labels: [[String]: PageLabel] = [:]
        for (label, texts) in table {
            for text in texts { labels[text.split(separator: " ").map(String.init)] = label }
        }
        return labels
    }()

    /// Without its colon such a label may as well be the head of a column or a part of a sentence, and its value has no
    /// shape that would prove it.
    var needsColon: Bool {
        switch self {
        case .fullName, .field(.physicianName), .field(.structureName), .field(.structureCode), .field(.pathologyNote):
            true
        default: false
        }
    }

    /// The value is one word that proves itself by its shape.
    var isOneCheckedWord: Bool {
        switch self {
        case .field(.beneficiaryFiscalCode), .field(.physicianFiscalCode), .field(.beneficiaryBirthDate): true
        default: false
        }
    }

    /// The value has a shape that can be checked, so a wrong place for it is noticed.
    var provesItself: Bool {
        switch self {
        case .field(let name):
            [.beneficiaryFiscalCode, .physicianFiscalCode, .beneficiaryBirthDate, .issueDate].contains(name)
        case .exemption: true
        case .fullName, .diagnosis, .signature: false
        }
    }

    /// The value is made of words and may need several lines.
    var isWorded: Bool {
        switch self {
        case .field(let name): FieldName.worded.contains(name)
        case .fullName, .exemption, .diagnosis: true
        case .signature: false
        }
    }

    /// The label is the end of a sentence, and may stand after other words.
    var endsSentence: Bool { self == .field(.pathologyNote) }

    /// Words of the longest label.
    static let longest = all.keys.map(\.count).max() ?? 0

    private static let table: [(PageLabel, [String])] = [
        (
            .field(.beneficiaryFamilyName),
            ["COGNOME", "COGNOME ASSISTITO", "COGNOME DELL'ASSISTITO", "COGNOME PAZIENTE"]
        ),
        (.field(.beneficiaryGivenName), ["NOME", "NOME ASSISTITO", "NOME DELL'ASSISTITO", "NOME PAZIENTE"]),
        (
            .fullName,
            [
                "COGNOME E NOME", "NOME E COGNOME", "COGNOME NOME", "NOME COGNOME", "COGNOME/NOME", "NOMINATIVO",
                "PAZIENTE", "ASSISTITO", "ASSISTITO/A", "ASSISTITA",
            ]
        ),
        (
            .field(.beneficiaryFiscalCode),
            [
                "CODICE FISCALE", "COD. FISCALE", "COD. FISC.", "COD.FISC.", "COD.FISCALE", "C.F.", "CF",
                "CODICE FISCALE ASSISTITO", "CODICE FISCALE DELL'ASSISTITO", "CODICE FISCALE PAZIENTE",
            ]
        ),
        (
            .field(.beneficiaryBirthDate),
            ["NATO IL", "NATA IL", "NATO/A IL", "DATA DI NASCITA", "DATA NASCITA"]
        ),
        (.field(.beneficiarySex), ["SESSO"]),
        (
            .exemption,
            [
                "ESENZIONE", "CODICE ESENZIONE", "COD. ESENZIONE", "CODICE DI ESENZIONE",
                "CODICE E DESCRIZIONE ESENZIONE", "ESENZIONE PER PATOLOGIA", "CODICE ESENZIONE PER PATOLOGIA",
                "CODICE ESENZIONE PATOLOGIA", "COD.ESENZIONE", "CODICE DELL'ESENZIONE", "ESENZIONE RICHIESTA",
            ]
        ),
        (
            .diagnosis(.diagnosis),
            [
                "DIAGNOSI", "CODICE DIAGNOSI", "COD. DIAGNOSI", "CODICE E DESCRIZIONE DIAGNOSI", "CODICE ICD-9-CM",
                "DIAGNOSI ICD-9-CM", "CODICE ICD9-CM", "CODICE ICD9CM", "DIAGNOSI PRINCIPALE", "COD.DIAGNOSI",
                "DIAGNOSI (ICD-9-CM)", "DIAGNOSI ICD9CM", "CODICE DELLA DIAGNOSI", "DIAGNOSI CERTIFICATA",
            ]
        ),
        (
            .diagnosis(.dischargeDiagnosis),
            ["DIAGNOSI DI DIMISSIONE", "DIAGNOSI ALLA DIMISSIONE", "DIAGNOSI DIMISSIONE"]
        ),
        (
            .field(.issueDate),
            [
                "DATA EMISSIONE", "DATA DI EMISSIONE", "DATA DOCUMENTO", "DATA DEL DOCUMENTO", "DATA CERTIFICATO",
                "DATA RILASCIO", "DATA DI RILASCIO", "DATA REFERTO", "DATA",
            ]
        ),
        (
            .field(.physicianName),
            [
                "MEDICO", "IL MEDICO", "MEDICO SPECIALISTA", "IL MEDICO SPECIALISTA", "MEDICO REFERTANTE",
                "MEDICO CERTIFICATORE", "MEDICO SPECIALISTA DI STRUTTURA PUBBLICA", "SPECIALISTA", "LO SPECIALISTA",
                "IL MEDICO CERTIFICATORE", "MEDICO CERTIFICANTE", "IL MEDICO CERTIFICANTE", "IL MEDICO REFERTANTE",
            ]
        ),
        (
            .field(.physicianFiscalCode),
            ["CODICE FISCALE MEDICO", "CODICE FISCALE DEL MEDICO", "COD. FISC. MEDICO", "C.F. MEDICO"]
        ),
        (
            .field(.structureName),
            [
                "STRUTTURA", "STRUTTURA SANITARIA", "STRUTTURA EROGATRICE", "AZIENDA SANITARIA", "AZIENDA",
                "DENOMINAZIONE STRUTTURA", "STRUTTURA CERTIFICANTE", "STRUTTURA DI APPARTENENZA", "ENTE",
            ]
        ),
        (
            .field(.pathologyNote),
            [
                "E AFFETTO DA", "E' AFFETTO DA", "E AFFETTA DA", "E' AFFETTA DA", "E AFFETTO/A DA", "E' AFFETTO/A DA",
                "RISULTA AFFETTO DA", "RISULTA AFFETTA DA", "AFFETTO DA", "AFFETTA DA", "AFFETTO/A DA",
                "DESCRIZIONE PATOLOGIA", "DESCRIZIONE DELLA PATOLOGIA", "NOTE SULLA PATOLOGIA", "NOTE PATOLOGIA",
            ]
        ),
        (.signature, ["FIRMATO DIGITALMENTE", "(FIRMATO DIGITALMENTE)", "FIRMA", "TIMBRO E FIRMA", "FIRMA E TIMBRO"]),
        (.field(.structureCode), ["CODICE STRUTTURA", "COD. STRUTTURA"]),
    ]
}

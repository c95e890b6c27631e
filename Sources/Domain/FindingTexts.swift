// SPDX-License-Identifier: EUPL-1.2

/// What a finding says and what to do about it, in Italian: the only place, beside the templates, with words for the reader.
extension FindingCode {
    /// One sentence without a final stop.
    package var message: String { text.message }

    /// What the reader can do.
    package var remedy: String { text.remedy }

    private var text: (message: String, remedy: String) {
        switch self {
        case .fiscalCodeMissing, .fiscalCodeInvalid, .fiscalCodeRepaired, .fiscalCodeWrongRoot, .nameMissing,
            .birthDateInvalid, .identityMismatch, .severalPersons, .pageNamesAnother:
            personText
        case .exemptionMissing, .exemptionUnknown, .exemptionSuperseded, .exemptionProposed, .exemptionNotOfPathology,
            .exemptionNotActive, .diagnosisMissing, .diagnosisUnknown, .diagnosisNotOfExemption:
            codeText
        case .issueDateInvalid, .issueDateUncertain, .sourcesDisagree, .severalCandidates, .severalDocuments,
            .encodingRepaired, .trailingContent, .textMissing, .textGarbled, .layoutUnknown, .recognitionUncertain,
            .recognitionUnavailable, .documentNotEvidence:
            contentText
        case .xmlMalformed, .xmlForbidden, .contentUnrecognised, .contentTruncated, .contentTooLarge, .contentNotKept,
            .pdfUnreadable, .pdfEncrypted, .readerFailed, .readerTimeout, .filingFailed, .virusFound, .virusNotScanned,
            .envelopeDamaged:
            refusalText
        case .requestInvalid, .requestIncomplete, .requestMissing, .requestDateOdd, .attachmentMissing,
            .attachmentAltered,
            .attachmentUnlisted, .attachmentUnreadable, .cancellationRefused:
            requestText
        case .signatureInvalid, .signatureUnverifiable, .signatureAbsent, .signatureIncomplete, .signerNotPhysician,
            .alreadyExempt, .practiceOpen, .aslAssumed, .districtUnknown, .practiceImported:
            practiceText
        }
    }

    private var personText: (message: String, remedy: String) {
        switch self {
        case .fiscalCodeMissing:
            (
                "Nel documento non si è trovato il codice fiscale dell'assistito",
                "Indicare l'assistito in Documenti da abbinare"
            )
        case .fiscalCodeInvalid:
            (
                "Il codice fiscale dell'assistito non è corretto",
                "Verificare il codice sul documento e indicarlo di nuovo"
            )
        case .fiscalCodeRepaired:
            ("Il codice fiscale è stato corretto nella lettura", "Confrontare il codice con il documento")
        case .fiscalCodeWrongRoot:
            (
                "Il codice fiscale è registrato sotto un identificativo non previsto dal profilo",
                "Confrontare il codice con il documento"
            )
        case .nameMissing:
            ("Cognome o nome dell'assistito mancanti", "Verificare l'identità dell'assistito")
        case .birthDateInvalid:
            ("La data di nascita non è leggibile", "Verificare la data di nascita sul documento")
        case .severalPersons:
            ("Il documento nomina più assistiti", "Indicare l'assistito in Documenti da abbinare")
        case .pageNamesAnother:
            (
                "Una pagina o un allegato riporta un codice fiscale diverso da quello dell'assistito",
                "Aprire il documento e verificare a chi appartiene"
            )
        default:
            (
                "I dati di identità non concordano: quelli dell'assistito fra loro, o con chi ha compilato la richiesta",
                "Verificare l'identità dell'assistito, e del compilatore se è un altro, prima di validare"
            )
        }
    }

    private var codeText: (message: String, remedy: String) {
        switch self {
        case .exemptionMissing:
            (
                "Nel documento non si è trovato il codice di esenzione",
                "Cercarlo nel documento e scegliere l'esenzione dal catalogo"
            )
        case .exemptionUnknown:
            ("Il codice di esenzione non è nel catalogo", "Verificare il codice e scegliere l'esenzione dal catalogo")
        case .exemptionSuperseded:
            ("Il codice di esenzione non è più in uso", "Scegliere il codice che lo ha sostituito")
        case .exemptionProposed:
            ("L'esenzione è proposta in base alla diagnosi", "Confermare o scegliere un'altra esenzione")
        case .exemptionNotOfPathology:
            ("L'esenzione riportata non è per patologia", "Nessuna pratica è dovuta per questa esenzione")
        case .exemptionNotActive:
            ("Il documento riporta un'esenzione non attiva o scaduta", "Verificare se è richiesto un rinnovo")
        case .diagnosisMissing:
            (
                "Nel documento non si è trovata una diagnosi codificata",
                "Scegliere la diagnosi dal catalogo o lasciare 000"
            )
        case .diagnosisUnknown:
            ("Il codice di diagnosi non è nella classificazione ICD-9-CM", "Scegliere la diagnosi dal catalogo")
        default:
            ("La diagnosi non appartiene all'esenzione", "Verificare la coppia esenzione e diagnosi")
        }
    }

    private var contentText: (message: String, remedy: String) {
        switch self {
        case .issueDateInvalid:
            ("La data del documento non è leggibile", "Verificare la data sul documento")
        case .issueDateUncertain:
            ("L'anno della data del documento è incerto", "Verificare la data sul documento")
        case .sourcesDisagree:
            ("Le fonti non concordano", "Confrontare i valori e scegliere quello corretto")
        case .severalCandidates:
            ("Più valori sono ugualmente plausibili", "Scegliere il valore corretto")
        case .severalDocuments:
            ("Il PDF contiene più documenti clinici diversi", "Verificare quale documento vale")
        case .encodingRepaired:
            ("La codifica dei caratteri dichiarata non è quella usata", "Verificare le lettere accentate")
        case .trailingContent:
            ("Dopo la fine dell'XML allegato ci sono byte estranei, ignorati", "Confrontare i valori con la pagina")
        case .textMissing:
            ("La pagina non contiene testo leggibile", "Aprire il documento e completare i dati")
        case .textGarbled:
            (
                "Il testo del PDF è illeggibile: i valori vengono dall'immagine della pagina",
                "Confrontare i valori con la pagina"
            )
        case .recognitionUncertain:
            ("Il riconoscimento del testo dell'immagine è incerto", "Confrontare i valori con la pagina")
        case .recognitionUnavailable:
            ("L'immagine della pagina non è stata letta", "Aprire il documento e completare i dati")
        case .layoutUnknown:
            (
                "L'impaginazione non è riconosciuta: i valori letti possono non essere tutti",
                "Confrontare i dati con il documento e completarli"
            )
        default:
            ("Il documento non attesta una condizione che dà diritto all'esenzione", "Nessuna pratica è stata creata")
        }
    }

    private var refusalText: (message: String, remedy: String) {
        switch self {
        case .xmlMalformed:
            ("L'XML non è ben formato", "Correggere il documento e inviarlo di nuovo")
        case .xmlForbidden:
            ("L'XML contiene una dichiarazione DOCTYPE", "Togliere la dichiarazione e inviare di nuovo")
        case .contentUnrecognised:
            ("Il contenuto non è né un XML clinico né un PDF", "Inviare il certificato in uno dei formati previsti")
        case .contentTruncated:
            ("Il file è incompleto", "Inviare di nuovo il file intero")
        case .contentTooLarge:
            ("Il file supera la dimensione ammessa", "Inviare un documento più piccolo")
        case .contentNotKept:
            (
                "Il file è troppo grande per essere conservato: l'impronta è quella dei suoi primi 1048576 byte",
                "Togliere il file dalla cartella di arrivo"
            )
        case .pdfUnreadable:
            ("Il PDF è danneggiato", "Produrre di nuovo il PDF e inviarlo")
        case .pdfEncrypted:
            ("Il PDF è protetto da password", "Inviare il documento senza protezione")
        case .virusFound:
            ("L'antivirus ha trovato un virus nel file", "Controllare la postazione e inviare un file pulito")
        case .virusNotScanned:
            (
                "Il file non è stato controllato dall'antivirus",
                "Verificare che l'antivirus risponda e che accetti file di questa dimensione (StreamMaxLength di clamd)"
            )
        case .envelopeDamaged:
            ("La busta firmata non si apre", "Firmare di nuovo il documento intero, senza cifrarlo, e inviarlo")
        case .readerTimeout:
            (
                "La lettura ha superato il tempo o la memoria consentiti",
                "Verificare il documento con chi lo ha prodotto"
            )
        case .filingFailed:
            (
                "Il file è acquisito ma non si può registrare, e la sua ricevuta attende",
                "Cercare la causa nel registro del servizio (modello della ricevuta, numeri esauriti), rimediare e riprovare"
            )
        default:
            ("La lettura del documento non è riuscita", "Riprovare; se si ripete, avvisare l'assistenza")
        }
    }

    private var requestText: (message: String, remedy: String) {
        switch self {
        case .requestInvalid:
            ("La richiesta o l'annullamento non è valido", "Correggere il file e inviarlo di nuovo")
        case .requestIncomplete:
            ("Mancano allegati elencati nella richiesta", "Consegnare gli allegati mancanti nella stessa cartella")
        case .requestMissing:
            (
                "Il file è arrivato senza una richiesta valida che lo elenca",
                "Consegnare richiesta.xml nella stessa cartella, corretta se quella arrivata è stata scartata"
            )
        case .requestDateOdd:
            (
                "La data che la richiesta porta non è verosimile: segue il suo arrivo, o lo precede di più di un anno",
                "Contare i giorni dalla ricezione, e chiedere al portale quando la richiesta è stata presentata"
            )
        case .attachmentMissing:
            ("Un allegato elencato nella richiesta non è arrivato", "Chiedere l'allegato al mittente")
        case .attachmentAltered:
            (
                "Un allegato non ha l'impronta dichiarata nella richiesta",
                "Chiedere al mittente di inviare di nuovo l'allegato"
            )
        case .attachmentUnlisted:
            ("Nella cartella c'è un file che la richiesta non elenca", "Verificare se il file riguarda la pratica")
        case .attachmentUnreadable:
            ("Un allegato non è stato letto, o non per intero", "Aprire l'allegato o chiederlo di nuovo")
        default:
            (
                "L'annullamento non è possibile: la pratica non è aperta o non è di questo mittente",
                "Verificare il numero della pratica; per una pratica validata rivolgersi all'ASL"
            )
        }
    }

    private var practiceText: (message: String, remedy: String) {
        switch self {
        case .signatureInvalid:
            ("La firma digitale non è valida", "Verificare il documento con chi lo ha firmato")
        case .signatureUnverifiable:
            ("La firma digitale non è verificabile", "Verificare il certificato del firmatario")
        case .signatureAbsent:
            ("Il documento non è firmato digitalmente", "Valutare se il documento è comunque ammissibile")
        case .signatureIncomplete:
            ("La firma digitale non copre l'intero file", "Confrontare il documento con la parte firmata")
        case .signerNotPhysician:
            ("Chi ha firmato non è il medico indicato nel documento", "Verificare chi risponde del certificato")
        case .alreadyExempt:
            ("L'assistito ha già questa esenzione valida", "Verificare se la nuova pratica è necessaria")
        case .practiceOpen:
            ("Il documento si aggiunge a una pratica già aperta", "Valutare insieme tutti i documenti della pratica")
        case .practiceImported:
            (
                "La pratica viene da un altro sistema, che ne conserva documenti e avvisi",
                "Consultare là i documenti della pratica"
            )
        case .districtUnknown:
            ("Il distretto indicato non è fra quelli dell'ASL", "Verificare il distretto dell'assistito")
        default:
            ("L'ASL dell'assistito non risulta dal documento: è stata usata quella del mittente", "Verificare l'ASL")
        }
    }
}

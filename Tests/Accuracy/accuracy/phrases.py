# SPDX-License-Identifier: EUPL-1.2
"""Sentences as Italian doctors write them. Tokens in braces are values (pen.py)."""

# Who it is about; a sentence goes on after it.
SUBJECTS = [
    "Si certifica che {il} {sig} {name}, nat{o} a {birthplace} il {birth}, codice fiscale {cf}, residente in {address},",
    "Si certifica che {il} {sig} {name} (C.F. {cf}), nat{o} il {birth} a {birthplace},",
    "Il sottoscritto certifica che {il} paziente {name}, nat{o} il {birth}, C.F.: {cf},",
    "La presente per certificare che {name}, nat{o} a {birthplace} il {birth} e residente a {city} in {address} (cod. fisc. {cf}),",
    "Certifico che {il} {sig} {name}, nat{o} in data {birth}, CF {cf}, in cura presso questo ambulatorio,",
    "Si attesta, per gli usi consentiti dalla legge, che l'assistit{o} {name} - codice fiscale {cf} - nat{o} a {birthplace}, {birth},",
    "Visitat{o} in data odierna {il} {sig} {name} nat{o} il {birth} (codice fiscale: {cf}), si certifica che l'assistit{o}",
    "In qualità di specialista in {unit}, dichiaro che {il} {sig} {name}, codice fiscale {cf}, data di nascita {birth},",
    "Con la presente si dichiara che {name}, nat{o} a {birthplace} il {birth}, residente in {address}, CAP {postcode}, C.F. {cf},",
    "Si certifica che l'assistit{o} sig./sig.ra {name}, nato/a a {birthplace} il {birth}, c.f. {cf},",
    "A richiesta dell'interessat{o} si certifica che {il} {sig} {name}, n. il {birth}, Cod. Fiscale {cf}, tel. {phone},",
    "Si certifica che {il} {sig} {name} di anni {age} (nat{o} il {birth}, C.F. {cf})",
    "Si dichiara che {il} {sig} {name}, codice fiscale {cf}, nat{o} a {birthplace} il {birth}, in carico a questa struttura,",
    "Dall'esame della documentazione clinica si certifica che {il} paziente {name} (nat{o} il {birth}, cod.fisc. {cf})",
    "Si certifica che {name}, C.F. {cf}, di sesso {sexword}, nat{o} il {birth},",
    "Io sottoscritto, specialista in {unit}, certifico che {il} {sig} {name} - nat{o} il {birth} - C.F. {cf} -",
    "Paziente: {name}, nat{o} a {birthplace}, il {birth}, codice fiscale {cf}, residente in {address}. {Il} paziente",
    "Il sottoscritto medico specialista, visitat{o} {il} {sig} {name} nat{o} il {birth} a {birthplace} (CF: {cf}), certifica che {lo} stess{o}",
]
# What is certified, with a code of the diagnosis; {ex} phrases follow in ENTITLED.
AFFECTED = [
    "è affett{o} da {diag} (ICD-9-CM {icd})",
    "è affett{o} da {diag} (cod. ICD9CM: {icd})",
    "risulta affett{o} da {diag} [ICD-9 {icd}]",
    "presenta {diag}, codice ICD-9-CM {icd},",
    "è portatore della seguente patologia: {diag} (ICD9CM {icd})",
    "è in trattamento per {diag} - ICD9-CM: {icd} -",
    "soffre di {diag} (codice diagnosi {icd})",
    'è affett{o} dalla patologia "{diag}" (codice ICD-9-CM: {icd})',
    "è affett{o} da {icd} - {diag}",
    "ha una diagnosi accertata di {diag}, ICD-9-CM n. {icd}",
    "è affett{o} da: {diag} (ICD IX CM {icd})",
    "è in follow-up per {diag} (codice {icd} ICD-9-CM)",
]
AFFECTED_PLAIN = [
    "è affett{o} da {diag}",
    "risulta affett{o} da {diag}",
    "presenta un quadro clinico e strumentale compatibile con la diagnosi definitiva di: {diag}",
    "è portatore della seguente patologia: {diag}",
    "soffre di {diag}",
    'è affett{o} dalla patologia "{diag}"',
]
ENTITLED = [
    " e ha diritto all'esenzione {exemption}.",
    " e pertanto ha diritto all'esenzione dal ticket con codice {exemption}.",
    " e si richiede il riconoscimento dell'esenzione per patologia cod. {exemption}.",
    ". Codice esenzione per patologia: {exemption}.",
    ". Si rilascia ai fini dell'esenzione dalla partecipazione alla spesa sanitaria (codice {exemption}).",
    " (cod. es. {exemption}).",
    ", condizione che dà diritto all'esenzione ticket {exemption} ai sensi del D.M. 329/1999 e del DPCM 12/01/2017.",
    ". Ha diritto, ai sensi della normativa vigente, all'esenzione dal pagamento del ticket (cod. {exemption}).",
    ". Si chiede il rilascio dell'attestato di esenzione per la condizione {exemption}.",
    " per cui si richiede esenzione {exemption}.",
    ". Esenzione richiesta: {exemption}.",
    "; si certifica quindi la sussistenza dei requisiti per l'esenzione codice {exemption} prevista dal DPCM 12 gennaio 2017.",
    ".\nCOD. ESENZIONE {exemption}",
    ". Si attesta che ricorrono le condizioni per l'esenzione (codice esenzione {exemption}) dalla partecipazione al costo.",
    " e rientra pertanto tra i soggetti esenti per patologia (codice: {exemption}).",
    ". Tale condizione è compresa nell'elenco di cui all'allegato 8 del DPCM 12/01/2017 con codice di esenzione {exemption}.",
    ": si chiede esenzione n. {exemption}.",
    ". Esente ticket per patologia {exemption}.",
    ". Cod. esenzione: {exemption}",
]
# Whole letters whose order differs: the code before the name, the exemption before the illness.
WHOLE = [
    "Ai fini del rilascio dell'esenzione {exemption}, si certifica che {il} {sig} {name}, C.F. {cf}, nat{o} il {birth} a {birthplace}, è affett{o} da {diag} (ICD-9-CM {icd}).",
    "Oggetto: richiesta esenzione ticket per patologia, codice {exemption}.\nAssistit{o}: {name}, nat{o} il {birth}, codice fiscale {cf}.\nSi certifica la diagnosi di {diag} (ICD-9-CM: {icd}).",
    "Diagnosi: {diag} (ICD9CM {icd}). La suddetta patologia, di cui è affett{o} {il} {sig} {name} (nat{o} a {birthplace} il {birth}, C.F. {cf}), rientra fra quelle che danno diritto all'esenzione con codice {exemption}.",
    "{Il} paziente {name}, cod. fisc. {cf}, nat{o} il {birth}, è seguit{o} presso la nostra S.C. di {unit} con diagnosi di {diag}. Codice ICD-9-CM: {icd}. Si certifica il diritto all'esenzione per patologia {exemption}.",
    "Si rilascia {al} {sig} {name}, nat{o} a {birthplace}, il {birth}, con codice fiscale {cf}, il presente certificato per l'ottenimento dell'esenzione per patologia cronica (cod. {exemption}) in quanto affett{o} da: {diag} - ICD-9-CM {icd}.",
    "Alla cortese attenzione dell'Ufficio Esenzioni. Vi invio {il} {sig} {name} (nat{o} il {birth}; CF {cf}) per l'attivazione dell'esenzione {exemption}. Diagnosi: {diag}, ICD-9-CM {icd}.",
    "CERTIFICO CHE {name} NATO/A IL {birth} CODICE FISCALE {cf} È AFFETTO/A DA {diag} (ICD-9-CM {icd}) E HA DIRITTO ALL'ESENZIONE COD. {exemption}",
    "Gentile collega, ti confermo che {il} nostr{o} comune paziente {name} ({cf}), nat{o} il {birth}, ha diagnosi accertata di {diag} (ICD-9-CM: {icd}), per la quale spetta l'esenzione con codice {exemption}.",
    "È stat{o} sottopost{o} a visita {il} {sig} {name} di cui al codice fiscale {cf}, nat{o} {birth}; dalla documentazione esibita risulta {diag} (ICD 9 CM {icd}). Si propone esenzione: {exemption}.",
    "Il certificato è rilasciato per l'esenzione {exemption} a favore di {name}, nat{o} a {birthplace} il {birth} (C.F. {cf}), con diagnosi: {diag} (ICD-9-CM {icd}).",
    "Codice fiscale: {cf}. {Il} {sig} {name}, nat{o} il {birth}, è affett{o} da {diag} (ICD-9-CM {icd}); codice esenzione {exemption}.",
    "VALUTAZIONE CONCLUSIVA: {diag} (ICD9 {icd}). ESENZIONE PER PATOLOGIA: {exemption}. Paziente {name}, {cf}, nat{o} il {birth}.",
    "In relazione alla richiesta di esenzione ticket {exemption} presentata {dal} {sig} {name} (nat{o} il {birth}, CF {cf}), si conferma la diagnosi di {diag}, codice ICD-9-CM {icd}.",
    "Si invia {il} paziente {name}, nat{o} il {birth}, cod. fiscale {cf}, con la seguente diagnosi: {diag}. ICD-9-CM {icd}. Esenzione {exemption}. Si prega di provvedere al rilascio del relativo attestato.",
    "{name}\nnat{o} a {birthplace} il {birth}\nC.F. {cf}\nSi certifica che l'assistit{o} è affett{o} da {diag} (ICD-9-CM {icd}) e che ha diritto all'esenzione {exemption}.",
    "Esenzione: {exemption}\nPatologia: {diag}\nICD-9-CM: {icd}\nSi certifica quanto sopra per {il} {sig} {name}, nat{o} il {birth}, C.F. {cf}.",
]
OPENINGS = [
    "A chi di competenza", "Al Distretto Sanitario di appartenenza", "Spett.le Ufficio Esenzioni", "Gentili Colleghi,",
    "Oggetto: certificazione per esenzione dalla partecipazione alla spesa sanitaria", "",
]  # fmt: skip
TITLES = [
    "CERTIFICATO MEDICO SPECIALISTICO", "Certificato specialistico per esenzione ticket", "Certificazione di malattia cronica",
    "CERTIFICAZIONE AI FINI DELL'ESENZIONE PER PATOLOGIA", "Certificato di condizione o malattia", "Certificato medico",
    "RELAZIONE SPECIALISTICA PER RICONOSCIMENTO ESENZIONE", "Richiesta di esenzione per patologia - certificazione dello specialista",
    "CERTIFICATO PER IL RILASCIO DELL'ATTESTATO DI ESENZIONE", "Certificazione specialistica (D.M. 28 maggio 1999 n. 329)",
]  # fmt: skip
CLOSINGS = [
    "Si rilascia per gli usi consentiti dalla legge.", "In fede.", "Cordiali saluti.", "In fede,",
    "Rilasciato in carta libera su richiesta dell'interessato.", "", "",
]  # fmt: skip

# Labels of forms and tables.
LABELS = {
    "family": ["Cognome", "COGNOME", "Cognome assistito", "Cognome del paziente"],
    "given": ["Nome", "NOME", "Nome assistito", "Nome del paziente"],
    "name_family_first": ["Cognome e nome", "COGNOME E NOME", "Paziente", "Assistito", "Nominativo", "Cognome Nome"],
    "name_given_first": ["Nome e cognome", "NOME E COGNOME", "Paziente", "Assistito/a"],
    "cf": ["Codice fiscale", "CODICE FISCALE", "C.F.", "Cod. Fisc.", "Cod. fiscale", "CF", "Codice Fiscale assistito"],
    "birth": ["Data di nascita", "DATA DI NASCITA", "Nato/a il", "Data nascita", "Nato il", "Data di nasc."],
    "birthplace": ["Luogo di nascita", "Comune di nascita", "Nato/a a", "Comune o Stato estero di nascita"],
    "birth_both": ["Nato/a a", "Luogo e data di nascita", "Nato a"],
    "sex": ["Sesso", "SESSO", "Sesso (M/F)", "Genere"],
    "exemption": ["Codice esenzione", "CODICE ESENZIONE", "Cod. esenzione", "Esenzione", "Esenzione per patologia", "Esenzione ticket n.",
                  "Cod. esenzione ticket", "Codice di esenzione", "Esenzione richiesta", "Cod. es.", "Codice esenzione richiesto"],
    "diag": ["Diagnosi", "DIAGNOSI", "Diagnosi certificata", "Patologia", "Malattia o condizione", "Diagnosi principale"],
    "icd": ["Codice ICD-9-CM", "ICD9CM", "Codice diagnosi", "Cod. ICD-9-CM", "ICD-9-CM", "CODICE DIAGNOSI (ICD-9-CM)"],
    "issue": ["Data", "Data emissione", "Data di rilascio", "Data del certificato", "DATA", "Rilasciato il", "Data certificazione"],
    "doctor": ["Il medico specialista", "Medico specialista", "Medico certificatore", "Il Medico", "Specialista", "MEDICO"],
    "hospital": ["Struttura", "Struttura sanitaria", "Presidio", "Ospedale", "Ente erogatore"],
}  # fmt: skip

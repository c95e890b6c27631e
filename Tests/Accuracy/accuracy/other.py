# SPDX-License-Identifier: EUPL-1.2
"""Papers that hold a fiscal code and often an exemption or an illness, and are no evidence for a new one."""

from .layouts import Certificate
from .model import Pairs, Para, Run, Sheet, Table


class OtherPaper(Certificate):
    """One paper of a kind that must not be taken for a certificate."""

    PAPERS = (
        "attestato",
        "promemoria",
        "income",
        "laboratory",
        "radiology",
        "vaccination",
        "prescription",
        "consent",
        "invoice",
    )

    def __init__(self, random, case, paper):
        super().__init__(random, case, "labels")
        self.layout = paper

    def sheet(self):
        self.style = self.invented_style()
        title, blocks = getattr(self, "paper_" + self.layout)()
        head = [Para([Run(self.case.structure.company, bold=True)]), Para([Run(self.decoys.letterhead())], 0.75)]
        text = [
            Para([Run(title, bold=True)], self.random.uniform(1.1, 1.4), self.random.choice(("center", "left")), 0.8)
        ]
        sheet = Sheet(head + text + blocks, self.style)
        self.running(sheet)
        return sheet

    def person(self):
        return Pairs(self.who(), self.random.choice(("left", "inline", "above")), self.random.choice((1, 2)))

    def para(self, *texts):
        return [Para([Run(text)]) for text in texts]

    def rows(self, head, *rows, widths):
        return Table([[[Run(cell)] for cell in row] for row in (head, *rows)], widths, head=True)

    def until(self):
        return self.decoys.date("expiry", 0, 2000)

    def paper_attestato(self):
        case = self.case
        blocks = [
            self.person(),
            *self.para(
                "In base alla documentazione prodotta, si attesta il diritto del cittadino sopra indicato "
                "a beneficiare delle seguenti esenzioni:"
            ),
        ]
        blocks.append(
            self.rows(
                ("Data inizio validità", "Codice", "Scadenza", "ASL di emissione"),
                (
                    self.decoys.date("from"),
                    f"{case.illness.exemption} / {case.illness.code or '000'}",
                    self.until(),
                    case.structure.company,
                ),
                widths=(2, 2, 2, 3),
            )
        )
        blocks += self.para(
            f"Dettaglio esenzioni: {case.illness.exemption_text}",
            f"Data Emissione: {self.decoys.date('issue')}",
            "Il Responsabile",
        )
        return self.random.choice(
            (
                "ATTESTATO DI ESENZIONE",
                f"ATTESTATO DI ESENZIONE n° {self.random.randrange(10**7)}",
                "Attestato di esenzione per patologia",
            )
        ), blocks

    def paper_promemoria(self):
        case = self.case
        blocks = [self.person(), *self.para("Attestazione singola di esenzione dalla partecipazione al costo.")]
        blocks.append(
            self.rows(
                ("Data emissione", "Codice", "Scadenza", "ASL"),
                (self.decoys.date("issue"), case.illness.exemption, "Senza scadenza", case.structure.company_code),
                widths=(2, 1, 2, 2),
            )
        )
        blocks += self.para(
            f"Esenzione {case.illness.exemption}", "Prestazioni Esenti: 89.01 VISITA DI CONTROLLO; 90.62.2 EMOCROMO"
        )
        return "PROMEMORIA ATTESTATO DI SINGOLA ESENZIONE PER PATOLOGIA", blocks

    def paper_income(self):
        code = self.random.choice(("E01", "E02", "E03", "E04"))
        start, end = self.decoys.date("from"), self.until()
        blocks = [
            *self.para("IL SOTTOSCRITTO (SOGGETTO DICHIARANTE)"),
            self.person(),
            *self.para(
                "consapevole delle sanzioni penali di cui al DPR 445/2000, DICHIARA CHE l'assistito",
                f"dal {start} al {end} appartiene alla seguente categoria:",
            ),
            self.rows(("Codice esenzione", "Descrizione"), (code, "ESENZIONE PER MOTIVI DI REDDITO"), widths=(1, 3)),
            *self.para(
                f"Data: {self.decoys.date('issue')}   Protocollo: {self.random.randrange(10**6)}", "Firma dichiarante"
            ),
        ]
        return self.random.choice(
            (
                "AUTOCERTIFICAZIONE DEL DIRITTO ALL'ESENZIONE PER MOTIVI DI REDDITO",
                "ESENZIONE DALLA PARTECIPAZIONE ALLA SPESA SANITARIA PER MOTIVI DI REDDITO",
                "CERTIFICATO DI ESENZIONE PER REDDITO",
            )
        ), blocks

    def paper_laboratory(self):
        results = [
            ("Glucosio", "013", "mg/dl", "70-100"),
            ("Creatinina", "0,9", "mg/dl", "0,6-1,2"),
            ("HbA1c", "048", "mmol/mol", "< 42"),
            ("Piastrine", "250", "x10^9/L", "150-400"),
            ("TSH", "2,5", "mU/L", "0,3-4,2"),
        ]
        exempt = self.random.choice(
            (
                f"Esenzione: {self.case.illness.exemption}",
                "S.S.N. (non esente)",
                "Esenzione:",
                "Prestazione Esente Ticket",
            )
        )
        blocks = [
            self.person(),
            *self.para(f"Data prelievo: {self.decoys.date('visit')}", exempt),
            self.rows(
                ("Esame", "Risultato", "Unità", "Valori di riferimento"),
                *self.random.sample(results, 4),
                widths=(3, 2, 2, 3),
            ),
            *self.para(f"Data referto: {self.decoys.date('issue')}"),
            Para(self.pen.doctor()),
        ]
        return self.random.choice(
            ("REFERTO DI LABORATORIO", "Laboratorio Analisi - Referto", "ESAMI DI LABORATORIO")
        ), blocks

    def paper_radiology(self):
        text, code = self.decoys.illness()
        blocks = [
            self.person(),
            *self.para(
                f"Quesito diagnostico: sospetta {text} ({code})",
                f"Esame eseguito il {self.decoys.date('visit')}: RX TORACE (87.44.1)",
                "Non si osservano lesioni pleuroparenchimali in atto. Ombra cardiaca nei limiti. Seni costofrenici liberi.",
                f"Data: {self.decoys.date('issue')}",
            ),
            Para(self.pen.doctor()),
        ]
        return self.random.choice(
            ("REFERTO RADIOLOGICO", "Radiologia - Referto", "Diagnostica per immagini: referto")
        ), blocks

    def paper_vaccination(self):
        rows = [
            ("Antitetanica", self.decoys.date("dose"), "1"),
            ("Antinfluenzale", self.decoys.date("dose"), "2"),
            ("Anti SARS-CoV-2", self.decoys.date("dose"), "3"),
        ]
        blocks = [
            self.person(),
            self.rows(("Vaccino", "Data", "Dose"), *rows, widths=(3, 2, 1)),
            *self.para(f"Si certificano le vaccinazioni sopra indicate. {self.decoys.date('issue')}"),
        ]
        return self.random.choice(
            ("CERTIFICATO VACCINALE", "Certificato di vaccinazione", "Certificato delle vaccinazioni eseguite")
        ), blocks

    def paper_prescription(self):
        text, code = self.decoys.illness()
        blocks = [
            *self.para(f"NRE: 010A{self.random.randrange(10**11):011}"),
            self.person(),
            *self.para(
                f"Codice esenzione: {self.case.illness.exemption}" if self.random.random() < 0.6 else "NON ESENTE",
                f"Quesito diagnostico: {text} ({code})",
                f"Data: {self.decoys.date('issue')}",
            ),
            self.rows(
                ("Prescrizione", "Qta", "Note"), ("89.7A.9 - VISITA SPECIALISTICA", "1", "Priorità P"), widths=(4, 1, 2)
            ),
            *self.para("Tipo ricetta: Assistiti SSN"),
            Para(self.pen.doctor()),
        ]
        return self.random.choice(
            (
                "RICETTA ELETTRONICA - PROMEMORIA PER L'ASSISTITO",
                "SERVIZIO SANITARIO NAZIONALE - RICETTA",
                "Ricetta elettronica",
            )
        ), blocks

    def paper_consent(self):
        blocks = [
            self.person(),
            *self.para(
                "Il/la sottoscritto/a, letta l'informativa ai sensi dell'art. 13 del Regolamento UE 2016/679, acconsente al trattamento dei "
                "propri dati personali, ivi inclusi quelli relativi a diagnosi ed esenzioni, per finalità di cura.",
                "Acconsente altresì alla consultazione del Fascicolo Sanitario Elettronico.",
                f"Data {self.decoys.date('issue')}   Firma ____________",
            ),
        ]
        return self.random.choice(
            ("CONSENSO AL TRATTAMENTO DEI DATI PERSONALI", "INFORMATIVA PRIVACY E CONSENSO")
        ), blocks

    def paper_invoice(self):
        blocks = [
            self.person(),
            self.rows(
                ("Descrizione", "Importo"),
                ("Visita specialistica 89.7", "€ 120,00"),
                ("Bollo", "€ 2,00"),
                widths=(4, 1),
            ),
            *self.para(
                "Prestazione esente IVA art. 10 DPR 633/72", f"Data {self.decoys.date('issue')}", "Totale € 122,00"
            ),
        ]
        number = f"{self.random.randrange(1, 999)}/{self.case.issued.year}"
        return self.random.choice(
            (f"FATTURA N. {number}", f"Ricevuta fiscale n. {number}", f"Fattura sanitaria {number}")
        ), blocks

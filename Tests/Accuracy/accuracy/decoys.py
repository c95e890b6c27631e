# SPDX-License-Identifier: EUPL-1.2
"""What stands beside the values and must not be taken for them: other people's codes, other dates, other illnesses."""

import datetime

from .case import other_exemption
from .catalogue import diagnoses, icd, with_dot
from .model import Pairs, Para, Run, Table
from .pen import titled, written_date


class Decoys:
    """Each function returns blocks, and tells what it planted in `planted`."""

    def __init__(self, random, pen):
        self.random, self.pen, self.case = random, pen, pen.case
        self.planted = []

    def plant(self, kind, value):
        self.planted.append({"kind": kind, "value": value})
        return value

    def day(self, back=400, ahead=0):
        return self.case.issued + datetime.timedelta(days=self.random.randrange(-back, ahead + 1) or -1)

    def date(self, kind, back=400, ahead=0):
        day = self.day(back, ahead)
        self.plant(kind, day.isoformat())
        return written_date(day, self.pen.date_form)

    def illness(self):
        """Another illness than the certified one: (text, dotted code)."""
        mine = self.case.illness
        rows = [r for r in diagnoses() if r["exemption"] != mine.exemption and r["diagnosis"][:3] != mine.code[:3]]
        row = self.random.choice(rows)
        self.plant("diagnosis", row["diagnosis"])
        return icd().get(row["diagnosis"], row["description"]).lower(), with_dot(row["diagnosis"])

    # Sentences for letters and reports

    def history(self):
        text, code = self.illness()
        return self.random.choice(
            (
                f"In anamnesi: pregressa {text} (ICD-9-CM {code}), risolta nel {self.case.issued.year - 6}.",
                f"Anamnesi patologica remota: {text} ({code}) nel {self.case.issued.year - 9}; appendicectomia (47.09).",
                f"Nel {self.case.issued.year - 4} ricovero per {text}, oggi in remissione completa.",
            )
        )

    def family_history(self):
        text, code = self.illness()
        return self.random.choice(
            (
                f"Anamnesi familiare: madre affetta da {text} (ICD-9-CM {code}).",
                f"Familiarità: padre deceduto per {text}; fratello con {text} ({code}).",
            )
        )

    def excluded(self):
        text, code = self.illness()
        return self.random.choice(
            (
                f"Esclusa diagnosi di {text} (ICD-9-CM {code}).",
                f"Non si riscontra {text}.",
                f"Gli accertamenti eseguiti hanno permesso di escludere {text} ({code}).",
            )
        )

    def old_exemption(self):
        code = self.plant("exemption", other_exemption(self.random, self.case))
        day = self.date("expiry", back=900)
        income = self.plant("exemption", self.random.choice(("E01", "E02", "E03", "E04")))
        return self.random.choice(
            (
                f"Già titolare di esenzione {code}, scaduta il {day}.",
                f"Precedente esenzione cod. {code} non più valida dal {day}.",
                f"Esenzione per reddito {income} scaduta il {day}.",
                "Paziente presente alla visita, non esente al momento della prescrizione.",
                f"Si precisa che la precedente esenzione {code} è stata revocata in data {day}.",
            )
        )

    def values(self):
        number = self.random.choice(("013", "048", "019", "031", "025"))
        self.plant("number", number)
        return self.random.choice(
            (
                f"Esami: glicemia {number} mg/dl, HbA1c 48 mmol/mol, colesterolo 186 mg/dl, PA 130/80 mmHg.",
                f"Prestazioni eseguite: 89.01 visita di controllo, 90.62.2 emocromo, 91.49.2 prelievo; piastrine {number} x10^9/L.",
                f"Peso kg 72, altezza cm 168, PCR 0,{number} mg/L; ECG (89.52) nei limiti.",
            )
        )

    def dates(self):
        return self.random.choice(
            (
                f"Ricoverato dal {self.date('admission')} al {self.date('discharge')} presso questo reparto.",
                f"Prima visita in data {self.date('visit')}; ultimo controllo {self.date('visit')}.",
                f"Precedente certificato del {self.date('previous-certificate', 1500)}.",
                f"Prossimo controllo previsto per il {self.date('next-visit', 0, 300)}.",
                f"Terapia in atto dal {self.date('therapy')}.",
            )
        )

    def relative(self):
        person = self.case.relative
        self.plant("fiscal-code", person.code)
        name = f"{titled(person.family)} {titled(person.given)}"
        return self.random.choice(
            (
                f"Certificato ritirato da {name} (delegato), C.F. {person.code}.",
                f"Tutore / amministratore di sostegno: {name}, nato/a il {written_date(person.birth, 'slashes')}, C.F. {person.code}.",
                f"Accompagnatore: {name}, codice fiscale {person.code}.",
                f"Delegato al ritiro: {name} - CF {person.code}",
            )
        )

    def law(self):
        return self.random.choice(
            (
                "Rif. normativi: D.M. 28 maggio 1999 n. 329; DPCM 12/01/2017; L. 833/1978 art. 13.",
                "Il presente certificato è rilasciato ai sensi dell'art. 5, comma 1, del D.Lgs. 29 aprile 1998 n. 124.",
                "Informativa ai sensi del Regolamento UE 2016/679 e del D.Lgs. 196/2003.",
            )
        )

    def sentences(self, count):
        kinds = [
            self.history,
            self.family_history,
            self.excluded,
            self.old_exemption,
            self.values,
            self.dates,
            self.law,
        ]
        return [kind() for kind in self.random.sample(kinds, count)]

    # Lines with labels

    def administrative(self):
        """Numbers of the office: each a label and a value that is none of ours."""
        random, case = self.random, self.case
        nre = f"010A{random.randrange(10**11):011}"
        options = [
            ("N. protocollo", f"{random.randrange(1000, 99999)}/{case.issued.year}"),
            ("NRE", self.plant("nre", nre)),
            ("Data stampa", self.date("print", 0, 5) + f" {random.randrange(8, 18)}:{random.randrange(10, 60)}"),
            ("Data visita", self.date("visit", 5)),
            ("Data accettazione", self.date("admission", 20)),
            ("Valido fino al", self.date("expiry", 0, 900)),
            ("Telefono", case.patient.phone),
            ("CAP", case.patient.postcode),
            ("Tessera sanitaria n.", f"8038000{random.randrange(10**13):013}"),
            ("N. cartella clinica", f"{random.randrange(10**8):08}"),
            ("Prestazione", "89.01 - VISITA DI CONTROLLO"),
            ("Codice ASL", case.structure.company_code),
            ("Medico curante", f"{titled(case.relative.family)} {titled(case.relative.given)}"),
            ("Residenza", f"{case.patient.street}, {case.patient.postcode} {case.patient.city}"),
            ("Cittadinanza", "ITALIANA"),
            ("Codice STS", f"{case.structure.company_code}"),
            ("Codice HSP", case.structure.code),
            *self.labelled(),
        ]
        return random.sample(options, random.randrange(2, 6))

    def labelled(self):
        """The hardest ones: under a label that is nearly the right one."""
        case, relative = self.case, self.case.relative
        text, code = self.illness()
        old = self.plant("exemption", other_exemption(self.random, case))
        self.planted += [
            {"kind": "fiscal-code", "value": case.doctor.code},
            {"kind": "fiscal-code", "value": relative.code},
        ]
        return [
            ("Codice fiscale medico", case.doctor.code),
            ("C.F. delegato", relative.code),
            ("Codice fiscale del tutore", relative.code),
            ("Data di nascita del delegato", written_date(relative.birth, self.pen.date_form)),
            ("Esenzione precedente", f"{old} (scaduta il {self.date('expiry', 900)})"),
            ("Esenzioni per reddito", self.random.choice(("E01", "E02", "nessuna"))),
            ("Patologie pregresse", f"{text} ({code})"),
            ("Data ricovero", self.date("admission")),
            ("Data certificato precedente", self.date("previous-certificate", 1500)),
        ]

    def letterhead(self):
        case = self.case.structure
        self.plant("vat", case.vat)
        lines = self.random.choice(
            (
                f"C.F. / P.IVA {case.vat} - Tel. 011.{self.random.randrange(1000000, 9999999)} - PEC protocollo@pec.asl.piemonte.it",
                f"Sede legale: Via San Secondo 29, 10128 Torino - Codice Fiscale/Partita Iva: {case.vat}",
                f"Tel. 0171/{self.random.randrange(100000, 999999)} - Fax 0171/{self.random.randrange(100000, 999999)} - P.I. {case.vat}",
            )
        )
        return lines

    def table(self):
        text, code = self.illness()
        day = self.date("visit", 900)
        return Table(
            [
                [[Run("Data")], [Run("Prestazione")], [Run("Quesito")]],
                [[Run(day)], [Run("89.7A.9")], [Run(f"sospetta {text} ({code})")]],
            ],
            [1, 1, 3],
            head=True,
        )

    def blocks(self, prose):
        """A few decoys between the parts of a certificate."""
        random = self.random
        out = []
        for sentence in self.sentences(random.choice((0, 1, 1, 2, 3))):
            out.append(Para([Run(sentence)]))
        if random.random() < (0.15 if prose else 0.35):
            rows = [(label + ":", [Run(value)]) for label, value in self.administrative()]
            out.insert(0, Pairs(rows, place=random.choice(("left", "inline")), columns=random.choice((1, 2))))
        if random.random() < 0.12:
            out.append(self.table())
        return out

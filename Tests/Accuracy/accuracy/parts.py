# SPDX-License-Identifier: EUPL-1.2
"""The parts of which certificates are made: letterhead, person, illness, sentences, signature; one author's hand."""

import re

from . import fonts, phrases
from .decoys import Decoys
from .model import Break, Columns, Para, Rule, Run, Space, Style
from .pen import Pen, titled


class Parts:
    """What one author puts on a page for one case."""

    def __init__(self, random, case):
        self.random, self.case = random, case
        self.pen = Pen(random, case)
        self.decoys = Decoys(random, self.pen)
        self.capitals = random.random() < 0.2
        self.colon = random.choice((":", ":", ":", ""))

    # Looks

    def invented_style(self):
        random = self.random
        family = random.choice(fonts.available())
        wide = "Mono" in family or family == "DejaVuSans"
        return Style(
            family,
            round(random.uniform(8.5, 10.5 if wide else 12.5), 1),
            random.uniform(1.15, 1.6),
            random.choice((40, 56, 70)),
            hyphenate=random.random() < 0.2,
            ligatures=random.random() < 0.12,
            strokes=random.choices(("run", "word", "character"), (6, 3, 1))[0],
            order=random.choices(("natural", "labels-first", "reverse", "shuffled"), (7, 2, 0.5, 0.5))[0],
            justify=random.random() < 0.25,
            bold_labels=random.random() < 0.4,
            page=random.choice(((595.28, 841.89),) * 6 + ((612, 792), (841.89, 595.28))),
        )

    def label(self, key):
        text = self.random.choice(phrases.LABELS[key])
        return (text.upper() if self.capitals else text) + self.colon

    def opening(self):
        random, structure = self.random, self.case.structure
        company, unit = Run(structure.company, bold=True), Run(f"S.C. {structure.unit}")
        lines = [
            Para([company], 1.1),
            Para([*self.pen.hospital()], 1.0),
            Para([unit]),
            Para([Run(self.decoys.letterhead())], 0.75),
        ]
        if random.random() < 0.5:
            lines[0], lines[1] = lines[1], lines[0]
        align = random.choice(("left", "center", "right"))
        for line in lines:
            line.align, line.gap = align, 0.05
        if random.random() < 0.2:
            self.pen.used.pop("structureName", None)
            lines = []
        if random.random() < 0.08:
            lines = [
                Para(self.pen.doctor()),
                Para([Run(f"Specialista in {structure.unit} - Studio: {self.case.relative.street}, Torino")]),
                Para([Run("C.F. "), self.pen.run(self.case.doctor.code, "physicianFiscalCode")], 0.8),
            ]
            self.pen.used.pop("structureName", None)
        title = random.choice(phrases.TITLES)
        if random.random() < 0.2 and not self.case.second_issue:
            align = random.choice(("left", "right"))
            lines += [
                Space(0.5),
                Para(
                    self.pen.phrase(random.choice(("{seat}, {issue}", "{seat}, lì {issue}", "Data: {issue}"))), 1, align
                ),
            ]
        return [
            *lines,
            Rule() if random.random() < 0.4 else Space(0.8),
            Para([Run(title, bold=True)], random.uniform(1.1, 1.5), random.choice(("center", "left")), 0.8),
        ]

    def running(self, sheet):
        random = self.random
        if random.random() < 0.25:
            sheet.foot = [
                Para(
                    [
                        Run(
                            random.choice(
                                (
                                    f"{self.case.structure.company} - {self.case.structure.hospital} - Pagina 1",
                                    "Documento informatico firmato digitalmente ai sensi del D.Lgs. 82/2005",
                                    f"Stampato il {self.decoys.date('print', 0, 9)} - Mod. 013 rev. 2 del 01/03/2019",
                                    f"Direttore S.C.: {self.pen.title()} {titled(self.case.relative.given)} {titled(self.case.relative.family)}",
                                )
                            )
                        )
                    ],
                    0.7,
                    random.choice(("left", "center")),
                )
            ]
        elif random.random() < 0.1 and self.case.code and "beneficiaryFiscalCode" in self.pen.used:
            runs = [
                Run("Assistito: "),
                *self.pen.name(),
                Run(" - C.F. "),
                self.pen.again("beneficiaryFiscalCode", self.case.code),
            ]
            sheet.foot = [Para(runs, 0.8)]
        if random.random() < 0.06:
            sheet.watermark = random.choice(("COPIA", "ORIGINALE", "RISERVATO"))

    def over_pages(self, blocks):
        """The data need not stand on the first page, nor all on one."""
        random = self.random
        cut = random.randrange(2, len(blocks))
        filler = [Para([Run(text)]) for text in self.decoys.sentences(3)]
        return blocks[:cut] + filler + [Break()] + blocks[cut:]

    # Parts

    def who(self, place=None):
        """Labels and values of the person."""
        random, pen = self.random, self.pen
        rows = []
        if pen.name_is_plain() and random.random() < 0.4:
            key = "name_family_first" if pen.family_first else "name_given_first"
            rows.append((self.label(key), pen.name()))
        else:
            pair = [(self.label("family"), pen.family()), (self.label("given"), pen.given())]
            rows += pair if random.random() < 0.85 else pair[::-1]
        middle = [(self.label("cf"), pen.cf())] if self.case.code else []
        if random.random() < 0.25:
            middle.append((self.label("birth_both"), pen.phrase("{birthplace} il {birth}")))
        else:
            middle.append((self.label("birth"), pen.birth()))
            if random.random() < 0.5:
                middle.append((self.label("birthplace"), pen.phrase("{birthplace}")))
        if random.random() < 0.5 or "beneficiarySex" in self.case.contested:
            middle.append((self.label("sex"), pen.sex()))
        random.shuffle(middle)
        if random.random() < 0.3:
            middle.append(("Residenza" + self.colon, pen.phrase("{address}")))
        return rows + middle

    def what(self):
        """Labels and values of illness and exemption."""
        random, pen = self.random, self.pen
        rows = []
        if self.case.diagnosis:
            if pen.has_icd() and random.random() < 0.5:
                rows += [(self.label("diag"), pen.diag()), (self.label("icd"), pen.icd())]
                if random.random() < 0.3:
                    rows.reverse()
            elif pen.has_icd():
                form = random.choice(
                    ("{icd} - {diag}", "{diag} (ICD-9-CM {icd})", "{diag} [{icd}]", "cod. {icd} {diag}")
                )
                rows.append((self.label("diag"), pen.phrase(form)))
            else:
                rows.append((self.label("diag"), pen.diag()))
        for index, code in enumerate(self.case.exemption):
            form = random.choice(("{exemption}", "{exemption}", "cod. {exemption}", "{exemption} - patologia cronica"))
            value = pen.phrase(form) if index == 0 else [Run(code)]
            rows.insert(random.choice((0, len(rows))), (self.label("exemption"), value))
        for text, code in self.case.diagnosis[1:]:
            rows.append((self.label("diag"), [Run(f"{pen.diagnosis_text(text)} (ICD-9-CM {code})")]))
        return rows

    def sentence(self):
        """Subject, illness and right in one sentence."""
        random, pen = self.random, self.pen
        affected = phrases.AFFECTED if pen.has_icd() else phrases.AFFECTED_PLAIN
        text = random.choice(phrases.SUBJECTS)
        if not self.case.code:
            text = self.without_code(text)
        text += (
            " " + random.choice(affected) if self.case.diagnosis else " presenta i requisiti previsti dalla normativa"
        )
        text += random.choice(phrases.ENTITLED) if self.case.exemption else "."
        return self.paragraphs(text) + self.further()

    def without_code(self, text):
        return re.sub(
            r",? ?[(\-:,]* ?(?:codice fiscale|C\.F\.|CF|Cod\. Fiscale|cod\. fisc\.|c\.f\.|con codice fiscale"
            r"|di cui al codice fiscale):? \{cf\}\)?( -)?|\(?\{cf\}\)?",
            "",
            text,
        )

    def further(self):
        """What a defective document says a second time and otherwise."""
        out = [Para([Run(f"Esenzione richiesta: {code}.")]) for code in self.case.exemption[1:]]
        out += [
            Para([Run(f"Diagnosi certificata: {self.pen.diagnosis_text(text)} (ICD-9-CM {code}).")])
            for text, code in self.case.diagnosis[1:]
        ]
        return out

    def paragraphs(self, text):
        return [Para(self.pen.phrase(part)) for part in text.split("\n")]

    def extras(self, prose=False):
        return self.decoys.blocks(prose)

    def closing(self):
        random, pen, case = self.random, self.pen, self.case
        out = [Para([Run(random.choice(phrases.CLOSINGS))])]
        if case.second_issue:
            out.append(Para([Run(f"Data emissione: {case.second_issue}")]))
        person = []
        if random.random() < 0.15:
            person = [Run(", C.F. "), pen.run(case.doctor.code, "physicianFiscalCode")]
            self.decoys.plant("fiscal-code", case.doctor.code)
        form = random.choice(
            (
                "{seat}, {issue}",
                "{seat}, lì {issue}",
                "Data: {issue}",
                "Data {issue}",
                "lì {issue}",
                "Data emissione: {issue}",
                "Rilasciato il {issue}",
                "{seat} {issue}",
            )
        )
        form = "Data emissione: {issue}" if case.second_issue else form
        date = [Para(pen.phrase(form))] if "issueDate" not in pen.used else [Space()]
        role = random.choice(phrases.LABELS["doctor"])
        doctor = pen.doctor() + person
        sign = random.choice(
            (
                [Para([Run(role)]), Para(doctor)],
                [Para([Run(role + ": ")] + doctor)],
                [Para(doctor), Para([Run(f"Specialista in {case.structure.unit}")])],
                [Para([Run("Firmato digitalmente da: ")] + doctor)],
            )
        )
        if random.random() < 0.5 and self.style.page[0] < 800:
            out.append(Columns(date, sign, split=0.45))
        else:
            for para in sign:
                para.align = random.choice(("right", "left"))
            out += date + [Space(0.5)] + sign
        if random.random() < 0.12:
            out += [Space(), Para([Run(self.decoys.relative())], 0.9)]
        return out

# SPDX-License-Identifier: EUPL-1.2
"""Certificates as hospitals lay them out: letterhead, who, what, by whom, with decoys between, in many arrangements."""

from . import phrases
from .model import Boxes, Columns, Pairs, Para, Run, Sheet, Table
from .parts import Parts

PAIR_PLACES = ("left", "left", "inline", "inline", "above", "below", "leader")


class Certificate(Parts):
    """Writes one case in one layout. `layout` is one of LAYOUTS."""

    LAYOUTS = (
        "prose",
        "prose",
        "whole",
        "labels",
        "labels",
        "table",
        "boxes",
        "columns",
        "report",
        "mixed",
        "regional",
    )
    LABELLED = ("labels", "table", "boxes", "columns", "report", "regional")

    def __init__(self, random, case, layout=None):
        super().__init__(random, case)
        self.layout = layout or random.choice(self.possible())

    def possible(self):
        """Where the code does not tell family name from given name, labels must."""
        chosen = self.case.layouts or self.LAYOUTS
        if self.pen.name_is_plain():
            return chosen
        return [layout for layout in chosen if layout in self.LABELLED] or self.LABELLED

    def sheet(self):
        self.style = self.invented_style()
        if self.random.random() < 0.06:
            self.pen.tracking = self.random.uniform(1.5, 4)
        self.pen.spaced = self.random.random() < 0.05
        body = getattr(self, "lay_" + self.layout)()
        blocks = self.opening() + body + self.closing()
        if self.random.random() < 0.1:
            blocks = self.over_pages(blocks)
        sheet = Sheet(blocks, self.style)
        self.running(sheet)
        return sheet

    def lay_prose(self):
        opening = self.random.choice(phrases.OPENINGS)
        return [Para([Run(opening)]), *self.extras(True), *self.sentence(), *self.extras(True)]

    def lay_whole(self):
        if not (self.pen.has_icd() and self.case.exemption and self.case.code):
            self.layout = "prose"
            return self.lay_prose()
        return [
            *self.extras(True),
            *self.paragraphs(self.random.choice(phrases.WHOLE)),
            *self.further(),
            *self.extras(True),
        ]

    def lay_labels(self):
        random = self.random
        place = random.choice(PAIR_PLACES)
        columns = random.choice((1, 1, 2)) if place not in ("leader",) else 1
        second = random.choice((place, place, "left", "inline"))
        return [Pairs(self.who(), place, columns), *self.extras(), Pairs(self.what(), second), *self.extras()]

    def lay_table(self):
        random = self.random
        rows = [[[Run(label)], runs] for label, runs in self.who()]
        if random.random() < 0.4 and len(rows) < 6:
            people = Table([[row[0] for row in rows], [row[1] for row in rows]], [1] * len(rows), head=True)
        else:
            people = Table(rows, [2, 5], random.random() < 0.7)
        what = Table([[[Run(label)], runs] for label, runs in self.what()], [2, 4], random.random() < 0.7)
        return [people, *self.extras(), what, *self.extras()]

    def lay_boxes(self):
        pen = self.pen
        pen.upper, pen.plain_accents = True, False
        out = [Boxes(self.label("family"), *pen.family()), Boxes(self.label("given"), *pen.given())]
        if self.case.code:
            pen.spaced = False
            out.insert(self.random.choice((0, 2)), Boxes(self.label("cf"), *pen.cf()))
        if self.random.random() < 0.5:
            pen.date_form = "slashes"
            out.append(Boxes(self.label("birth"), *pen.birth()))
        else:
            out.append(Pairs([(self.label("birth"), pen.birth()), (self.label("sex"), pen.sex())], "inline", 2))
        if "beneficiarySex" in self.case.contested and "beneficiarySex" not in pen.used:
            out.append(Pairs([(self.label("sex"), pen.sex())], "inline"))
        rows = self.what()
        return [*out, *self.extras(), Pairs(rows, self.random.choice(("left", "above"))), *self.extras()]

    def lay_columns(self):
        places = ("inline", "above")
        left, right = [Pairs(self.who(), self.random.choice(places))], [Pairs(self.what(), self.random.choice(places))]
        aside = [Para([Run(text)], 0.9) for text in self.decoys.sentences(2)]
        if self.random.random() < 0.5:
            return [Columns(left + aside[:1], right + aside[1:])]
        return [Columns(left, aside), *right]

    def lay_report(self):
        """A visit's report whose conclusion is the certificate."""
        random, pen = self.random, self.pen
        who = Pairs(self.who(), random.choice(("inline", "left")), random.choice((1, 2)))
        parts = [
            ("Anamnesi", [self.decoys.history(), self.decoys.family_history()]),
            ("Esame obiettivo", ["PA 130/80 mmHg, FC 72 bpm, obiettività nella norma."]),
            ("Accertamenti", [self.decoys.values(), self.decoys.excluded()]),
        ]
        out = [who]
        for name, texts in parts:
            if random.random() < 0.8:
                out += [Para([Run(name, bold=True)], gap=0.1)] + [Para([Run(text)]) for text in texts]
        out += [
            Para(
                [
                    Run(
                        random.choice(("Conclusioni", "CONCLUSIONI", "Certificazione", "Diagnosi e conclusioni")),
                        bold=True,
                    )
                ],
                gap=0.1,
            )
        ]
        affected = phrases.AFFECTED if pen.has_icd() else phrases.AFFECTED_PLAIN
        text = "{Il} paziente " + (random.choice(affected) if self.case.diagnosis else "presenta i requisiti")
        text += random.choice(phrases.ENTITLED) if self.case.exemption else "."
        return out + self.paragraphs(text) + self.further()

    def lay_regional(self):
        """As the region's own certificate: a sentence, then a ruled table of codes and what they mean."""
        case, pen, random = self.case, self.pen, self.random
        opening = [Para([Run(random.choice(("L'assistito", "L'assistito/a", "Il cittadino")), bold=True)])]
        rows = []
        for index, code in enumerate(case.exemption):
            run = pen.phrase("cod. {exemption}") if index == 0 else [Run(f"cod. {code}")]
            rows.append(
                [
                    [Run("Codice e descrizione esenzione")],
                    run,
                    [Run(case.illness.exemption_text if index == 0 else "-")],
                ]
            )
        for index, (text, code) in enumerate(case.diagnosis):
            run = (pen.phrase("cod. {icd}") if code else [Run("-")]) if index == 0 else [Run(f"cod. {code}")]
            rows.append(
                [
                    [Run("Codice e descrizione diagnosi")],
                    run,
                    pen.diag() if index == 0 else [Run(pen.diagnosis_text(text))],
                ]
            )
        right = "Pertanto, si certifica il diritto del cittadino sopraindicato a beneficiare della seguente esenzione:"
        table = [Table(rows, [35, 20, 45])] if rows else []
        return [*opening, Pairs(self.who(), "inline", 2), Para([Run(right)]), *table, *self.extras()]

    def lay_mixed(self):
        """The person in labels or a table, the illness in prose, or the reverse."""
        random, pen = self.random, self.pen
        affected = phrases.AFFECTED if pen.has_icd() else phrases.AFFECTED_PLAIN
        if random.random() < 0.6:
            text = "Si certifica che {il} paziente " + (
                random.choice(affected) if self.case.diagnosis else "presenta i requisiti"
            )
            text += random.choice(phrases.ENTITLED) if self.case.exemption else "."
            return [
                Pairs(self.who(), random.choice(PAIR_PLACES)),
                *self.extras(True),
                *self.paragraphs(text),
                *self.further(),
            ]
        text = random.choice(phrases.SUBJECTS)
        text = (text if self.case.code else self.without_code(text)) + " presenta la condizione sotto indicata:"
        return [
            *self.paragraphs(text),
            Table([[[Run(label)], runs] for label, runs in self.what()], [2, 4]),
            *self.extras(),
        ]

# SPDX-License-Identifier: EUPL-1.2
"""Where documents are drawn by one producer or another, and their truth is written down."""

from dataclasses import dataclass, field
from pathlib import Path

from . import check, office
from .draw import SURFACES, draw
from .envelopes import Signer
from .truth import entry_fields, text_of, written_somewhere


@dataclass
class Studio:
    """Where documents are made: the folder, the producers that are at hand, and the lines of truth so far.

    LibreOffice turns many documents into PDF in one start, so what follows on a drawing may have to wait for it."""

    folder: Path
    producers: list
    chromium: object = None
    signer: Signer | None = None
    lines: dict = field(default_factory=dict)
    waiting: dict = field(default_factory=dict)

    def path(self, name):
        return self.folder / f"{name}.pdf"

    def draw(self, sheet, name, random, then, only=None):
        """Draws by a producer of chance, then calls `then(producer, places)`."""
        producer = random.choice([p for p in self.producers if p in only] if only else self.producers)
        if producer == "libreoffice":
            markup = office.Markup(sheet, name)
            (self.folder / f"{name}.fodt").write_text(markup.document(), encoding="utf-8")
            self.waiting[name] = lambda: then(
                producer, office.found(self.path(name), markup.fields, sheet.style.family)
            )
        elif producer == "chromium":
            then(producer, self.chromium.draw(sheet, self.path(name), name))
        else:
            assert producer in SURFACES, producer
            then(producer, draw(sheet, self.path(name), producer, name))

    def finish(self):
        office.convert(self.folder, list(self.waiting))
        for work in self.waiting.values():
            work()


def implied(case):
    """What follows from the facts though it is not printed: a reader that states it must state this."""
    values = case.values()
    names = (
        "beneficiaryFiscalCode",
        "beneficiaryBirthDate",
        "beneficiarySex",
        "exemptionCode",
        "diagnosisCode",
        "issueDate",
    )
    return {name: values[name] for name in names if values[name]}


def truth_line(case, writer, sheet, path, producer, places):
    """The truth of a certificate, with the faults that a look at the page finds in it."""
    fields, structure = entry_fields(case.values(), writer.pen.used, places), case.structure
    missing = [f"{name} is not on the page" for name in writer.pen.used if name not in places]
    text = text_of(sheet.blocks + sheet.foot)
    return {
        "file": path.name,
        "group": "clean",
        "kind": "text",
        "layout": writer.layout,
        "producer": producer,
        "form": "pdf-text",
        "role": "certificate",
        "fields": fields,
        "implied": implied(case),
        "contested": case.contested,
        "defect": case.defect,
        "expected": case.expected,
        "alterations": [],
        "alternatives": {
            "structureName": [
                structure.company,
                f"{structure.company} {structure.hospital}",
                f"{structure.hospital} {structure.company}",
            ]
        },
        "decoys": [decoy for decoy in writer.decoys.planted if written_somewhere(decoy, text)],
        "faults": missing + check.faults(path, fields),
    }


def moved(line, places):
    """The boxes again, after the page was turned."""
    fields = line["fields"]
    values, shown = ({name: entry[key] for name, entry in fields.items()} for key in ("value", "shown"))
    line["fields"] = entry_fields(values, shown, places)

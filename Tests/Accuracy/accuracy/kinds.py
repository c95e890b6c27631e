# SPDX-License-Identifier: EUPL-1.2
"""The kinds of documents and how each is made: a maker draws one file and answers its line of truth."""

from dataclasses import dataclass
from pathlib import Path

from . import check
from .case import invented_case
from .defects import DEFECTS, prepared
from .draw import SURFACES, draw
from .layouts import Certificate
from .other import OtherPaper
from .truth import entry_fields, text_of, written_somewhere


@dataclass
class Studio:
    """Where documents are made: the folder, and the producers that are at hand."""

    folder: Path
    producers: list
    chromium: object = None

    def pick(self, random):
        return random.choice(self.producers)

    def draw(self, sheet, path, producer, seed):
        if producer == "chromium":
            return self.chromium.draw(sheet, path, seed)
        assert producer in SURFACES, producer
        return draw(sheet, path, producer, seed)


def implied(case):
    """What follows from the facts though it is not printed: a reader that states it must state this."""
    values = case.values()
    if len(case.patient.code) != 16 or not case.patient.code[:6].isalpha() or case.patient.code[:3] in ("STP", "ENI"):
        return {name: values[name] for name in ("beneficiaryBirthDate", "beneficiarySex")}
    return {name: values[name] for name in ("beneficiaryFiscalCode", "beneficiaryBirthDate", "beneficiarySex", "exemptionCode",
                                            "diagnosisCode", "issueDate") if values[name]}  # fmt: skip


def certificate(studio, random, name, prepare=None):
    """A certificate as text. `prepare` may change the case before it is written."""
    case = invented_case(random)
    if prepare:
        prepare(random, case)
    writer = Certificate(random, case)
    sheet = writer.sheet()
    producer = studio.pick(random)
    path = studio.folder / f"{name}.pdf"
    places = studio.draw(sheet, path, producer, name)
    fields = entry_fields(case.values(), writer.pen.used, places)
    text = text_of(sheet.blocks + sheet.foot)
    structure = case.structure
    line = {
        "file": path.name, "group": "clean", "kind": "text", "layout": writer.layout, "producer": producer, "form": "pdf-text",
        "role": "certificate", "fields": fields, "implied": implied(case), "contested": case.contested, "defect": case.defect,
        "expected": case.expected, "alterations": [],
        "alternatives": {"structureName": [structure.company, f"{structure.company} {structure.hospital}",
                                           f"{structure.hospital} {structure.company}"]},
        "decoys": [decoy for decoy in writer.decoys.planted if written_somewhere(decoy, text)],
    }  # fmt: skip
    line["faults"] = check.faults(path, fields)
    return line


def defective(studio, random, name):
    """A certificate with one defect."""
    line = certificate(studio, random, name, prepared(random.choice(list(DEFECTS))))
    line.update(group="defective", kind="defective")
    return line


def not_evidence(studio, random, name):
    """A paper that is no certificate."""
    case = invented_case(random)
    writer = OtherPaper(random, case, random.choice(OtherPaper.PAPERS))
    sheet = writer.sheet()
    producer = studio.pick(random)
    path = studio.folder / f"{name}.pdf"
    places = studio.draw(sheet, path, producer, name)
    fields = entry_fields(case.values(), writer.pen.used, places)
    return {
        "file": path.name, "group": "notevidence", "kind": "notevidence", "layout": writer.layout, "producer": producer,
        "form": "pdf-text", "role": "not-evidence", "fields": fields, "implied": {}, "contested": [], "defect": "", "expected": [],
        "alterations": [], "alternatives": {}, "decoys": [], "faults": check.faults(path, fields),
    }  # fmt: skip


MAKERS = {"text": certificate, "defective": defective, "notevidence": not_evidence}

# SPDX-License-Identifier: EUPL-1.2
"""The kinds of documents and how each is made: a maker draws one file and leaves its line of truth with the studio."""

from . import alter, cda, check, pictures
from .case import invented_case
from .defects import DEFECTS, ordinary, prepared
from .draw import draw
from .envelopes import FORMS
from .forms import Form, another_day, another_person, latin
from .layouts import Certificate
from .other import OtherPaper
from .scans import Scanner
from .studio import implied, moved, truth_line
from .truth import entry_fields

ALTERED = 0.2
FORM_DEFECTS = (
    "code-check",
    "code-misread",
    "other-name",
    "other-birth",
    "exemption-unknown",
    "diagnosis-foreign",
    "issue-impossible",
)


def certificate(studio, random, name, prepare=None, after=None, layout=None, only=None):
    """A certificate as text. `prepare` changes the case before it is written, `after` the file when it is there."""
    case = invented_case(random)
    if prepare:
        prepare(random, case)
    writer = Certificate(random, case, layout)
    sheet = writer.sheet()
    path = studio.path(name)

    def then(producer, places):
        line = truth_line(case, writer, sheet, path, producer, places)
        if after:
            after(line, case, path, places)
        studio.lines[name] = line

    studio.draw(sheet, name, random, then, only)


def altered(random, share):
    """Something that may happen to a sound PDF on its way."""

    def after(line, case, path, places):
        if random.random() < share:
            kinds = list(alter.SOUND)
            kind = random.choices(kinds, [alter.SOUND[k][1] for k in kinds])[0]
            alter.SOUND[kind][0](path, places, random)
            line["alterations"] = [kind]
            moved(line, places)

    return after


def text(studio, random, name):
    certificate(studio, random, name, after=altered(random, ALTERED))


def defective(studio, random, name):
    """A certificate with one defect of what it says, or of the file."""
    chosen = random.choice([*DEFECTS, "truncated", "cda-disagrees"])

    def after(line, case, path, places):
        line.update(group="defective", kind="defective")
        if chosen == "truncated":
            alter.cut_off(path, places, random)
            line.update(defect=chosen, expected=["content-truncated", "pdf-unreadable"], role_free=True, form="")
        elif chosen == "cda-disagrees":
            cda.attach(path, other_case(random, case))
            line.update(
                defect=chosen,
                form="pdf-cda",
                expected=["sources-disagree", "page-names-another", "several-persons", "identity-mismatch"],
            )
            line["contested"] = list(line["fields"])

    prepare = prepared(chosen) if chosen in DEFECTS else ordinary
    certificate(studio, random, name, prepare, after)


def other_case(random, case):
    """The same certificate of another person, or with another illness."""
    other = invented_case(random)
    ordinary(random, other)
    other.structure, other.doctor, other.issued = case.structure, case.doctor, case.issued
    if random.random() < 0.5:
        other.illness = case.illness
    else:
        other.patient = case.patient
        while other.illness.exemption == case.illness.exemption:
            other.illness = invented_case(random).illness
    return other


def with_cda(studio, random, name):
    """Page and attached document say the same."""

    def after(line, case, path, places):
        cda.attach(path, case)
        line.update(kind="cda", form="pdf-cda")
        line["alternatives"]["diagnosisText"] = [case.illness.text]

    certificate(studio, random, name, ordinary, after)


def not_evidence(studio, random, name, after=None):
    """A paper that is no certificate."""
    case = invented_case(random)
    writer = OtherPaper(random, case, random.choice(OtherPaper.PAPERS))
    sheet = writer.sheet()
    path = studio.path(name)

    def then(producer, places):
        line = truth_line(case, writer, sheet, path, producer, places)
        line.update(group="notevidence", kind="notevidence", role="not-evidence")
        (after or altered(random, ALTERED / 2))(line, case, path, places)
        studio.lines[name] = line

    studio.draw(sheet, name, random, then)


def form(studio, random, name):
    """A certificate as a filled form; one in eight contradicts its own page, as many have another defect."""
    case = invented_case(random)
    ordinary(random, case)
    while not latin(case.family + case.given + case.doctor.family + case.doctor.given + case.illness.text):
        case = invented_case(random)
        ordinary(random, case)
    conflict, chance = "", random.random()
    if chance < 0.06:
        conflict, contested = (
            another_person(random),
            ["beneficiaryFiscalCode", "beneficiaryFamilyName", "beneficiaryGivenName"],
        )
    elif chance < 0.12:
        conflict, contested = another_day(random, case), ["issueDate"]
    elif chance < 0.25:
        prepared(random.choice(FORM_DEFECTS))(random, case)
    filled, path = Form(random, case), studio.path(name)
    filled.draw(path, conflict)
    line = {
        "file": path.name,
        "group": "form",
        "kind": "form",
        "layout": "telling" if filled.telling else "nameless",
        "producer": "reportlab-form",
        "form": "pdf-form",
        "role": "certificate",
        "fields": entry_fields(case.values(), filled.shown, filled.places),
        "implied": implied(case),
        "contested": case.contested,
        "defect": case.defect,
        "expected": case.expected,
        "alterations": [],
        "alternatives": {"structureName": [case.structure.company]},
        "decoys": [],
        "faults": [],
    }
    if case.defect:
        line["group"] = "defective"
    if conflict:
        line.update(
            group="defective",
            defect="form-contradicts-page",
            expected=[
                "sources-disagree",
                "page-names-another",
                "several-persons",
                "several-candidates",
                "identity-mismatch",
                "issue-date-uncertain",
            ],
            contested=contested,
        )
    studio.lines[name] = line


def scan(studio, random, name):
    """A certificate as pictures only."""
    scanner = Scanner(random)

    def after(line, case, path, places):
        scanner.scan(path, places)
        line.update(group="scan", kind="scan", form="pdf-scan", alterations=scanner.traits())
        moved(line, places)

    layouts = [layout for layout in Certificate.LAYOUTS if layout != "boxes" or random.random() < 0.3]
    certificate(studio, random, name, lambda _, case: setattr(case, "layouts", tuple(layouts)), after)


def scanned_paper(studio, random, name):
    """A paper that is no certificate, as pictures only."""
    scanner = Scanner(random)

    def after(line, case, path, places):
        scanner.scan(path, places)
        line.update(kind="scan-notevidence", form="pdf-scan", alterations=scanner.traits())
        moved(line, places)

    not_evidence(studio, random, name, after)


def garbled(studio, random, name):
    """A page whose text layer is rubbish: only its picture can be read."""

    def after(line, case, path, places):
        alter.without_map(path, places, random)
        line.update(group="scan", kind="garbled", form="", alterations=["no-unicode-map"])

    certificate(studio, random, name, None, after, only=("reportlab", "fpdf2", "chromium"))


def outlined(studio, random, name):
    """A page whose letters are drawn as shapes: there is no text and no picture."""
    case = invented_case(random)
    writer = Certificate(random, case)
    sheet, path = writer.sheet(), studio.path(name)
    places = draw(sheet, path, "outlines", name)
    line = truth_line(case, writer, sheet, path, "reportlab", {})
    line.update(group="scan", kind="outlined", form="", alterations=["outlines"], faults=[])
    line["fields"] = entry_fields(case.values(), writer.pen.used, places)
    studio.lines[name] = line


def mixed(studio, random, name):
    """A page of text on which some values stand in a picture."""
    case = invented_case(random)
    writer = Certificate(random, case)
    sheet, path = writer.sheet(), studio.path(name)
    wanted = random.choice(
        (("exemptionCode", "diagnosisCode"), ("beneficiaryFiscalCode",), ("issueDate",), ("exemptionCode",))
    )
    places, inside = pictures.draw_with_picture(sheet, path, wanted, random.choice((200, 300)))
    line = truth_line(case, writer, sheet, path, "reportlab", places)
    outside = {field: entry for field, entry in line["fields"].items() if field not in inside}
    line.update(
        group="mixed", kind="mixed", form="", alterations=["picture-pasted"], faults=check.faults(path, outside)
    )
    studio.lines[name] = line


def envelope(studio, random, name):
    """A certificate in a signed envelope by somebody whom nobody vouches for."""
    wrapped = random.choice(FORMS)

    def after(line, case, path, places):
        out = studio.signer.envelop(path, wrapped)
        line.update(
            file=out.name,
            group="envelope",
            kind="envelope",
            envelope=wrapped,
            alterations=[f"p7m-{wrapped}"],
            expected=["signature-unverifiable", "signer-not-physician"],
        )

    certificate(studio, random, name, None, after)


# How each kind is made, and its share where all are wanted; a scan takes a reader seconds and is asked for by name.
MAKERS = {
    "text": text,
    "defective": defective,
    "form": form,
    "notevidence": not_evidence,
    "cda": with_cda,
    "mixed": mixed,
    "envelope": envelope,
    "garbled": garbled,
    "outlined": outlined,
    "scan": scan,
    "scan-notevidence": scanned_paper,
}
SHARES = {"text": 60, "defective": 20, "form": 8, "notevidence": 8, "cda": 2, "envelope": 2}

# SPDX-License-Identifier: EUPL-1.2
"""How one author writes: date format, case of names, titles, codes; and which words on the page are values."""

import re

from .case import Case
from .fiscalcode import splits_of
from .model import Run

MONTHS = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split()
TOKEN = re.compile(r"\{(\w+)\}")


def titled(text):
    """`DE LUCA` as `De Luca`, `D'AMICO` as `D'Amico`."""
    return re.sub(r"[^\W\d_]+", lambda match: match.group().capitalize(), text)


def written_date(day, form):
    if form == "words":
        return f"{'1°' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"
    if form == "dots":
        return f"{day.day:02}.{day.month:02}.{day.year}"
    if form == "dashes":
        return f"{day.day:02}-{day.month:02}-{day.year}"
    if form == "short":
        return f"{day.day}/{day.month}/{day.year}"
    if form == "brief":
        return f"{day.day}-{day.month}-{day.year % 100:02}"
    return f"{day.day:02}/{day.month:02}/{day.year}"


class Pen:
    def __init__(self, random, case: Case):
        self.random, self.case = random, case
        self.used = {}
        self.date_form = random.choices(("slashes", "dots", "dashes", "short", "words"), (6, 2, 1, 1, 2))[0]
        self.issue_form = random.choices((self.date_form, "brief", "words", "slashes"), (5, 1, 2, 2))[0]
        self.upper = random.random() < 0.5
        self.plain_accents = random.random() < 0.2
        self.family_first = random.random() < 0.6
        self.diagnosis_case = random.choice(("upper", "lower", "sentence"))
        self.dotless = random.random() < 0.2
        self.tracking = 0.0
        self.spaced = False

    # Runs

    def run(self, text, field=None, bold=False):
        """Only the first writing of a value is the one whose place counts."""
        if field and field in self.used:
            field = None
        if field:
            self.used[field] = text
        return Run(text, field, bold, self.tracking if field else 0.0)

    def name_case(self, text):
        if self.plain_accents:
            text = re.sub(r"[ÀÈÉÌÒÓÙ](?=$|\s)", lambda m: "AEEIOOU"["ÀÈÉÌÒÓÙ".index(m.group())] + "'", text)
        return text if self.upper else titled(text)

    def again(self, field, text):
        """A value that stands on the page once more: as good a place as the first."""
        return Run(text, f"{field}#{len(self.used)}")

    def cf(self):
        text = self.case.code
        if self.spaced and len(text) == 16:
            text = " ".join((text[:3], text[3:6], text[6:11], text[11:]))
        return [self.run(text, "beneficiaryFiscalCode")]

    def family(self):
        return [self.run(self.name_case(self.case.family), "beneficiaryFamilyName")]

    def given(self):
        return [self.run(self.name_case(self.case.given), "beneficiaryGivenName")]

    def name_is_plain(self):
        """Whether the full name can be divided in one way only, with the fiscal code's help."""
        case = self.case
        if len(case.code) != 16 or case.code[:3] in ("STP", "ENI"):
            return False
        words = f"{case.family} {case.given}".split()
        return splits_of(words, case.patient.code) == {(case.family, case.given)} or case.family != case.patient.family

    def name(self):
        first, second = (self.family, self.given) if self.family_first else (self.given, self.family)
        return [*first(), Run(" "), *second()]

    def birth(self):
        text = self.case.birth or written_date(self.case.patient.birth, self.date_form)
        return [self.run(text, "beneficiaryBirthDate")]

    def sex(self):
        long = self.random.random() < 0.2
        text = {"M": "Maschio", "F": "Femmina"}[self.case.sex] if long else self.case.sex
        return [self.run(text, "beneficiarySex")]

    def exemption(self):
        return [self.run(self.case.exemption[0], "exemptionCode")] if self.case.exemption else []

    def diagnosis_text(self, text=None):
        text = self.case.diagnosis[0][0] if text is None else text
        if self.diagnosis_case == "lower":
            text = text.lower()
        elif self.diagnosis_case == "sentence":
            text = text[0].upper() + text[1:].lower()
        return text

    def diag(self):
        return [self.run(self.diagnosis_text(), "diagnosisText")] if self.case.diagnosis else []

    def icd(self):
        code = self.case.diagnosis[0][1] if self.case.diagnosis else ""
        return [self.run(code.replace(".", "") if self.dotless else code, "diagnosisCode")] if code else []

    def has_icd(self):
        return bool(self.case.diagnosis and self.case.diagnosis[0][1])

    def issue(self):
        return [self.run(self.case.issue or written_date(self.case.issued, self.issue_form), "issueDate")]

    def doctor(self):
        person = self.case.doctor
        words = f"{person.given} {person.family}" if self.random.random() < 0.6 else f"{person.family} {person.given}"
        return [Run(self.title() + " "), self.run(words if self.upper else titled(words), "physicianName")]

    def title(self):
        return self.random.choice(
            ("Dott.", "Dr.", "Prof.") if self.case.doctor.sex == "M" else ("Dott.ssa", "Dr.ssa", "Prof.ssa")
        )

    def hospital(self):
        return [self.run(self.case.structure.hospital, "structureName")]

    # Text with tokens

    def words(self):
        """What the plain tokens of a phrase stand for."""
        case, random = self.case, self.random
        patient, female = case.patient, case.sex == "F"
        place = titled(patient.town) + (f" ({patient.province})" if patient.province and random.random() < 0.7 else "")
        return {
            "o": "a" if female else "o",
            "il": "la" if female else "il",
            "Il": "La" if female else "Il",
            "lo": "la" if female else "lo",
            "del": "della" if female else "del",
            "al": "alla" if female else "al",
            "sig": random.choice(("Sig.ra", "sig.ra", "Signora") if female else ("Sig.", "sig.", "Signor")),
            "dal": "dalla" if female else "dal",
            "sexword": "femminile" if female else "maschile",
            "birthplace": place,
            "address": f"{patient.street}, {patient.city}",
            "city": patient.city,
            "postcode": patient.postcode,
            "phone": patient.phone,
            "unit": case.structure.unit,
            "company": case.structure.company,
            "seat": "Torino",
            "age": str(max(1, case.issued.year - patient.birth.year)),
        }

    def phrase(self, template):
        """Runs of a phrase in which {tokens} stand for values and for words that follow the person's sex."""
        words, out, at = self.words(), [], 0
        for match in TOKEN.finditer(template):
            out.append(Run(template[at : match.start()]))
            token = match.group(1)
            out += [Run(words[token])] if token in words else getattr(self, token)()
            at = match.end()
        out.append(Run(template[at:]))
        return [run for run in out if run.text]

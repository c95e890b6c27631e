# SPDX-License-Identifier: EUPL-1.2
"""Certificates as AcroForm forms by ReportLab: fields with telling or with meaningless names, labels drawn beside them."""

import datetime

import pikepdf
from pikepdf import Name
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from . import fonts, phrases
from .model import Place
from .pen import Pen, titled, written_date
from .people import invented_person

NAMES = {
    "beneficiaryFiscalCode": ("codice_fiscale", "CF", "cf_assistito", "txtCodiceFiscale"),
    "beneficiaryFamilyName": ("cognome", "Cognome", "txtCognome", "assistito.cognome"),
    "beneficiaryGivenName": ("nome", "Nome", "txtNome", "assistito.nome"),
    "beneficiaryBirthDate": ("data_nascita", "DataNascita", "txtDataNascita", "assistito.nascita"),
    "beneficiarySex": ("sesso", "Sesso", "txtSesso", "assistito.sesso"),
    "exemptionCode": ("codice_esenzione", "Esenzione", "txtEsenzione", "esenzione.codice"),
    "diagnosisCode": ("codice_diagnosi", "ICD9", "txtICD9", "diagnosi.codice"),
    "diagnosisText": ("diagnosi", "Diagnosi", "txtDiagnosi", "diagnosi.testo"),
    "issueDate": ("data_emissione", "DataCertificato", "txtData", "data.rilascio"),
    "physicianName": ("medico", "Medico", "txtMedico", "medico.nome"),
}
KEYS = {
    "beneficiaryFiscalCode": "cf",
    "beneficiaryFamilyName": "family",
    "beneficiaryGivenName": "given",
    "beneficiaryBirthDate": "birth",
    "beneficiarySex": "sex",
    "exemptionCode": "exemption",
    "diagnosisCode": "icd",
    "diagnosisText": "diag",
    "issueDate": "issue",
    "physicianName": "doctor",
}


def latin(text):
    """Whether the standard font of forms has all these letters."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


class Form:
    def __init__(self, random, case):
        self.random, self.case, self.pen = random, case, Pen(random, case)
        self.places, self.shown = {}, {}
        self.telling = random.random() < 0.5
        self.naming = random.randrange(4)
        self.above = random.random() < 0.4
        self.checks = random.random() < 0.5
        self.serial = 0

    def values(self):
        """Field, text as typed, whether it needs room. Italian forms are filled in capitals or as one likes."""
        case, pen = self.case, self.pen
        name = pen.name_case
        out = [
            ("beneficiaryFamilyName", name(case.family)),
            ("beneficiaryGivenName", name(case.given)),
            ("beneficiaryFiscalCode", case.code),
            ("beneficiaryBirthDate", case.birth or written_date(case.patient.birth, pen.date_form)),
            ("beneficiarySex", case.sex),
        ]
        what = [("exemptionCode", case.exemption[0]), ("diagnosisText", pen.diagnosis_text())]
        if pen.has_icd():
            code = case.diagnosis[0][1]
            what.append(("diagnosisCode", code.replace(".", "") if pen.dotless else code))
        self.random.shuffle(what)
        doctor = f"{case.doctor.given} {case.doctor.family}"
        return (
            out
            + what
            + [
                ("issueDate", case.issue or written_date(case.issued, pen.issue_form)),
                ("physicianName", titled(doctor)),
            ]
        )

    def field_name(self, field):
        self.serial += 1
        return (
            NAMES[field][self.naming]
            if self.telling
            else f"{self.random.choice(('Text', 'Campo', 'undefined_'))}{self.serial}"
        )

    def draw(self, path, conflict=False):
        style = fonts.available()[self.random.randrange(len(fonts.available()))]
        if style not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(style, str(fonts.file_of(style, False))))
        self.style, self.canvas = style, Canvas(str(path), pagesize=(595.28, 841.89), invariant=1)
        self.y = 60
        self.text(self.case.structure.company, 11)
        self.text(self.random.choice(phrases.TITLES), 14)
        if conflict:
            self.text(conflict, 10)
        size = self.random.choice((9, 10, 11))
        for field, value in self.values():
            self.row(field, value, size)
        self.text(self.random.choice(("Firma e timbro ____________________", "Mod. 013 rev. 2 del 01/03/2019")), 8)
        self.canvas.save()
        if self.random.random() < 0.3:
            without_appearance(path)

    def text(self, text, size):
        self.canvas.setFont(self.style, size)
        self.canvas.drawString(50, 841.89 - self.y, text)
        self.y += size * 1.9

    def row(self, field, value, size):
        label = self.random.choice(phrases.LABELS[KEYS[field]]) + ":"
        tall = size * 1.7
        long = fonts.width(value, "LiberationSans", False, size) > 310
        height = tall * 2.4 if long else tall
        self.canvas.setFont(self.style, size)
        if self.above:
            self.canvas.drawString(50, 841.89 - self.y, label)
            left, self.y = 50, self.y + 4
        else:
            left = max(210, 58 + fonts.width(label, self.style, False, size))
            self.canvas.drawString(50, 841.89 - self.y - size, label)
        if field == "beneficiarySex" and self.checks:
            self.sex(left, value, size)
        else:
            wide = min(330, 545 - left)
            self.canvas.acroForm.textfield(
                name=self.field_name(field),
                value=value,
                x=left,
                y=841.89 - self.y - height,
                width=wide,
                height=height,
                fontSize=size,
                borderWidth=0.5,
                fieldFlags="multiline" if long else "",
                maxlen=400,
            )
            self.keep(field, value, [left, self.y, left + wide, self.y + height])
        self.y += height + size * (1.6 if self.above else 0.7)

    def sex(self, left, value, size):
        box = size * 1.2
        for number, letter in enumerate("MF"):
            x = left + number * 60
            self.serial += 1
            name = f"sesso_{letter}" if self.telling else f"Check{self.serial}"
            self.canvas.drawString(x, 841.89 - self.y - size, letter)
            self.canvas.acroForm.checkbox(
                name=name, checked=letter == value, x=x + size * 1.2, y=841.89 - self.y - box, size=box
            )
            if letter == value:
                self.keep("beneficiarySex", value, [x + size * 1.2, self.y, x + size * 1.2 + box, self.y + box])

    def keep(self, field, value, box):
        self.places[field], self.shown[field] = Place(1, [box]), value


def without_appearance(path):
    """Some programs store the values only and leave their drawing to the viewer."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for annotation in pdf.pages[0].get(Name.Annots, []):
            if annotation.get(Name.FT) == Name.Tx and Name.AP in annotation:
                del annotation[Name.AP]
        pdf.Root.AcroForm.NeedAppearances = True
        pdf.save(path)


def another_person(random):
    other = invented_person(random)
    return f"Paziente: {other.family} {other.given} - C.F. {other.code}"


def another_day(random, case):
    day = case.issued - datetime.timedelta(days=random.randrange(2, 300))
    return f"Data emissione: {written_date(day, random.choice(('slashes', 'words')))}"

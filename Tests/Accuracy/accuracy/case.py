# SPDX-License-Identifier: EUPL-1.2
"""One invented case: who, what, when, by whom; and what of it is printed wrongly when the document is to be defective."""

import datetime
from dataclasses import dataclass, field

from .catalogue import Illness, exemptions, invented_illness, with_dot
from .fiscalcode import eleven_digits
from .people import Person, day_between, invented_person

# Hospital, its company, the company's number; the number of the seat is invented from it.
STRUCTURES = [
    ("Ospedale degli Infermi di Rivoli", "ASL TO3", "010203"),
    ("Presidio Ospedaliero di Pinerolo", "ASL TO3", "010203"),
    ("Ospedale Civile di Ivrea", "ASL TO4", "010204"),
    ("Ospedale Maggiore di Chieri", "ASL TO5", "010205"),
    ("Ospedale S. Andrea di Vercelli", "ASL VC", "010206"),
    ("Ospedale degli Infermi di Ponderano", "ASL BI", "010207"),
    ("Ospedale SS. Trinità di Borgomanero", "ASL NO", "010208"),
    ("Ospedale San Biagio di Domodossola", "ASL VCO", "010209"),
    ("Ospedale Regina Montis Regalis di Mondovì", "ASL CN1", "010210"),
    ("Ospedale Michele e Pietro Ferrero di Verduno", "ASL CN2", "010211"),
    ("Ospedale Cardinal Massaia di Asti", "ASL AT", "010212"),
    ("Ospedale Martini", "ASL Città di Torino", "010301"),
    ("Ospedale San Giovanni Bosco", "ASL Città di Torino", "010301"),
    ("Ospedale Molinette", "A.O.U. Città della Salute e della Scienza di Torino", "010909"),
    ("Ospedale Umberto I", "A.O. Ordine Mauriziano di Torino", "010908"),
    ("Ospedale San Luigi Gonzaga", "A.O.U. San Luigi di Orbassano", "010904"),
    ("Ospedale Santa Croce", "A.O. S. Croce e Carle di Cuneo", "010906"),
]
UNITS = [
    "Diabetologia ed Endocrinologia",
    "Medicina Interna",
    "Cardiologia",
    "Neurologia",
    "Reumatologia",
    "Gastroenterologia",
    "Pneumologia",
    "Nefrologia e Dialisi",
    "Ematologia",
    "Centro Malattie Rare",
    "Oculistica",
    "Psichiatria",
]


@dataclass
class Structure:
    hospital: str
    company: str
    company_code: str
    unit: str
    code: str
    vat: str


@dataclass
class Case:
    patient: Person
    doctor: Person
    relative: Person
    illness: Illness
    structure: Structure
    issued: datetime.date
    # What is printed; a defect changes these and leaves the facts above as they are.
    code: str = ""
    family: str = ""
    given: str = ""
    sex: str = ""
    birth: str = ""
    exemption: list = field(default_factory=list)
    diagnosis: list = field(default_factory=list)
    issue: str = ""
    defect: str = ""
    expected: list = field(default_factory=list)
    contested: list = field(default_factory=list)
    second_issue: str = ""
    layouts: tuple = ()

    def values(self):
        """The truth of every field that a page can show, in the form of contract §5."""
        patient, doctor = self.patient, self.doctor
        return {
            "beneficiaryFiscalCode": patient.code,
            "beneficiaryFamilyName": patient.family,
            "beneficiaryGivenName": patient.given,
            "beneficiaryBirthDate": patient.birth.isoformat(),
            "beneficiarySex": patient.sex,
            "exemptionCode": self.illness.exemption,
            "diagnosisCode": self.illness.code,
            "diagnosisText": self.illness.text,
            "issueDate": self.issued.isoformat(),
            "physicianName": f"{doctor.given} {doctor.family}",
            "physicianFiscalCode": doctor.code,
            "structureName": self.structure.hospital,
            "structureCode": self.structure.code,
        }


def invented_structure(random):
    hospital, company, code = random.choice(STRUCTURES)
    return Structure(
        hospital, company, code, random.choice(UNITS), f"010{random.randrange(1, 200):03}", eleven_digits(random)
    )


def unusual_code(random):
    """Codes of people without a fiscal code of their own: foreigners' STP and ENI, or the temporary one of 11 digits."""
    kind = random.choice(("STP", "ENI", "11"))
    return (
        eleven_digits(random)
        if kind == "11"
        else f"{kind}010{random.choice((203, 301, 210))}{random.randrange(10**7):07}"
    )


def invented_case(random):
    patient = invented_person(random)
    if random.random() < 0.015:
        patient = Person(**{**vars(patient), "code": unusual_code(random)})
    doctor = invented_person(random, youngest=1992, oldest=1956, kind="doctor")
    relative = invented_person(random, youngest=1990, oldest=1940)
    issued = day_between(
        random, max(datetime.date(2019, 1, 1), patient.birth + datetime.timedelta(30)), datetime.date(2026, 10, 31)
    )
    case = Case(patient, doctor, relative, invented_illness(random), invented_structure(random), issued)
    case.code, case.family, case.given, case.sex = patient.code, patient.family, patient.given, patient.sex
    case.exemption = [case.illness.exemption]
    case.diagnosis = [(case.illness.text, with_dot(case.illness.code) if case.illness.code else "")]
    return case


def other_exemption(random, case):
    """A current exemption of another illness, for what is quoted and for what contradicts."""
    codes = [row["code"] for row in exemptions().values() if row["status"] == "current" and row["aura_type"] == "O"]
    return random.choice([code for code in codes if code != case.illness.exemption])

# SPDX-License-Identifier: EUPL-1.2
"""What goes wrong with certificates: each defect changes what is printed and names the findings that must follow."""

import datetime

from .case import other_exemption
from .catalogue import diagnoses, exemptions, finer, icd, is_of, with_dot
from .fiscalcode import check_character, given_part, is_sound, surname_part
from .layouts import Certificate
from .pen import written_date
from .people import day_between, invented_person

CODE, FAMILY, GIVEN = "beneficiaryFiscalCode", "beneficiaryFamilyName", "beneficiaryGivenName"
BIRTH, SEX = "beneficiaryBirthDate", "beneficiarySex"
EXEMPTION, DIAGNOSIS, ISSUE = "exemptionCode", "diagnosisCode", "issueDate"
LOOKALIKES = {"I": "1", "O": "0", "S": "5", "B": "8", "1": "I", "0": "O", "5": "S", "8": "B", "Z": "2", "G": "6"}


def ordinary(random, case):
    """A person whose code says something about name, birth and sex."""
    while len(case.patient.code) != 16 or case.patient.code[:3] in ("STP", "ENI"):
        case.patient = invented_person(random)
        case.code, case.family, case.given, case.sex = (
            case.patient.code,
            case.patient.family,
            case.patient.given,
            case.patient.sex,
        )
    while case.issued <= case.patient.birth:
        case.issued += datetime.timedelta(400)


def chronic(random, case):
    """An illness with a code of its own."""
    rows = [row for row in diagnoses() if exemptions()[row["exemption"]]["status"] == "current"]
    row = random.choice(rows)
    entry = exemptions()[row["exemption"]]
    case.illness = type(case.illness)(
        entry["code"], entry["description"], row["diagnosis"], row["description"], entry["group"]
    )
    case.exemption = [entry["code"]]
    case.diagnosis = [(row["description"], with_dot(row["diagnosis"]))]


def code_missing(random, case):
    case.code, case.layouts = "", Certificate.LABELLED
    return ["fiscal-code-missing"], [CODE, FAMILY, GIVEN]


def code_check(random, case):
    wrong = random.choice([c for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if c != case.code[15]])
    case.code = case.code[:15] + wrong
    return ["fiscal-code-invalid"], [CODE]


def code_typing(random, case):
    """Two neighbours exchanged, or one digit mistyped: the check character no longer agrees."""
    while True:
        at = random.choice((6, 7, 9, 10, 12, 13, 14))
        digit = random.choice([d for d in "0123456789" if d != case.patient.code[at]])
        wrong = case.patient.code[:at] + digit + case.patient.code[at + 1 :]
        if check_character(wrong[:15]) != wrong[15]:
            case.code = wrong
            return ["fiscal-code-invalid"], [CODE]


def code_misread(random, case):
    """One letter taken for its look-alike, as by eyes or by a machine; the check character must notice."""
    code = case.patient.code
    wrong = [code[:at] + LOOKALIKES[letter] + code[at + 1 :] for at, letter in enumerate(code) if letter in LOOKALIKES]
    wrong = [one for one in wrong if not is_sound(one)]
    if not wrong:
        return code_check(random, case)
    case.code = random.choice(wrong)
    return ["fiscal-code-repaired", "fiscal-code-invalid"], []


def other_name(random, case):
    mine = case.patient.code[:6]
    while surname_part(case.family) == mine[:3] or given_part(case.given) == mine[3:]:
        other = invented_person(random)
        if other.sex == case.sex:
            case.family, case.given = other.family, other.given
    case.layouts = Certificate.LABELLED
    return ["identity-mismatch", "several-persons"], [CODE, FAMILY, GIVEN]


def other_birth(random, case):
    day = case.patient.birth
    while day == case.patient.birth:
        day = day_between(random, datetime.date(1931, 1, 1), datetime.date(2018, 12, 31))
        if random.random() < 0.4:
            day = case.patient.birth + datetime.timedelta(days=random.choice((-1, 1, 3, 30)))
    case.birth = written_date(day, random.choice(("slashes", "dots", "words")))
    return ["identity-mismatch", "sources-disagree"], [CODE, BIRTH]


def other_sex(random, case):
    case.sex = "F" if case.sex == "M" else "M"
    case.layouts = ("labels", "table", "boxes", "columns")
    return ["identity-mismatch", "sources-disagree"], [CODE, SEX]


def birth_impossible(random, case):
    case.birth = f"{random.choice(('31/02', '30/02', '31/04', '32/01', '12/13'))}/{case.patient.birth.year}"
    return ["birth-date-invalid", "identity-mismatch"], [BIRTH]


def exemption_missing(random, case):
    case.exemption = []
    return ["exemption-missing", "exemption-proposed"], [EXEMPTION]


def exemption_unknown(random, case):
    code = random.choice(
        [c for c in ("099", "075", "0D02", "RX9990", "RN9999", "137", "088", "0B31", "RC9998") if c not in exemptions()]
    )
    case.exemption = [code]
    return ["exemption-unknown"], [EXEMPTION]


def exemption_superseded(random, case):
    case.exemption = [random.choice([row["code"] for row in exemptions().values() if row["status"] == "superseded"])]
    return ["exemption-superseded"], [EXEMPTION]


def two_exemptions(random, case):
    case.exemption = [case.exemption[0], other_exemption(random, case)]
    return ["several-candidates"], [EXEMPTION]


def diagnosis_missing(random, case):
    case.diagnosis = []
    return ["diagnosis-missing"], [DIAGNOSIS]


def diagnosis_unknown(random, case):
    code = random.choice(("250.99", "999.95", "401.77", "715.55", "888.88", "493.66", "585.88"))
    assert code.replace(".", "") not in icd()
    case.diagnosis = [(case.diagnosis[0][0], code)]
    return ["diagnosis-unknown", "diagnosis-not-of-exemption"], [DIAGNOSIS]


def diagnosis_foreign(random, case):
    mine = case.exemption[0]
    row = random.choice(
        [row for row in diagnoses() if not is_of(row["diagnosis"], mine) and not is_part(row["diagnosis"], mine)]
    )
    case.diagnosis = [(row["description"], with_dot(row["diagnosis"]))]
    return ["diagnosis-not-of-exemption"], [DIAGNOSIS, EXEMPTION]


def is_part(code, exemption):
    """Whether the exemption asks for something finer than this code."""
    return any(row["diagnosis"].startswith(code) for row in diagnoses() if row["exemption"] == exemption)


def two_diagnoses(random, case):
    mine = case.illness.code
    codes = [code for row in diagnoses() if row["exemption"] == case.exemption[0] for code in finer(row["diagnosis"])]
    codes = [code for code in codes if not code.startswith(mine) and not mine.startswith(code)]
    if not codes:
        return diagnosis_foreign(random, case)
    code = random.choice(codes)
    case.diagnosis.append((icd()[code], with_dot(code)))
    return ["several-candidates"], [DIAGNOSIS]


def issue_twice(random, case):
    day = case.issued - datetime.timedelta(days=random.randrange(2, 200))
    case.second_issue = written_date(day, random.choice(("slashes", "words")))
    return ["sources-disagree", "issue-date-uncertain", "several-candidates"], [ISSUE]


def issue_impossible(random, case):
    case.issue = f"{random.choice(('31/02', '30/02', '31/06', '45/01'))}/{case.issued.year}"
    return ["issue-date-invalid", "issue-date-uncertain"], [ISSUE]


DEFECTS = {
    function.__name__.replace("_", "-"): function
    for function in (
        code_missing,
        code_check,
        code_typing,
        code_misread,
        other_name,
        other_birth,
        other_sex,
        birth_impossible,
        exemption_missing,
        exemption_unknown,
        exemption_superseded,
        two_exemptions,
        diagnosis_missing,
        diagnosis_unknown,
        diagnosis_foreign,
        two_diagnoses,
        issue_twice,
        issue_impossible,
    )
}
NEEDS_ILLNESS = {"diagnosis-unknown", "diagnosis-foreign", "two-diagnoses", "exemption-missing", "two-exemptions"}


def prepared(name):
    """A preparation of a case for one defect."""

    def prepare(random, case):
        ordinary(random, case)
        if name in NEEDS_ILLNESS:
            chronic(random, case)
        case.expected, case.contested = DEFECTS[name](random, case)
        case.defect = name

    return prepare

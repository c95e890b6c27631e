# SPDX-License-Identifier: EUPL-1.2
"""When a value read equals the truth. The rules are those of a reader at the desk, and are the same for every producer:

- codes: upper case, without spaces and dots;
- names of persons: letters only, without accents; for the doctor titles are left out and the order of the words is free;
- dates and sex: as the contract writes them;
- diagnosis text and structure: without accents, case, punctuation at the ends, hyphens at line ends and repeated spaces.
"""

import re

from .fiscalcode import folded

KEYS = ("beneficiaryFiscalCode", "beneficiaryFamilyName", "beneficiaryGivenName", "beneficiaryBirthDate", "beneficiarySex",
        "exemptionCode", "diagnosisCode", "issueDate")  # fmt: skip
SECOND = ("physicianName", "structureName", "diagnosisText")
TITLES = {
    "DOTT",
    "DOTTSSA",
    "DR",
    "DRSSA",
    "PROF",
    "PROFSSA",
    "DOTTORE",
    "DOTTORESSA",
    "PROFESSOR",
    "MED",
    "SSA",
    "SPECIALISTA",
}


def letters(text):
    return re.sub(r"[^A-Z]", "", folded(text))


def prose(text):
    return re.sub(r"[^A-Z0-9]+", " ", folded(text)).strip()


def doctor(text):
    words = re.split(r"[\s.,]+", folded(text))
    return sorted(word for word in (re.sub(r"[^A-Z]", "", w) for w in words) if word and word not in TITLES)


def normal(field, text):
    if field in ("beneficiaryFamilyName", "beneficiaryGivenName"):
        return letters(text)
    if field == "physicianName":
        return doctor(text)
    if field in ("diagnosisText", "structureName", "pathologyNote"):
        return prose(text)
    return re.sub(r"[\s.]", "", text).upper()


def same(field, got, true, alternatives=()):
    return any(normal(field, got) == normal(field, one) for one in (true, *alternatives))


def overlap(one, other):
    """Intersection over union of two boxes."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    return both / ((one[2] - one[0]) * (one[3] - one[1]) + (other[2] - other[0]) * (other[3] - other[1]) - both)

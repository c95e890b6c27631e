# SPDX-License-Identifier: EUPL-1.2
"""The project's own catalogue files, read plainly: which exemption goes with which diagnosis."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[3] / "config" / "catalogue"


@dataclass(frozen=True)
class Illness:
    """An exemption with a diagnosis that gives a right to it; `code` has no dot and is empty where none exists."""

    exemption: str
    exemption_text: str
    code: str
    text: str
    group: str


def rows(name):
    with open(FOLDER / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def exemptions():
    return {row["code"]: row for row in rows("exemptions.csv")}


@cache
def icd():
    return {row["code"]: row["description"] for row in rows("icd9cm.csv")}


@cache
def diagnoses():
    return [row for row in rows("diagnoses.csv") if row["diagnosis"] != "000"]


def with_dot(code):
    cut = 4 if code.startswith("E") else 3
    return code if len(code) <= cut else f"{code[:cut]}.{code[cut:]}"


@cache
def finer(category):
    """The codes of the classification under a category, the category itself included where it is listed."""
    return [code for code in icd() if code.startswith(category)]


def is_of(code, exemption):
    return any(code.startswith(row["diagnosis"]) for row in diagnoses() if row["exemption"] == exemption)


def invented_illness(random):
    """Four of five are chronic with an ICD-9-CM code, the others rare with a name only."""
    if random.random() < 0.82:
        row = random.choice([row for row in diagnoses() if exemptions()[row["exemption"]]["status"] == "current"])
        entry = exemptions()[row["exemption"]]
        code = (
            random.choice(finer(row["diagnosis"]) or [row["diagnosis"]]) if random.random() < 0.6 else row["diagnosis"]
        )
        text = icd().get(code, row["description"]) if code != row["diagnosis"] else row["description"]
        return Illness(entry["code"], entry["description"], code, text, entry["group"])
    entry = random.choice([row for row in exemptions().values() if row["group"] == "MALATTIE_RARE"])
    return Illness(entry["code"], entry["description"], "", entry["description"], entry["group"])

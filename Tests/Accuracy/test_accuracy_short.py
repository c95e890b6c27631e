# SPDX-License-Identifier: EUPL-1.2
"""A small set of documents read by the built program, in under a minute, and the generator's own promises."""

import datetime
import os
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER))

from accuracy import fiscalcode, generate, measure  # noqa: E402

COUNT = 150
PRODUCERS = ["reportlab", "fpdf2", "chromium"]
KINDS = ["text", "form", "defective", "notevidence"]


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    folder = tmp_path_factory.mktemp("accuracy")
    faults = generate.documents(folder, "short", COUNT, KINDS, PRODUCERS)
    return folder, measure.read_truth(folder), faults


@pytest.fixture(scope="module")
def tally(documents):
    folder, truths, _ = documents
    names = [truth["file"] for truth in truths]
    answers = measure.extracts(os.environ["ESENZIONI_BINARY"], folder, names, measure.CONFIGURATION)
    return measure.summary(truths, answers)[0]


@pytest.mark.parametrize(
    ("family", "given", "sex", "birth", "place", "code"),
    [
        ("LIBERI", "CORRADO", "M", (1953, 6, 10), "D205", "LBRCRD53H10D205E"),
        ("TRONI", "BENEDETTO", "M", (1947, 3, 9), "D732", "TRNBDT47C09D732S"),
        ("ROSSI", "MARIO", "M", (1948, 10, 11), "B111", "RSSMRA48R11B111I"),
    ],
)
def test_a_fiscal_code_is_made_by_the_published_rules(family, given, sex, birth, place, code):
    assert fiscalcode.fiscal_code(family, given, sex, datetime.date(*birth), place) == code


def test_omocodia_changes_the_check_character_too():
    code = fiscalcode.fiscal_code("ROSSI", "MARIO", "M", datetime.date(1948, 10, 11), "B111", omocodia=1)
    assert code == "RSSMRA48R11B11MA"


def test_every_value_of_the_truth_stands_where_it_says(documents):
    assert documents[2] == 0


def test_no_key_value_is_wrong_in_silence(tally):
    assert tally.silent == []


def test_key_values_are_read(tally):
    assert {
        field: tally.exact[field] for field in measure.KEYS if tally.exact[field][0] < 0.97 * tally.exact[field][1]
    } == {}


def test_no_paper_is_taken_for_what_it_is_not(tally):
    assert tally.roles[0] == 0


def test_defects_are_flagged(tally):
    assert {defect: pair for defect, pair in tally.caught.items() if pair[0] < pair[1]} == {}

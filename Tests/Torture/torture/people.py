# SPDX-License-Identifier: EUPL-1.2
"""Invented people with sound fiscal codes (DM 23/12/1976), the same for the same number."""

from dataclasses import dataclass

MONTHS = "ABCDEHLMPRST"
FAMILIES = ("ROSSI", "BIANCHI", "FERRARI", "RUSSO", "GALLO", "COSTA", "FONTANA", "CARUSO", "MARINO", "GRECO")
GIVEN = ("MARIO", "GIULIO", "PAOLO", "FRANCO", "CARLO", "PIETRO", "DARIO", "BRUNO", "SILVIO", "ENZO")
# What a character counts at an odd place, in the order 0-9, A-Z; digits count as the first ten letters.
ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)


@dataclass(frozen=True)
class Person:
    family: str
    given: str
    born: str
    """yyyy-MM-dd"""
    code: str


def person(number: int) -> Person:
    """The person of a number; two numbers below 30 000 give two codes."""
    family, given = FAMILIES[number % 10], GIVEN[number // 10 % 10]
    day, month, year = 1 + number // 100 % 28, 1 + number // 2800 % 12, 30 + number // 33600 % 60
    stem = f"{_family(family)}{_given(given)}{year:02}{MONTHS[month - 1]}{day:02}L219"
    return Person(family, given, f"19{year:02}-{month:02}-{day:02}", stem + _check(stem))


def _parts(name: str) -> tuple[str, str]:
    vowels = "".join(letter for letter in name if letter in "AEIOU")
    return "".join(letter for letter in name if letter not in "AEIOU"), vowels


def _family(name: str) -> str:
    consonants, vowels = _parts(name)
    return (consonants + vowels + "XXX")[:3]


def _given(name: str) -> str:
    consonants, vowels = _parts(name)
    if len(consonants) >= 4:
        return consonants[0] + consonants[2:4]
    return (consonants + vowels + "XXX")[:3]


def _check(stem: str) -> str:
    def rank(letter: str) -> int:
        return int(letter) if letter.isdigit() else ord(letter) - 65

    total = sum(ODD[rank(letter)] if index % 2 == 0 else rank(letter) for index, letter in enumerate(stem))
    return chr(65 + total % 26)

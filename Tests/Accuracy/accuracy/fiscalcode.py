# SPDX-License-Identifier: EUPL-1.2
"""The fiscal code from its published rules: letters of the names, birth, place, check character, omocodia, 11 digits."""

import unicodedata

MONTHS = "ABCDEHLMPRST"
OMOCODIA = dict(zip("0123456789", "LMNPQRSTUV"))
OMOCODIA_PLACES = (14, 13, 12, 10, 9, 7, 6)
ODD = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
               [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16,
                10, 22, 25, 24, 23]))  # fmt: skip
EVEN = {character: index for index, character in enumerate("0123456789")}
EVEN |= {character: index for index, character in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


def folded(text):
    """Upper case without accents; ligatures taken apart."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if not unicodedata.combining(c)).upper()


def letters(text):
    return [c for c in folded(text) if "A" <= c <= "Z"]


def surname_part(family):
    found = letters(family)
    consonants = [c for c in found if c not in "AEIOU"]
    vowels = [c for c in found if c in "AEIOU"]
    return "".join((consonants + vowels + ["X"] * 3)[:3])


def given_part(given):
    consonants = [c for c in letters(given) if c not in "AEIOU"]
    if len(consonants) >= 4:
        return consonants[0] + consonants[2] + consonants[3]
    return surname_part(given)


def check_character(first15):
    total = sum(ODD[c] if index % 2 == 0 else EVEN[c] for index, c in enumerate(first15))
    return chr(ord("A") + total % 26)


def fiscal_code(family, given, sex, birth, place, omocodia=0):
    """`omocodia` digits, from the rightmost, become letters as for people who would share a code."""
    day = birth.day + (40 if sex == "F" else 0)
    code = f"{surname_part(family)}{given_part(given)}{birth.year % 100:02}{MONTHS[birth.month - 1]}{day:02}{place}"
    characters = list(code)
    for place_ in OMOCODIA_PLACES[:omocodia]:
        characters[place_] = OMOCODIA[characters[place_]]
    code = "".join(characters)
    return code + check_character(code)


def is_sound(code):
    return len(code) == 16 and all(c in ODD for c in code) and check_character(code[:15]) == code[15]


def eleven_digits(random):
    """A VAT number or temporary code with a right check digit."""
    digits = [random.randrange(10) for _ in range(10)]
    if not any(digits):
        digits[0] = 1
    total = sum(d if index % 2 == 0 else (2 * d - 9 if 2 * d > 9 else 2 * d) for index, d in enumerate(digits))
    return "".join(map(str, digits)) + str(-total % 10)


def splits_of(words, code):
    """The ways of dividing the words of a full name into family and given name, in either order, that fit the code."""
    found = set()
    for cut in range(1, len(words)):
        head, tail = " ".join(words[:cut]), " ".join(words[cut:])
        for family, given in ((head, tail), (tail, head)):
            if surname_part(family) + given_part(given) == code[:6]:
                found.add((family, given))
    return found

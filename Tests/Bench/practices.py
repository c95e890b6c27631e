# SPDX-License-Identifier: EUPL-1.2
"""Invented practices in the form of `practices show`, for `esenzioni import`; the same for the same number."""

import json
import random
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from hashlib import sha256

from torture.people import person

ASLS = ("010203", "010204", "010205", "010206", "010207", "010208", "010209", "010210", "010211", "010212", "010213",
        "010301")  # fmt: skip
EXEMPTIONS = (("013", "250"), ("044", "2960"), ("054", "7200"), ("026", "2520"), ("048", "000"))
START = datetime(2024, 1, 1, 9, tzinfo=timezone(timedelta(hours=1)))
CLOSED = ("VALIDATA", "VALIDATA", "VALIDATA", "RESPINTA", "ANNULLATA")
PEOPLE = random.Random(7).sample(range(30_000), 30_000)
"""In no order, so that a name is as frequent in every ASL; as many as can have an open practice each."""


def lines(count: int, open_share: float) -> Iterator[str]:
    """`count` practices over all ASLs, the last `open_share` of them still open, a fixed step of time apart."""
    step = timedelta(days=700) / count
    progressives: dict[tuple[int, str], int] = {}
    for index in range(count):
        at = START + index * step
        asl = ASLS[index % len(ASLS)]
        progressive = progressives[at.year, asl] = progressives.get((at.year, asl), 0) + 1
        is_open = index >= count * (1 - open_share)
        yield json.dumps(_practice(index, f"{at.year}{asl}{progressive:08}", asl, at, is_open))


def _practice(index: int, number: str, asl: str, at: datetime, is_open: bool) -> dict:
    chance = random.Random(index)
    who = PEOPLE[index % len(PEOPLE)]
    someone = person(who)
    # Some share their code with another, who must not have the same exemption's practice open.
    exemption, diagnosis = EXEMPTIONS[who % len(EXEMPTIONS)] if is_open else chance.choice(EXEMPTIONS)
    state = ("INVIATA" if index % 3 else "IN_LAVORAZIONE") if is_open else chance.choice(CLOSED)
    moment = at.isoformat(timespec="seconds")
    steps = ["INVIATA"] + ([] if state == "INVIATA" else ["IN_LAVORAZIONE"])
    steps += [state] if state not in steps else []
    practice = {
        "number": number, "state": state, "version": len(steps), "asl": asl, "district": None,
        "beneficiary": {"fiscalCode": someone.code, "familyName": someone.family, "givenName": someone.given},
        "compiler": {"kind": "MEDICO", "fiscalCode": person(index % 97).code},
        "exemption": {"code": exemption, "description": ""}, "diagnosis": {"code": diagnosis, "description": ""},
        "requestedAt": moment, "updatedAt": moment, "findings": [], "notices": [],
        "documents": [
            {"sha256": sha256(str(index).encode()).hexdigest(), "name": f"{index}.pdf", "role": "certificate",
             "sender": "ospedale"}
        ],
        "history": [
            {"at": moment, "actor": person(index % 97).code, "state": step, "noteBeneficiary": "", "noteInternal": "",
             "role": "MEDICO_SPECIALISTA_CAS" if step == "INVIATA" else "OPERATORE_ASL_DISTRETTO"}
            for step in steps
        ],
    }  # fmt: skip
    if state == "VALIDATA":
        practice["validFrom"] = at.date().isoformat()
    if state == "RESPINTA":
        practice["rejectionReason"] = "ALTRO"
    return practice

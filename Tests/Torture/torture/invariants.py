# SPDX-License-Identifier: EUPL-1.2
"""What must hold of a house whatever was done to it: each a function with its sentence, seen from outside.

`ALWAYS` holds at every moment, also of what a killed process left. `AT_REST` holds once the program was started again and
has come to rest, with no help by a person.
"""

import itertools
from collections import Counter
from collections.abc import Callable, Iterator

from .evidence import INTAKE, Evidence, Schemas, as_told, is_temporary, message_of, sha256_of

Invariant = Callable[[Evidence], Iterator[str]]

NOTICE_OF = {"VALIDATA": "VALIDAZIONE", "RESPINTA": "RESPINGIMENTO"}
FOLLOWS = {
    "INVIATA": {"IN_LAVORAZIONE", "RESPINTA", "ANNULLATA"},
    "IN_LAVORAZIONE": {"VALIDATA", "RESPINTA", "ANNULLATA"},
    "VALIDATA": {"ANNULLATA"},
    "RESPINTA": set(),
    "ANNULLATA": set(),
}
DECIDED = ("VALIDATA", "RESPINTA", "ANNULLATA")
REASON = ".motivo.txt"


def no_byte_is_lost(seen: Evidence) -> Iterator[str]:
    """1. Every file that was dropped is in the ledger of deliveries or still in the inbox, with its very bytes."""
    dropped = Counter((drop.sender, drop.name, drop.sha256) for drop in seen.ledger.drops if not drop.optional)
    held = Counter((row["sender"], row["name"], row["sha256"]) for row in seen.deliveries)
    inbox = Counter(seen.inbox)
    for file in (dropped - held - inbox).elements():
        yield f"lost: {file}"
    arrived = held + inbox
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for drop in seen.ledger.drops:
        groups.setdefault(drop.group, []).append((drop.sender, drop.name, drop.sha256))
    for group, ways in groups.items():
        if group and not any(arrived[way] for way in ways):
            yield f"lost under every name: {ways}"


def archive_is_true(seen: Evidence) -> Iterator[str]:
    """2. What the ledger names lies in documents/aa/bb under its hash, whole; nothing there has another name or place."""
    for row in seen.deliveries:
        path = seen.archived.get(row["sha256"])
        if path is None:
            yield f"delivery {row['id']} has no bytes in the archive"
        elif path.stat().st_size != row["size"]:
            yield f"delivery {row['id']} has {path.stat().st_size} bytes in the archive instead of {row['size']}"
    for name, path in seen.archived.items():
        if sha256_of(path) != name or path.parts[-3:-1] != (name[:2], name[2:4]):
            yield f"{path} does not hold what its name says"


def nothing_is_doubled(seen: Evidence) -> Iterator[str]:
    """3. A file has one delivery; bytes make one practice; a person has one open practice for an exemption."""
    dropped = Counter((drop.sender, drop.name, drop.sha256) for drop in seen.ledger.drops)
    held = Counter((row["sender"], row["name"], row["sha256"]) for row in seen.deliveries)
    for file in (held - dropped).elements():
        yield f"entered more often than dropped: {file}"
    made = Counter(row["sha256"] for row in seen.rows["practiceDocument"] if row["role"] != "attachment")
    yield from (f"bytes in {count} practices: {sha}" for sha, count in made.items() if count > 1)
    pairs = Counter(
        (row["fiscalCode"], row["enteredExemption"] or row["statedExemption"])
        for row in seen.rows["practice"]
        if row["state"] in ("INVIATA", "IN_LAVORAZIONE") and (row["enteredExemption"] or row["statedExemption"])
    )
    yield from (f"{count} open practices of {pair}" for pair, count in pairs.items() if count > 1)


def numbers_have_no_gap(seen: Evidence) -> Iterator[str]:
    """4. Practices of an ASL and year are numbered 1, 2, 3 … without gap or repeat, notices and receipts likewise."""
    series: dict[str, list[int]] = {}
    for row in seen.rows["practice"]:
        series.setdefault(row["number"][:10], []).append(int(row["number"][10:]))
    for row in seen.rows["receipt"]:
        base, number = row["fileName"].removesuffix(".ricevuta.xml").rsplit(".", 1)
        series.setdefault(f"receipts {row['sender']}/{base}", []).append(int(number))
    for name, numbers in series.items():
        if sorted(numbers) != list(range(1, len(numbers) + 1)):
            yield f"numbers of {name}: {sorted(numbers)}"
    last = next((row["last"] for row in seen.rows["counter"] if row["scope"] == "notice"), 0)
    names = [int(row["fileName"].removesuffix(".xml").rsplit("_", 1)[1]) for row in seen.rows["notice"]]
    if len(set(names)) != len(names) or any(number > last for number in names):
        yield f"numbers of notices: {sorted(names)} of {last}"


def every_answer_has_one_receipt(seen: Evidence) -> Iterator[str]:
    """5. A settled delivery has one receipt with its outcome, a decision one for each file of the practice and for each other
    sender of the same bytes; no others."""
    settled = Counter((row["sender"], as_told(row["name"]), row["sha256"]) for row in seen.deliveries if row["outcome"])
    answers = Counter((one.sender, one.file, one.sha256) for one in seen.receipts if one.outcome in INTAKE)
    for file in settled | answers:
        most = settled[file] + seen.ledger.retries.get(file[2], 0)
        if not settled[file] <= answers[file] <= most:
            yield f"{answers[file]} receipts for {settled[file]} answers: {file}"
    said = {(one.sender, one.file, one.sha256, one.outcome) for one in seen.receipts}
    for row in seen.deliveries:
        if row["outcome"] and (row["sender"], as_told(row["name"]), row["sha256"], row["outcome"]) not in said:
            yield f"no receipt says that delivery {row['id']} is {row['outcome']}"
    yield from _receipts_of_decisions(seen)


def _receipts_of_decisions(seen: Evidence) -> Iterator[str]:
    sent = Counter(
        (one.practice, one.outcome, one.sender, one.sha256) for one in seen.receipts if one.outcome in DECIDED
    )
    sender_of = {row["id"]: row["sender"] for row in seen.deliveries}
    owed: Counter[tuple[str, str, str, str]] = Counter()
    for line in seen.rows["historyLine"]:
        if line["state"] in DECIDED:
            for row in seen.documents_of.get(line["practice"], []):
                first = line["practice"], line["state"], sender_of[row["delivery"]], row["sha256"]
                owed.update([first, *_copies(seen, first)])
    yield from (f"decision without receipt: {one}" for one in (owed - sent).elements())
    yield from (f"receipt without decision: {one}" for one in (sent - owed).elements())


def _copies(seen: Evidence, first: tuple[str, str, str, str]) -> Iterator[tuple[str, str, str, str]]:
    """What other senders are owed who had been told, before the decision, that the same bytes were there already."""
    practice, state, origin, sha256 = first
    told: set[str] = set()
    for one in seen.receipts:
        if one.sha256 == sha256 and one.outcome == "DUPLICATO" and one.practice in ("", practice):
            told.add(one.sender)
        if (one.practice, one.outcome, one.sender, one.sha256) == first:
            break
    yield from ((practice, state, sender, sha256) for sender in told - {origin})


def receipts_are_as_recorded(seen: Evidence) -> Iterator[str]:
    """6. Every receipt that is noted as written is a file of the very same bytes, valid, and no other file lies there."""
    recorded = {(row["sender"], row["fileName"]): row for row in seen.rows["receipt"]}
    for key, row in recorded.items():
        if row["writtenAt"] is not None and seen.receipt_files.get(key) != bytes(row["bytes"]):
            yield f"receipt {key} is not as recorded"
        if fault := Schemas.faults("ricevuta.xsd", bytes(row["bytes"])):
            yield f"receipt {key}: {fault}"
    yield from (f"stray file {key}" for key in seen.receipt_files if key not in recorded and not is_temporary(key[1]))


def notices_are_those_owed(seen: Evidence) -> Iterator[str]:
    """7. A decision that AURA must hear of has one notice and no other has any: one transaction, so never one alone."""
    owed: Counter[tuple[str, str]] = Counter()
    for row in seen.rows["practice"]:
        states = [line["state"] for line in seen.history(row["number"])]
        owed.update((row["number"], NOTICE_OF[state]) for state in states if state in NOTICE_OF)
        if states[-2:] == ["VALIDATA", "ANNULLATA"]:
            owed[row["number"], "ANNULLAMENTO"] += 1
    made = Counter((row["practice"], row["kind"]) for row in seen.rows["notice"])
    yield from (f"decision without notice: {one}" for one in (owed - made).elements())
    yield from (f"notice without decision: {one}" for one in (made - owed).elements())


def notices_are_as_recorded(seen: Evidence) -> Iterator[str]:
    """8. A notice noted as sent is a valid file of its very bytes, one for each sending; no file is of nobody."""
    names: Counter[str] = Counter()
    by_message = {row["messageID"]: row for row in seen.rows["notice"]}
    for name, content in seen.notice_files.items():
        if is_temporary(name):
            continue
        if fault := Schemas.faults("avviso.xsd", content):
            yield f"notice {name}: {fault}"
            continue
        row = by_message.get(message_of(content))
        if row is None or bytes(row["bytes"]) != content:
            yield f"notice {name} is not as recorded"
            continue
        names[row["messageID"]] += 1
    for message, row in by_message.items():
        # A notice that is due may be there already, written by a process that was killed before it noted it.
        most = row["timesSent"] + (1 if row["state"] == "DA_INVIARE" else 0)
        if not row["timesSent"] <= names[message] <= most:
            yield f"{names[message]} files of {message}, sent {row['timesSent']} times"


def history_is_whole(seen: Evidence) -> Iterator[str]:
    """9. The history starts at INVIATA, follows the transition table, ends at the present state; each change has a version."""
    for row in seen.rows["practice"]:
        lines = seen.history(row["number"])
        states = [line["state"] for line in lines]
        if not states or states[0] != "INVIATA" or states[-1] != row["state"]:
            yield f"history of {row['number']}: {states} but {row['state']}"
        if any(after not in FOLLOWS[before] for before, after in itertools.pairwise(states)):
            yield f"transitions of {row['number']}: {states}"
        documents = seen.documents_of.get(row["number"], [])
        joined = sum(1 for one in documents if one["role"] in ("certificate", "request")) - 1
        most = len(states) + joined
        # Validating what was only received is one change with two lines.
        at_once = any(
            (one["state"], two["state"]) == ("IN_LAVORAZIONE", "VALIDATA") and one["at"] == two["at"]
            for one, two in itertools.pairwise(lines)
        )
        if not most - at_once <= row["version"] <= most:
            yield f"version {row['version']} of {row['number']} with {states} and {joined} joined"


def quarantine_mirrors_the_ledger(seen: Evidence) -> Iterator[str]:
    """10. data/quarantine holds each quarantined file whole with its reason beside it, and nothing else."""
    by_id = {row["id"]: row for row in seen.deliveries}
    wanted = {f"{row['delivery']}-{by_id[row['delivery']]['sha256']}" for row in seen.rows["quarantine"]}
    folder = seen.house.data / "quarantine"
    found = {path.name: path for path in folder.glob("*")} if folder.is_dir() else {}
    yield from (f"not in the folder: {name}" for name in wanted if name not in found or name + REASON not in found)
    yield from (f"not in the ledger: {name}" for name in found if name.removesuffix(REASON) not in wanted)
    for name in wanted.intersection(found):
        if sha256_of(found[name]) != name.split("-")[1] or not found.get(name + REASON, found[name]).stat().st_size:
            yield f"half: {name}"


def nothing_is_half_done(seen: Evidence) -> Iterator[str]:
    """11. At rest the inbox is empty, nothing is pending or due, and no temporary file is left anywhere."""
    yield from (f"left in the inbox: {file}" for file in seen.inbox)
    yield from (f"pending: delivery {row['id']}" for row in seen.deliveries if _is_pending(row))
    yield from (f"due: receipt {row['fileName']}" for row in seen.rows["receipt"] if row["writtenAt"] is None)
    yield from (f"due: {row['messageID']}" for row in seen.rows["notice"] if row["state"] == "DA_INVIARE")
    yield from (f"temporary: {path}" for path in seen.house.outbox.rglob(".*") if path.is_file())
    yield from (f"temporary: {path}" for path in (seen.house.data / "quarantine").glob(".*"))
    known = {row["sha256"] for row in seen.deliveries} | {drop.sha256 for drop in seen.ledger.drops if drop.optional}
    yield from (f"archived but in no ledger: {name}" for name in seen.archived if name not in known)


def database_is_sound(seen: Evidence) -> Iterator[str]:
    """12. SQLite finds its file whole and every reference answered."""
    yield from (fault for fault in seen.soundness if fault != "('ok',)")


def outboxes_hold_no_partial_file(seen: Evidence) -> Iterator[str]:
    """13. Whatever a reader finds in an outbox under a final name is whole: only temporary names may be partial."""
    receipts = {(row["sender"], row["fileName"]): bytes(row["bytes"]) for row in seen.rows["receipt"]}
    for key, content in seen.receipt_files.items():
        if not is_temporary(key[1]) and receipts.get(key) != content:
            yield f"receipt {key} is partial or of nobody"
    notices = {message: bytes(row["bytes"]) for row in seen.rows["notice"] if (message := row["messageID"])}
    for name, content in seen.notice_files.items():
        if not is_temporary(name) and content not in notices.values():
            yield f"notice {name} is partial or of nobody"


def a_further_start_changes_nothing(before: Evidence, after: Evidence) -> Iterator[str]:
    """14. Recovery is idempotent: once more, and every row and file is as it was."""
    one, two = before.digest, after.digest
    yield from (
        f"changed by a further start: {key}" for key in sorted(one.keys() | two.keys()) if one.get(key) != two.get(key)
    )


def no_copy_stays_unfinished(seen: Evidence) -> Iterator[str]:
    """15. After a start of the daemon nothing is left in data/incoming."""
    folder = seen.house.data / "incoming"
    yield from (f"unfinished copy: {path.name}" for path in (folder.iterdir() if folder.is_dir() else ()))


def _is_pending(row: object) -> bool:
    return row["outcome"] is None and row["heldSince"] is None  # type: ignore[index]


ALWAYS: tuple[Invariant, ...] = (
    no_byte_is_lost, archive_is_true, nothing_is_doubled, numbers_have_no_gap, every_answer_has_one_receipt,
    notices_are_those_owed, history_is_whole, database_is_sound, outboxes_hold_no_partial_file,
)  # fmt: skip
AT_REST: tuple[Invariant, ...] = (
    *ALWAYS, receipts_are_as_recorded, notices_are_as_recorded, quarantine_mirrors_the_ledger, nothing_is_half_done,
)  # fmt: skip


def broken(seen: Evidence, invariants: tuple[Invariant, ...]) -> list[str]:
    """Every sentence that does not hold, with what was found."""
    return [f"{rule.__name__}: {fault}" for rule in invariants for fault in rule(seen)]

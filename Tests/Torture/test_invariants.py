# SPDX-License-Identifier: EUPL-1.2
"""The instruments themselves: each invariant notices what it is there for, and the shim sees the calls that strace sees."""

import shutil
import sqlite3
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from torture import invariants
from torture.evidence import Evidence, files, house_memory
from torture.faults import calls, compiler, environment
from torture.house import CLINIC, DOCTOR, HOSPITAL, House, program
from torture.ledger import Ledger
from torture.papers import certificate, nameless
from torture.people import person
from torture.points import Template

CALLS = (
    "write,pwrite64,writev,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,openat,mkdir,ftruncate,fallocate,"
    "chmod,fchmod"
)


@pytest.fixture(scope="module")
def template():
    folder = Path(tempfile.mkdtemp(prefix="torture-", dir=house_memory()))
    house, ledger = House(folder / "birth", program()), Ledger()
    house.prepare()
    house.add_doctor()
    for index in range(3):
        ledger.drop(house, HOSPITAL, f"{index}.xml", certificate(person(index)))
    ledger.drop(house, CLINIC, "rumore.bin", b"rumore " * 9)
    ledger.drop(house, CLINIC, "chi.xml", nameless("chi"))
    house.run("ingest")
    one, two, _ = sorted(practice["number"] for practice in house.practices())
    house.done("decide", one, "validate", "--as", DOCTOR, "--until", "unlimited")
    house.done("decide", two, "reject", "--as", DOCTOR, "--reason", "ALTRO")
    yield Template.keep(folder / "template", house, ledger)
    shutil.rmtree(folder)


def sql(*statements: str) -> Callable[[House, Ledger], None]:
    def tamper(house: House, _: Ledger) -> None:
        connection = sqlite3.connect(house.database)
        for statement in statements:
            assert connection.execute(statement).rowcount, statement
        connection.commit()
        connection.close()

    return tamper


def on_file(pattern: str, change: Callable[[Path], object]) -> Callable[[House, Ledger], None]:
    def tamper(house: House, _: Ledger) -> None:
        found = sorted(path for path in house.data.glob(pattern) if path.is_file())
        assert found, pattern
        change(found[0])

    return tamper


def shorten(path: Path) -> None:
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1])


def forget(house: House, ledger: Ledger) -> None:
    ledger.note(HOSPITAL, "mai-arrivato.xml", b"?")


def twice(house: House, ledger: Ledger) -> None:
    ledger.drops.pop(0)


TAMPERED = (
    (invariants.no_byte_is_lost, forget),
    (invariants.archive_is_true, on_file("documents/*/*/*", shorten)),
    (invariants.archive_is_true, on_file("documents/*/*/*", lambda path: path.rename(path.with_name("0" * 64)))),
    (invariants.nothing_is_doubled, twice),
    (invariants.numbers_have_no_gap, sql("UPDATE receipt SET fileName = replace(fileName, '.2.r', '.3.r')")),
    (invariants.every_answer_has_one_receipt, sql("DELETE FROM receipt WHERE fileName LIKE 'rumore%'")),
    (invariants.every_answer_has_one_receipt, sql("DELETE FROM receipt WHERE fileName LIKE '%.2.ricevuta.xml'")),
    (invariants.every_answer_has_one_receipt, sql("UPDATE delivery SET outcome = 'DUPLICATO' WHERE name = 'chi.xml'")),
    (invariants.receipts_are_as_recorded, on_file("outbox/receipts/*/*", shorten)),
    (invariants.receipts_are_as_recorded, on_file("outbox/receipts/*/*", lambda path: path.unlink())),
    (invariants.outboxes_hold_no_partial_file, on_file("outbox/receipts/*/*", shorten)),
    (invariants.outboxes_hold_no_partial_file, on_file("outbox/aura/*.xml", shorten)),
    (invariants.notices_are_those_owed, sql("DELETE FROM notice WHERE kind = 'RESPINGIMENTO'")),
    (invariants.notices_are_those_owed, sql("UPDATE notice SET kind = 'ANNULLAMENTO' WHERE kind = 'VALIDAZIONE'")),
    (invariants.notices_are_as_recorded, on_file("outbox/aura/*.xml", lambda path: path.unlink())),
    (invariants.notices_are_as_recorded,
     on_file("outbox/aura/*.xml", lambda path: shutil.copy(path, path.with_name("AURA_ancora.xml")))),
    (invariants.history_is_whole, sql("DELETE FROM historyLine WHERE state = 'RESPINTA'")),
    (invariants.history_is_whole, sql("UPDATE practice SET version = 9")),
    (invariants.quarantine_mirrors_the_ledger, on_file("quarantine/*", lambda path: path.unlink())),
    (invariants.quarantine_mirrors_the_ledger, on_file("quarantine/*", lambda path: shutil.copy(path, path.with_name("9-x")))),
    (invariants.nothing_is_half_done, sql("UPDATE delivery SET outcome = NULL WHERE name = 'chi.xml'")),
    (invariants.nothing_is_half_done, sql("UPDATE receipt SET writtenAt = NULL")),
    (invariants.nothing_is_half_done, on_file("outbox/aura/*.xml", lambda path: path.with_name(".a.tmp").write_text("a"))),
    (invariants.no_copy_stays_unfinished, on_file("esenzioni.lock", lambda path: (path.parent / "incoming/a").write_text("a"))),
    (invariants.database_is_sound, sql("DELETE FROM practice WHERE state = 'INVIATA'")),
)  # fmt: skip


@pytest.mark.parametrize(("rule", "tamper"), TAMPERED, ids=lambda value: getattr(value, "__name__", ""))
def test_an_invariant_notices_what_it_is_there_for(template: Template, folder: Path, rule, tamper):
    house, ledger = template.copy(folder / "house", program())
    assert list(rule(Evidence(house, ledger))) == []
    tamper(house, ledger)
    assert list(rule(Evidence(house, ledger)))


def test_a_further_change_is_noticed(template: Template, folder: Path):
    house, ledger = template.copy(folder / "house", program())
    before = Evidence(house, ledger).fixed()
    assert list(invariants.a_further_start_changes_nothing(before, Evidence(house, ledger))) == []
    shorten(files(house.receipts)[0])
    assert list(invariants.a_further_start_changes_nothing(before, Evidence(house, ledger)))


def test_the_shim_sees_the_calls_that_strace_sees(folder: Path):
    """But for folders that the C library opens to list them, which change nothing."""
    if not shutil.which("strace"):
        pytest.skip("no strace")
    seen = []
    for way in ("shim", "strace"):
        house, ledger = House(folder / way, program()), Ledger()
        house.prepare()
        for name, content in (("uno.xml", certificate(person(1))), ("rumore.bin", b"rumore")):
            ledger.drop(house, HOSPITAL, name, content)
        log = folder / f"{way}.log"
        if way == "shim":
            house.run("ingest", faults=environment(house.root, log))
            seen.append(Counter(call.name for call in calls(log) if call.name != "openat"))
        else:
            house.extra = ["strace", "-f", "-y", "-qq", "-o", str(log), "-e", f"trace={CALLS}"]
            if house.run("ingest").returncode not in (0, 1):
                pytest.skip("strace may not look here")
            seen.append(_traced(log.read_text(errors="replace"), str(house.root)))
    assert seen[0] == seen[1]


def _traced(text: str, root: str) -> Counter[str]:
    made = (line.split(maxsplit=1)[1] for line in text.splitlines() if root in line and "resumed>" not in line)
    names = Counter(call.split("(")[0] for call in made)
    del names["openat"]
    return names


def test_the_shim_compiles_without_a_warning():
    source = Path(__file__).parent / "shim.c"
    command = [compiler(), "-fsyntax-only", "-Wall", "-Wextra", "-Werror", str(source)]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stderr == ""

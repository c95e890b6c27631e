# SPDX-License-Identifier: EUPL-1.2
"""What a loss of power would leave: a name is durable once its folder was synced after it, bytes once their file was.

Read off the order of the program's own calls, since no kill can show it: the kernel keeps what a killed process wrote.
"""

import contextlib
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from torture.faults import KINDS, Call, calls, environment
from torture.house import ADD_DOCTOR, DOCTOR, HOSPITAL, SECRETS, Daemon, House, poll, program
from torture.ledger import Ledger
from torture.papers import certificate
from torture.people import person


class Disk:
    """Which names and bytes below a root have reached the disk."""

    def __init__(self, house: House) -> None:
        self.root = str(house.root)
        self.folders = {self.root}
        self.volatile_names: set[str] = set()
        self.volatile_bytes: set[str] = set()

    def see(self, call: Call) -> None:
        if call.name == "mkdir":
            self._make(call.path)
        elif call.name.startswith("rename"):
            self.volatile_names.add(call.path)
        elif call.name in ("write", "pwrite64"):
            self.volatile_bytes.add(call.path)
        elif call.name in ("fsync", "fdatasync"):
            self.volatile_bytes.discard(call.path)
            self.volatile_names = {name for name in self.volatile_names if str(Path(name).parent) != call.path}

    def _make(self, path: str) -> None:
        """A folder that is there, or whose own folder is not, is not made by this call."""
        if path not in self.folders and str(Path(path).parent) in self.folders:
            self.folders.add(path)
            self.volatile_names.add(path)

    def in_danger(self, path: str) -> list[str]:
        """Of a file and the folders above it, those that a loss of power would take away."""
        chain = [path, *(str(one) for one in Path(path).parents if str(one).startswith(self.root + "/"))]
        return [one for one in chain if one in self.volatile_names]


@pytest.fixture
def unborn(folder: Path) -> House:
    """A house in which the program has never run, so that all of its folders are yet to be made."""
    house = House(folder / "house", program())
    house.prepare()
    return house


def watched(house: House, folder: Path, *arguments: str, given: str = "") -> list[Call]:
    log = folder / f"{arguments[0]}.log"
    house.run(*arguments, given=given, faults=environment(house.root, log))
    return list(calls(log))


def early(made: Iterable[Call], house: House, name: str, part: str) -> list[str]:
    """The calls of a name on paths that hold a text, made while what was committed is not yet on the disk."""
    disk, found, log = Disk(house), [], f"{house.database}-wal"
    for call in made:
        disk.see(call)
        if call.name.startswith(name) and part in call.path and log in disk.volatile_bytes:
            found.append(call.path)
    return found


def test_a_file_leaves_the_inbox_only_when_its_entry_in_the_ledger_is_durable(
    unborn: House, ledger: Ledger, folder: Path
):
    ledger.drop(unborn, HOSPITAL, "a.xml", certificate(person(1)))
    made = watched(unborn, folder, "ingest")
    assert early(made, unborn, "unlink", "/inbox/") == []


def test_a_notice_and_a_receipt_are_shown_only_when_their_decision_is_durable(
    house: House, ledger: Ledger, folder: Path
):
    ledger.drop(house, HOSPITAL, "a.xml", certificate(person(1)))
    made = watched(house, folder, "ingest")
    assert early(made, house, "rename", "/outbox/receipts/") == []
    number = house.practices()[0]["number"]
    made = watched(house, folder, "decide", number, "validate", "--as", DOCTOR, "--until", "unlimited")
    assert early(made, house, "rename", "/outbox/") == []


def at_unlink(made: Iterable[Call], house: House) -> list[str]:
    """What is in danger in the archive when a file leaves the inbox."""
    disk, archived, danger = Disk(house), set(), []
    for call in made:
        disk.see(call)
        if call.name.startswith("rename") and "/documents/" in call.path:
            archived.add(call.path)
        if call.name == "unlink" and "/inbox/" in call.path:
            danger += [name for path in archived for name in disk.in_danger(path)]
    return danger


def test_a_file_leaves_the_inbox_only_when_every_folder_above_its_copy_is_durable(
    unborn: House, ledger: Ledger, folder: Path
):
    for number in range(3):
        ledger.drop(unborn, HOSPITAL, f"{number}.xml", certificate(person(number)))
    made = watched(unborn, folder, "ingest")
    assert [call for call in made if call.name == "unlink" and "/inbox/" in call.path]
    assert sorted(set(at_unlink(made, unborn))) == []


def test_what_is_noted_as_written_is_durable_with_every_folder_above_it(unborn: House, ledger: Ledger, folder: Path):
    house, disk = unborn, Disk(unborn)
    made = watched(house, folder, *ADD_DOCTOR, given=SECRETS)
    ledger.drop(house, HOSPITAL, "a.xml", certificate(person(1)))
    made += watched(house, folder, "ingest")
    number = house.practices()[0]["number"]
    made += watched(house, folder, "decide", number, "validate", "--as", DOCTOR, "--until", "unlimited")
    for call in made:
        disk.see(call)
    papers = [str(path) for path in house.outbox.rglob("*.xml")]
    assert len(papers) == 3
    assert sorted({name for path in papers for name in disk.in_danger(path)}) == []


@contextlib.contextmanager
def visited(daemon: Daemon) -> Iterator[None]:
    """Somebody asks for pages all the while."""
    is_over = threading.Event()

    def ask() -> None:
        while not is_over.is_set() and not daemon.is_gone:
            daemon.is_ready()

    visitors = [threading.Thread(target=ask) for _ in range(4)]
    for visitor in visitors:
        visitor.start()
    try:
        yield
    finally:
        is_over.set()
        for visitor in visitors:
            visitor.join()


# A start commits once to the database by itself.
@pytest.mark.parametrize(("part", "at"), [("/incoming/", 1), ("/documents/", 1), ("/outbox/receipts", 1), ("-wal", 2)])
def test_a_daemon_whose_sync_fails_ends_and_does_not_try_again(
    house: House, ledger: Ledger, folder: Path, settle, part: str, at: int
):
    """The kernel may have dropped what it could not write, so that a second sync that succeeds proves nothing."""
    call = "fdatasync" if part == "-wal" else "fsync"
    fault = environment(house.root, folder / "calls", KINDS["eio"], at) | {"TORTURE_PART": part, "TORTURE_CALL": call}
    with house.start(fault) as daemon:
        daemon.await_ready()
        with visited(daemon):
            ledger.drop(house, HOSPITAL, "a.xml", certificate(person(1)))
            poll(lambda: any(call.is_hit for call in calls(folder / "calls")), "the fault", 15)
            poll(lambda: daemon.is_gone, "the end of the daemon", 15)
        assert daemon.process.returncode not in (0, None)
        assert daemon.process.returncode > 0
    settle()

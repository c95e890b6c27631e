# SPDX-License-Identifier: EUPL-1.2
"""No document can hurt the host: each is answered with its reason, nothing happens outside, and the next is read as ever."""

import os
import resource
import shutil
import socket
import stat
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from torture.evidence import Evidence
from torture.hostile import Hostile, documents
from torture.house import HOSPITAL, Daemon, House, poll
from torture.invariants import AT_REST, broken
from torture.ledger import Ledger
from torture.papers import certificate, digest
from torture.people import person

WALL = 6
NORMAL_SECONDS = 5.0
MOST_MEMORY_KB = 600_000


class Trap:
    """A port that nobody has a reason to call."""

    def __init__(self) -> None:
        self.callers: list[str] = []
        self.listener = socket.socket()
        self.listener.bind(("127.0.0.1", 0))
        self.listener.listen()
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def port(self) -> int:
        return self.listener.getsockname()[1]

    def _listen(self) -> None:
        while True:
            try:
                self.callers.append(str(self.listener.accept()[1]))
            except OSError:
                return


@pytest.fixture
def trap() -> Iterator[Trap]:
    trap = Trap()
    yield trap
    trap.listener.close()


def answer(house: House, content: bytes, seconds: float) -> tuple[str, str]:
    """Outcome and findings of the delivery with these bytes; a file of a request may wait without an outcome."""

    def look() -> list:
        return house.query("SELECT outcome, findings, heldSince FROM delivery WHERE sha256 = ?", digest(content))

    row = poll(lambda: next((one for one in look() if one["outcome"] or one["heldSince"]), None), "an answer", seconds)
    return row["outcome"] or "waits", row["findings"]


def memory_of(daemon: Daemon) -> int:
    """The most memory that the daemon itself ever had, in KiB."""
    status = Path(f"/proc/{daemon.process.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1])


def complaints(house: House, one: Hostile, number: int, ledger: Ledger) -> list[str]:
    """What is wrong with the answer to a document, and with that to a sound one after it."""
    found = []
    ledger.drop(house, one.sender, one.name, one.content)
    try:
        outcome, findings = answer(house, one.content, 3 * WALL + 20)
    except TimeoutError:
        return [f"{one.name}: no answer"]
    if one.reasons is not None and not (outcome == "SCARTATO" and any(f'"{code}"' in findings for code in one.reasons)):
        found.append(f"{one.name}: {outcome} {findings[:200]}")
    next_one = certificate(person(1000 + number))
    began = time.monotonic()
    ledger.drop(house, HOSPITAL, f"dopo-{number}.xml", next_one)
    try:
        outcome, _ = answer(house, next_one, 30)
    except TimeoutError:
        return [*found, f"after {one.name}: no answer"]
    seconds = time.monotonic() - began
    if outcome != "ACQUISITO" or seconds > NORMAL_SECONDS:
        found.append(f"after {one.name}: {outcome} in {seconds:.1f} s")
    return found


def test_hostile_documents_are_answered_and_hurt_nobody(
    house: House, ledger: Ledger, trap: Trap, folder: Path, is_long: bool
):
    house.prepare(wall=WALL)
    outside = set(folder.rglob("*"))
    found = []
    with house.start() as daemon:
        daemon.await_ready()
        for number, one in enumerate(documents(trap.port)):
            if not is_long and number % 4:
                continue
            found += complaints(house, one, number, ledger)
            assert not daemon.is_gone, f"the daemon ended on {one.name}"
        daemon.await_quiet()
        assert memory_of(daemon) < MOST_MEMORY_KB
        assert daemon.stop() == 0
    assert found == []
    assert trap.callers == []
    assert not Path("/etc/cron.d/x").exists()
    new = {path.relative_to(house.root).parts[0] for path in set(folder.rglob("*")) - outside}
    assert new <= {"inbox", "var", "daemon.log"}
    secret = b"root:x:0:0"
    assert [path for path in house.outbox.rglob("*") if path.is_file() and secret in path.read_bytes()] == []
    assert not house.query("SELECT 1 FROM document WHERE extract LIKE '%root:x:0%'")
    assert broken(Evidence(house, ledger), AT_REST) == []


STRANGE_NAMES = (
    b"spazio in mezzo.xml", b" davanti.xml", b"dietro.xml ", b"a\nb.xml", b"tab\there.xml", b"'; DROP TABLE delivery;--.xml",
    b'"<&>\'.xml', b"$(touch preso).xml", b"`touch preso`.xml", b"-rf.xml", b"--config=x.xml", b"%s%n%x.xml", b"*?.xml",
    b"caff\xc3\xa9.xml", b"caffe\xcc\x81.xml", b"caff\xe9.xml", b"\xff\xfe.xml", "\u202egnp.xml".encode(), b"\x01\x1b[31m.xml",
    "\U0001f4a9.xml".encode(), b"CON.xml", b"punto.", b"nessun-suffisso", b"a" * 200 + b".xml", b"richiesta.xml",
    b"x.1.ricevuta.xml", b"\\..\\..\\x.xml", b"a\rb.xml", "\ufffe.xml".encode(), b"\x7f.xml",
)  # fmt: skip


def test_names_in_any_bytes_are_told_back(house: House, ledger: Ledger, settle):
    for number, name in enumerate(STRANGE_NAMES):
        content = certificate(person(number), note="nome strano")
        growing = house.inbox / HOSPITAL / f".{number}.part"
        growing.write_bytes(content)
        os.rename(os.fsencode(growing), os.fsencode(house.inbox / HOSPITAL) + b"/" + name)
        ledger.note(HOSPITAL, name.decode(errors="replace"), content)
    settle()
    assert {row["outcome"] for row in house.query("SELECT outcome FROM delivery")} == {"ACQUISITO"}
    assert not list(house.root.rglob("preso"))


def test_what_is_no_file_is_never_opened_and_hinders_nobody(house: House, ledger: Ledger):
    inbox, secret = house.inbox / HOSPITAL, house.root / "fuori.xml"
    secret.write_bytes(certificate(person(9), note="fuori"))
    os.mkfifo(inbox / "tubo.xml")
    strange = [inbox / "tubo.xml"]
    for name, target in (("legame.xml", secret), ("sistema.xml", Path("/etc/passwd")), ("anello.xml", inbox / "anello.xml"),
                         ("su", house.root), ("nulla.xml", Path("/dev/zero"))):  # fmt: skip
        (inbox / name).symlink_to(target)
        strange.append(inbox / name)
    if os.geteuid() == 0:
        os.mknod(inbox / "zero.xml", stat.S_IFCHR | 0o666, os.makedev(1, 5))
        strange.append(inbox / "zero.xml")
    server = socket.socket(socket.AF_UNIX)
    server.bind(os.path.relpath(inbox / "presa.xml"))
    strange.append(inbox / "presa.xml")
    ledger.drop(house, HOSPITAL, "dopo.xml", certificate(person(2)))
    with house.start() as daemon:
        poll(lambda: (house.receipts / HOSPITAL / "dopo.xml.1.ricevuta.xml").exists(), "the sound file's receipt", 15)
        poll(lambda: daemon.is_ready(), "readiness", 15)
        assert len(house.query("SELECT 1 FROM delivery")) == 1
        assert all(path.is_symlink() or path.exists() for path in strange)
        poll(lambda: (house.root / "daemon.log").read_text(), "a word on what is no file", 10)
        assert daemon.stop() == 0
    assert secret.exists()


def test_a_second_name_of_a_file_elsewhere_takes_only_the_name(house: House, ledger: Ledger, settle):
    original = house.root / "originale.xml"
    original.write_bytes(content := certificate(person(3), note="due nomi"))
    os.link(original, house.inbox / HOSPITAL / "secondo.xml")
    ledger.note(HOSPITAL, "secondo.xml", content)
    settle()
    assert original.read_bytes() == content


def test_folders_of_any_depth_are_taken(house: House, ledger: Ledger, settle):
    for depth in (1, 10, 60):
        name = "/".join(["sotto"] * depth) + f"/{depth}.xml"
        ledger.drop(house, HOSPITAL, name, certificate(person(depth)))
    settle()


def test_a_full_disk_only_delays(house: House, ledger: Ledger, folder: Path):
    """A file system of 24 MB for all that the daemon keeps, filled to the brim, then freed."""
    if os.geteuid() != 0 or os.system(f"mount -t tmpfs -o size=24m tmpfs {house.data} 2>/dev/null") != 0:
        pytest.skip("only root may mount a small file system")
    try:
        house.add_doctor()
        _fill_and_free(house, ledger)
        assert broken(Evidence(house, ledger), AT_REST) == []
    finally:
        os.system(f"umount -l {house.data}")


def _fill_and_free(house: House, ledger: Ledger) -> None:
    log = house.root / "daemon.log"
    with house.start() as daemon:
        daemon.await_ready()
        ballast = house.data / "zavorra"
        _fill(ballast)
        for number in range(30):
            ledger.drop(house, HOSPITAL, f"{number}.xml", certificate(person(number), note="x" * 20_000))
        poll(lambda: "space" in log.read_text() or "full" in log.read_text(), "a message that says it", 20)
        assert "lo spazio non basta" in house.run("check").stdout
        ballast.unlink()
        if daemon.is_gone:
            with house.start() as again:
                again.await_quiet(30)
                assert again.stop() == 0
        else:
            daemon.await_quiet(30)
            assert daemon.stop() == 0


def _fill(path: Path) -> None:
    """Takes every byte there is."""
    with path.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 10, 1):
            try:
                while file.write(b"\0" * size):
                    pass
            except OSError:
                continue


def test_a_clock_set_back_confuses_nothing(house: House, ledger: Ledger, settle):
    faketime = shutil.which("faketime")
    if not faketime:
        pytest.skip("no faketime to set a clock back")
    ledger.drop(house, HOSPITAL, "prima.xml", certificate(person(1)))
    house.done("ingest")
    # Nobody can set the clock by which the program waits.
    house.extra = [faketime, "--exclude-monotonic", "-f", "-400d"]
    ledger.drop(house, HOSPITAL, "poi.xml", certificate(person(2)))
    house.done("ingest")
    house.extra = []
    settle()


def test_the_harness_itself_is_within_bounds():
    """Readers inherit limits: were they low here, limits of the product would not be what is tested."""
    assert resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY

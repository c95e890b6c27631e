# SPDX-License-Identifier: EUPL-1.2
"""Outboxes that cannot be written, replies that cannot be read, names that do not fit: only what is concerned waits."""

import json
import os
import sqlite3
import urllib.request
from pathlib import Path

import pytest

from torture.evidence import Evidence
from torture.faults import KINDS, calls, environment, hanging
from torture.house import CLINIC, DOCTOR, HOSPITAL, Daemon, House, poll
from torture.invariants import a_further_start_changes_nothing
from torture.ledger import Ledger
from torture.papers import certificate, reply
from torture.people import person


def validated(house: House, ledger: Ledger, who: int) -> str:
    """The number of a practice that was validated."""
    ledger.drop(house, HOSPITAL, f"{who}.xml", certificate(person(who)))
    house.run("ingest")
    number = house.practices()[-1]["number"]
    house.run("decide", number, "validate", "--as", DOCTOR, "--until", "unlimited")
    return number


def state_of(house: House, number: str) -> str:
    return house.query("SELECT state FROM notice WHERE practice = ?", number)[0]["state"]


def answered(house: House, name: str) -> bool:
    """Whether a file has its outcome; the first round of a new daemon may find no database yet."""
    return bool(house.query("SELECT 1 FROM delivery WHERE name = ? AND outcome IS NOT NULL", name))


def test_a_read_only_outbox_keeps_only_its_own_files_waiting(as_nobody: House, ledger: Ledger, settle):
    house = as_nobody
    house.done("ingest")
    with house.start() as daemon:
        daemon.await_ready()
        house.notices.chmod(0o500)
        ledger.drop(house, HOSPITAL, "1.xml", certificate(person(1)))
        poll(lambda: house.query("SELECT 1 FROM receipt WHERE writtenAt IS NOT NULL"), "the receipt", 15)
        number = house.query("SELECT number FROM practice")[0]["number"]
        said = house.run("decide", number, "validate", "--as", DOCTOR, "--until", "unlimited")
        assert house.query("SELECT state FROM practice")[0]["state"] == "VALIDATA"
        poll(lambda: not house.query("SELECT 1 FROM receipt WHERE writtenAt IS NULL"), "the other receipt", 15)
        assert state_of(house, number) == "DA_INVIARE"
        poll(lambda: "outbox/aura" in (house.root / "daemon.log").read_text(), "a message that names the folder", 10)
        assert daemon.is_ready()
        house.notices.chmod(0o700)
        daemon.await_quiet(15)
        assert daemon.stop() == 0
    settle()
    assert "VALIDATA" in said.stdout, f"the command does not say that the decision stands: {said.stderr}"


def test_an_inbox_whose_share_is_gone_is_told_and_what_lies_there_is_taken(house: House, ledger: Ledger, settle):
    """As after `umount`: another folder, on another file system, in the place of the one that files were taken from."""
    with house.start() as daemon:
        daemon.await_ready()
        assert daemon.stop() == 0
    mount = house.query("SELECT mount FROM outbox WHERE path = ?", str(house.inbox))[0]["mount"]
    mounted(house, str(house.inbox))
    log = house.root / "daemon.log"
    with house.start() as daemon:
        ledger.drop(house, HOSPITAL, "1.xml", certificate(person(1)))
        poll(lambda: answered(house, "1.xml"), "the outcome of a document", 20)
        poll(lambda: "not where files were taken before" in log.read_text(), "the message", 15)
        assert not daemon.is_ready()
        assert house.run("check").returncode == 1
        assert log.read_text().count("not where files were taken before") == 1
        assert daemon.stop() == 0
    mounted(house, mount)
    settle()


def mounted(house: House, mount: str) -> None:
    """As if the inbox had been on a file system of this mount point when files were taken from it."""
    with sqlite3.connect(house.database) as database:
        database.execute("UPDATE outbox SET mount = ? WHERE path = ?", (mount, str(house.inbox)))


def outboxes_as_told(daemon: Daemon) -> str:
    with urllib.request.urlopen(daemon.url("readyz"), timeout=5) as answer:
        return next(check["detail"] for check in json.load(answer)["checks"] if check["name"] == "outboxes")


def test_outboxes_that_hang_keep_nothing_else_waiting(house: House, ledger: Ledger, folder: Path, settle):
    """As a share whose server does not answer: whatever touches it stands still, and not even a signal ends that."""
    marker, log = folder / "hangs", folder / "calls"
    with house.start(hanging(house.root, log, marker, "/outbox")) as daemon:
        daemon.await_ready()
        poll(lambda: " s ago" in outboxes_as_told(daemon), "a look at the outboxes", 15)
        marker.touch()
        poll(lambda: any(call.is_hit for call in calls(log)), "a call that hangs", 15)
        ledger.drop(house, HOSPITAL, "1.xml", certificate(person(1)))
        poll(lambda: answered(house, "1.xml"), "the outcome of a document", 20)
        for _ in range(20):
            assert daemon.is_ready()
            with urllib.request.urlopen(daemon.url("accesso"), timeout=5) as page:
                assert page.status == 200
        assert " s ago" in outboxes_as_told(daemon)
        assert not house.query("SELECT 1 FROM receipt WHERE writtenAt IS NOT NULL")
        number = house.query("SELECT number FROM practice")[0]["number"]
        said = house.run("decide", number, "validate", "--as", DOCTOR, "--until", "unlimited")
        assert "VALIDATA" in said.stdout and "non risponde" in said.stderr
        marker.unlink()
        daemon.await_quiet(30)
        assert daemon.stop() == 0
    settle()


@pytest.mark.parametrize("which", ["notices", "receipts", "outbox"])
def test_an_outbox_that_is_away_is_never_made_again_and_gets_everything_when_it_returns(
    house: House, ledger: Ledger, settle, folder: Path, which: str
):
    gone = getattr(house, which)
    with house.start() as daemon:
        daemon.await_ready()
        poll(gone.exists, "the outbox of a new house", 15)
        gone.rename(folder / "away")
        number = validated(house, ledger, 2)
        poll(lambda: "is gone" in (house.root / "daemon.log").read_text(), "a message that it is gone", 10)
        assert house.run("check").returncode == 1
        assert daemon.is_ready()
        assert daemon.stop() == 0
    with house.start() as daemon:
        daemon.await_ready()
        poll(lambda: (house.root / "daemon.log").read_text().count("is gone") > 1, "the message of the next start", 10)
        assert not gone.exists(), "papers in a folder of the daemon's own reach nobody"
        (folder / "away").rename(gone)
        daemon.await_quiet(15)
        assert state_of(house, number) == "INVIATO"
        assert list(house.notices.glob("*VALIDAZIONE*")) and list(house.receipts.rglob("*.ricevuta.xml"))
        assert daemon.stop() == 0
    settle()


def test_a_sender_whose_receipts_cannot_be_written_keeps_no_other_sender_waiting(house: House, ledger: Ledger, settle):
    house.receipts.mkdir(parents=True)
    (house.receipts / CLINIC).write_text("a file where a folder should be")
    with house.start() as daemon:
        ledger.drop(house, CLINIC, "prima.xml", certificate(person(1)))
        poll(lambda: answered(house, "prima.xml"), "the first answer")
        ledger.drop(house, HOSPITAL, "dopo.xml", certificate(person(2)))
        poll(lambda: (house.receipts / HOSPITAL / "dopo.xml.1.ricevuta.xml").exists(), "the other's receipt", 15)
        (house.receipts / CLINIC).unlink()
        daemon.await_quiet(15)
        assert daemon.stop() == 0
    settle()


@pytest.mark.parametrize("length", [200, 232, 233, 240, 251])
def test_a_file_name_that_leaves_no_room_for_its_receipt_hinders_nobody(
    house: House, ledger: Ledger, settle, length: int
):
    name = "a" * (length - 4) + ".xml"
    with house.start() as daemon:
        ledger.drop(house, HOSPITAL, name, certificate(person(1)))
        poll(lambda: answered(house, name), "the first answer")
        ledger.drop(house, HOSPITAL, "dopo.xml", certificate(person(2)))
        poll(lambda: (house.receipts / HOSPITAL / "dopo.xml.1.ricevuta.xml").exists(), "the other file's receipt", 15)
        daemon.await_quiet(15)
        assert daemon.stop() == 0
    settle()


def test_a_sender_folder_in_any_bytes_hinders_nobody(house: House, ledger: Ledger):
    name = os.fsencode(house.inbox) + b"/" + b"\xe9" * 200
    os.mkdir(name)
    Path(os.fsdecode(name + b"/strano.xml")).write_bytes(certificate(person(1)))
    with house.start() as daemon:
        poll(lambda: answered(house, "strano.xml"), "the first answer")
        ledger.drop(house, HOSPITAL, "dopo.xml", certificate(person(2)))
        poll(lambda: (house.receipts / HOSPITAL / "dopo.xml.1.ricevuta.xml").exists(), "the other sender's receipt", 15)
        assert daemon.stop() == 0


def test_a_reply_of_any_size_or_kind_hinders_no_other(house: House, ledger: Ledger, settle):
    number = validated(house, ledger, 3)
    message = house.query("SELECT messageID FROM notice WHERE practice = ?", number)[0]["messageID"]
    house.replies.mkdir(parents=True, exist_ok=True)
    (house.replies / "a-grande.xml").write_bytes(b"<esito>" + b" " * 3_000_000 + b"</esito>")
    (house.replies / "b-bomba.xml").write_bytes(BOMB)
    os.mkfifo(house.replies / "c-tubo.xml")
    (house.replies / "d-cartella.xml").mkdir()
    (house.replies / "e-legame.xml").symlink_to("/etc/passwd")
    (house.replies / "z-esito.xml").write_bytes(reply(message, "OK"))
    with house.start() as daemon:
        poll(lambda: state_of(house, number) == "ACCETTATO", "the reply after the others", 15)
        poll(lambda: not (house.replies / "b-bomba.xml").exists(), "the bomb set aside", 15)
        poll(lambda: not (house.replies / "a-grande.xml").exists(), "the large one set aside", 15)
        assert daemon.stop() == 0
    for name in ("c-tubo.xml", "d-cartella.xml", "e-legame.xml"):
        path = house.replies / name
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
    settle()


def test_a_further_start_changes_nothing(house: House, ledger: Ledger, settle):
    validated(house, ledger, 4)
    settle()
    before = Evidence(house, ledger).fixed()
    settle()
    assert list(a_further_start_changes_nothing(before, Evidence(house, ledger))) == []


def test_a_file_that_the_daemon_may_not_read_is_told_and_hinders_nobody(as_nobody: House, ledger: Ledger, settle):
    house = as_nobody
    closed = ledger.drop(house, HOSPITAL, "chiuso.xml", certificate(person(1)))
    os.chown(closed, 0, 0)
    closed.chmod(0o600)
    ledger.drop(house, HOSPITAL, "dopo.xml", certificate(person(2)))
    with house.start() as daemon:
        poll(lambda: (house.receipts / HOSPITAL / "dopo.xml.1.ricevuta.xml").exists(), "the other file's receipt", 15)
        poll(lambda: "cannot be read" in (house.root / "daemon.log").read_text(), "a message on the closed file", 10)
        closed.chmod(0o644)
        daemon.await_quiet(15)
        assert daemon.stop() == 0
    settle()


def temporary_name(name: str) -> str:
    """Under which a file is written before it is renamed: FNV-1a of its name to the base of 36."""
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = ((value ^ byte) * 0x100000001B3) % 2**64
    digits = ""
    while value:
        value, digit = divmod(value, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return f".{digits}.tmp"


def test_a_notice_that_aura_took_away_is_not_put_there_again_because_another_cannot_be_written(
    house: House, ledger: Ledger, folder: Path
):
    """AURA takes each file as it appears; the second cannot be written for a while."""
    house.outbox.mkdir(parents=True)
    house.notices.write_text("no folder yet")
    numbers = [validated(house, ledger, who) for who in (6, 7)]
    house.notices.unlink()
    first, second = sorted(row["fileName"] for row in house.query("SELECT fileName FROM notice"))
    obstacle = house.notices / temporary_name(second)
    obstacle.mkdir(parents=True)
    taken: list[str] = []

    def has_answered(name: str) -> bool:
        """Whether a round has gone by that wrote this file's receipt; AURA is looked after meanwhile."""
        if (house.notices / first).exists():
            (house.notices / first).rename(folder / f"taken-{len(taken)}")
            taken.append(first)
        return any(house.receipts.rglob(f"{name}.*.xml"))

    with house.start() as daemon:
        for number in range(3):
            name = f"round-{number}.xml"
            ledger.drop(house, HOSPITAL, name, certificate(person(20 + number)))
            poll(lambda name=name: has_answered(name), f"the receipt of {name}", 30)
        obstacle.rmdir()
        poll(lambda: (house.notices / second).exists(), "the second notice", 15)
        daemon.await_quiet(15)
        assert daemon.stop() == 0
    assert len(numbers) == 2
    assert taken == [first]


def test_a_reply_that_waits_at_a_start_is_read_before_its_notice_is_written_again(
    house: House, ledger: Ledger, folder: Path
):
    """Killed between writing a notice and noting it; AURA took it and answered before the next start."""
    ledger.drop(house, HOSPITAL, "a.xml", certificate(person(8)))
    house.run("ingest")
    number = house.practices()[0]["number"]
    fault = environment(house.root, folder / "calls", KINDS["kill"], 2) | {
        "TORTURE_PART": "/outbox/aura",
        "TORTURE_CALL": "fsync",
    }
    house.run("decide", number, "validate", "--as", DOCTOR, "--until", "unlimited", faults=fault)
    (written,) = house.notices.glob("AURA_*.xml")
    message = house.query("SELECT messageID, state FROM notice")[0]
    assert message["state"] == "DA_INVIARE"
    written.rename(folder / "taken.xml")
    house.replies.mkdir()
    (house.replies / "esito.xml").write_bytes(reply(message["messageID"], "OK"))
    with house.start() as daemon:
        poll(lambda: state_of(house, number) == "ACCETTATO", "the reply", 15)
        daemon.await_quiet(15)
        assert daemon.stop() == 0
    assert not written.exists(), "AURA gets a notice again that it has accepted"


def test_a_command_that_was_killed_while_it_copied_hinders_no_later_one(as_nobody: House, ledger: Ledger, folder: Path):
    house = as_nobody
    folder.chmod(0o777)
    ledger.drop(house, HOSPITAL, "a.xml", certificate(person(1)))
    ledger.drop(house, HOSPITAL, "b.xml", certificate(person(2)))
    house.give_away()
    fault = environment(house.root, folder / "calls", KINDS["kill"], 1) | {
        "TORTURE_PART": "/incoming/",
        "TORTURE_CALL": "fsync",
    }
    assert house.run("ingest", faults=fault).returncode == -9
    again = house.run("ingest")
    assert (again.returncode, again.stderr) == (0, "")
    assert len(house.query("SELECT 1 FROM delivery")) == 2


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(
        b'<!ENTITY b%d "%s">' % (depth, (b"&b%d;" % (depth - 1) if depth else b"&a;") * 10) for depth in range(9)
    )
    + b']><esito xmlns="urn:esenzioni:aura:esito:1">&b8;</esito>'
)

# SPDX-License-Identifier: EUPL-1.2
"""A command beside a live daemon (contract §2): both do the same work at the same time, and must not hurt each other.

Slow calls stand for a slow disk: they only make wide what is open anyway.
"""

import subprocess
import time
from pathlib import Path

from torture.evidence import Evidence
from torture.faults import slowness
from torture.house import ASL, DOCTOR, DUE, HOSPITAL, House, poll
from torture.invariants import ALWAYS, archive_is_true, broken, no_byte_is_lost, outboxes_hold_no_partial_file
from torture.ledger import Ledger
from torture.papers import certificate
from torture.people import person

# Pieces of 256 KiB, so that copying takes some twenty slow calls.
LARGE = certificate(person(5)).replace(
    b"<component><structuredBody>", (b"<!--" + b"x" * 900 + b"-->") * 4400 + b"<component><structuredBody>", 1
)


def beside(house: House, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen(house.command(*arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_command_that_takes_in_what_the_daemon_is_copying_loses_nothing(
    house: House, ledger: Ledger, folder: Path, settle
):
    slow = slowness(house.root, folder / "calls", 600, call="write", part="/incoming/")
    with house.start(slow) as daemon:
        daemon.await_ready()
        ledger.drop(house, HOSPITAL, "grande.xml", LARGE)
        incoming = house.data / "incoming"
        poll(lambda: any(one.stat().st_size > len(LARGE) * 0.5 for one in incoming.iterdir()), "half of the copy")
        command = beside(house, "ingest")
        poll(lambda: house.query("SELECT 1 FROM delivery"), "the entry in the ledger")
        daemon.kill()
        command.communicate(timeout=60)
        assert broken(Evidence(house, ledger), (archive_is_true, no_byte_is_lost)) == []
    settle()


def test_a_decision_by_command_never_shows_a_partial_notice(house: House, ledger: Ledger, folder: Path, settle):
    for index in range(4):
        ledger.drop(house, HOSPITAL, f"{index}.xml", certificate(person(index)))
    house.done("ingest")
    slow = slowness(house.root, folder / "calls", 700, part=".tmp")
    with house.start(slow) as daemon:
        daemon.await_ready()
        for practice in house.practices():
            command = beside(
                house, "decide", practice["number"], "validate", "--as", DOCTOR, "--until", "unlimited"
            )  # fmt: skip
            while command.poll() is None:
                assert broken(Evidence(house, ledger, live=True), (outboxes_hold_no_partial_file,)) == []
            assert command.returncode == 0, command.stderr.read() if command.stderr else ""
        assert broken(Evidence(house, ledger, live=True), ALWAYS) == []
    settle()


def test_takings_in_by_command_and_daemon_double_nothing(house: House, ledger: Ledger, settle):
    with house.start() as daemon:
        daemon.await_ready()
        end = time.monotonic() + 6
        commands: list[subprocess.Popen] = []
        number = 0
        while time.monotonic() < end:
            for _ in range(5):
                ledger.drop(house, HOSPITAL, f"c-{number}.xml", certificate(person(number % 50), note=str(number)))
                number += 1
            commands.append(beside(house, "ingest"))
            if len(commands) % 2 == 0:
                commands[-1].wait()
        said = [command.communicate(timeout=60)[1] for command in commands]
        daemon.await_quiet()
        assert daemon.stop() == 0
    assert [text for text in said if text.strip()] == []
    assert {row["asl"] for row in house.query("SELECT asl FROM practice")} == {ASL}
    settle()


def test_the_quarantine_is_shown_while_files_keep_coming(house: House, ledger: Ledger, settle):
    """A sender that never stops must not keep people from seeing what could not be read."""
    folder, number = house.data / "quarantine", 0
    with house.start() as daemon:
        daemon.await_ready()
        end = time.monotonic() + 150
        while time.monotonic() < end and not any(folder.glob("*.motivo.txt")):
            if len(house.waiting_files()) + house.query(DUE)[0][0] < 1000:
                ledger.drop(house, HOSPITAL, f"f-{number}.xml", certificate(person(number), note=str(number)))
                number += 1
                if number == 1000:
                    ledger.drop(house, HOSPITAL, "rumore.bin", b"rumore " * 50)
        shown_at = number
        assert any(folder.glob("*.motivo.txt")), f"not shown while {shown_at} files came"
        daemon.await_quiet()
        assert daemon.stop() == 0
    settle()

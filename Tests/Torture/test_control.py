# SPDX-License-Identifier: EUPL-1.2
"""The daemon's door for commands: who may open it, whatever mask the daemon was started with, and who is held to have asked."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from torture.house import DOCTOR, UNPRIVILEGED, House, poll

ORDER = {"setOperator": {"_0": DOCTOR, "disabled": True}}
ASK = """
import socket, sys
door = socket.socket(socket.AF_UNIX)
door.connect(sys.argv[1])
door.sendall(sys.argv[2].encode() + b"\\n")
while piece := door.recv(65536): sys.stdout.write(piece.decode())
"""

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another account")


def is_disabled(house: House) -> bool:
    return bool(house.query("SELECT disabledAt IS NOT NULL FROM operator WHERE fiscalCode = ?", DOCTOR)[0][0])


def ask(door: Path, order: dict, before: list[str] = []) -> subprocess.CompletedProcess:
    return subprocess.run(
        [*before, sys.executable, "-c", ASK, str(door), json.dumps(order)], capture_output=True, text=True, timeout=60,
    )  # fmt: skip


@pytest.fixture
def door(house: House):
    """The socket of a daemon that was started without a mask."""
    mask = os.umask(0)
    try:
        daemon = house.start()
    finally:
        os.umask(mask)
    with daemon:
        daemon.await_ready()
        door = house.data / "control" / "socket"
        poll(door.exists, "the socket")
        yield door
        assert daemon.stop() == 0


@needs_root
def test_no_other_account_reaches_the_door_whatever_the_mask(house: House, door: Path):
    assert stat.S_IMODE(door.parent.stat().st_mode) == 0o700
    said = ask(door, ORDER, UNPRIVILEGED)
    assert "PermissionError" in said.stderr
    assert not is_disabled(house)


@needs_root
def test_who_reaches_it_all_the_same_is_turned_away(house: House, door: Path):
    """As where an administrator has opened the folder."""
    for place in (house.root.parent, house.root, house.data, door.parent):
        place.chmod(0o755)
    door.chmod(0o777)
    said = ask(door, ORDER, UNPRIVILEGED)
    assert "account-not-allowed" in said.stdout, said.stderr
    assert not is_disabled(house)
    assert "turned away" in (house.root / "daemon.log").read_text()


@needs_root
def test_the_account_on_record_is_the_kernel_s_word(house: House, door: Path):
    """What a client says of itself is nobody's name."""
    said = ask(door, {**ORDER, "account": "qualcuno"})
    assert "disattivato" in said.stdout, said.stderr
    assert is_disabled(house)
    accounts = {row[0] for row in house.query("SELECT actor FROM accessEntry WHERE act = 'OPERATORE_MODIFICATO'")}
    assert accounts == {"root"}

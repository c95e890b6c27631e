# SPDX-License-Identifier: EUPL-1.2
"""A house of its own for each test, in memory where there is room, and the accounts that are checked at its end."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from torture.evidence import Evidence, house_memory
from torture.house import UNPRIVILEGED, House, program
from torture.invariants import AT_REST, Invariant, broken, no_copy_stays_unfinished
from torture.ledger import Ledger


@pytest.fixture(scope="session")
def is_long() -> bool:
    """Whether there is time for everything; `make test` takes a part."""
    return os.environ.get("TORTURE") == "long"


@pytest.fixture
def folder() -> Iterator[Path]:
    place = Path(tempfile.mkdtemp(prefix="torture-", dir=house_memory()))
    place.chmod(0o755)
    yield place
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def house(folder: Path) -> House:
    house = House(folder / "house", program())
    house.prepare()
    house.add_doctor()
    return house


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def at_rest(house: House, ledger: Ledger):
    """Asserts every invariant of a house that has come to rest."""

    def check(*further: Invariant) -> None:
        assert broken(Evidence(house, ledger), (*AT_REST, *further)) == []

    return check


@pytest.fixture
def settle(house: House, at_rest):
    """Starts the daemon, waits for rest, stops it, and asserts every invariant."""

    def check(seconds: float = 30) -> None:
        with house.start() as daemon:
            daemon.await_quiet(seconds)
            daemon.await_ready()
            assert daemon.stop() == 0
        at_rest(no_copy_stays_unfinished)

    return check


@pytest.fixture
def as_nobody(house: House, folder: Path) -> House:
    """The house with a program that runs without rights, since root may write everywhere."""
    if os.geteuid() != 0:
        return house
    if not shutil.which("setpriv"):
        pytest.skip("no setpriv to give rights away")
    house.extra = UNPRIVILEGED
    house.give_away()
    if house.run("--version").returncode != 0:
        pytest.skip("the built program cannot be run without rights where it lies")
    return house

# SPDX-License-Identifier: EUPL-1.2
"""Senders as they are: quick, slow, pausing, rewriting, linking, renaming. Each is a generator that yields its pauses.

A writer does one drop and notes in the ledger what must arrive of it, before the daemon can see it.
"""

import itertools
import os
import random
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path

from .house import House
from .ledger import Ledger
from .papers import digest

Writing = Generator[float, None, None]


@dataclass(frozen=True)
class Dropping:
    """One file to be dropped."""

    house: House
    ledger: Ledger
    chance: random.Random
    sender: str
    name: str
    content: bytes
    number: int
    settle: float

    @property
    def target(self) -> Path:
        path = Path(os.fsdecode(os.fsencode(self.house.inbox / self.sender) + b"/" + self.raw_name))
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    @property
    def raw_name(self) -> bytes:
        return self.name.encode(errors="surrogateescape")

    @property
    def told_name(self) -> str:
        return self.raw_name.decode(errors="replace")

    def beside(self, path: Path) -> Path:
        """A name that the daemon leaves alone."""
        return path.with_name(f".{self.number}.part")

    def note(
        self, *, content: bytes | None = None, name: str | None = None, optional: bool = False, group: str = ""
    ) -> None:
        self.ledger.note(self.sender, name or self.told_name, content or self.content, optional=optional, group=group)


def renamed(one: Dropping) -> Writing:
    """Written beside, then renamed into place, as the contract advises."""
    target = one.target
    growing = one.beside(target)
    growing.write_bytes(one.content)
    one.note()
    growing.rename(target)
    yield 0


def copied(one: Dropping) -> Writing:
    """Written under its name at once."""
    one.note()
    one.target.write_bytes(one.content)
    yield 0


def slow(one: Dropping) -> Writing:
    """Held open, with pauses longer than any settle time."""
    one.note()
    with one.target.open("wb", buffering=0) as file:
        for piece in _pieces(one):
            file.write(piece)
            yield one.settle * one.chance.uniform(0.1, 2.5)


def paused(one: Dropping) -> Writing:
    """Opened anew for each piece, as some transfers do, with pauses shorter than the settle time.

    On a busy machine a pause may grow beyond it; then what lies there may be taken, and a file that was taken is not resumed.
    """
    one.note()
    whole, target, written = one.ledger.drops[-1], one.target, b""
    touched = time.monotonic()
    for index, piece in enumerate(_pieces(one)):
        is_late = index > 0 and time.monotonic() - touched > one.settle * 0.8
        if is_late:
            one.note(content=written, optional=True)
            if not target.exists():
                one.ledger.drops.remove(whole)
                return
        with target.open("ab", buffering=0) as file:
            file.write(piece)
        written += piece
        touched = time.monotonic()
        yield one.settle * 0.3


def dated(one: Dropping) -> Writing:
    """A copy that carries an old or a future time of change over."""
    one.note()
    with (target := one.target).open("wb", buffering=0) as file:
        file.write(one.content[: len(one.content) // 2])
        moment = one.chance.choice((0, 10**9, 4 * 10**9))
        os.utime(target, (moment, moment))
        yield one.settle * 1.5
        file.write(one.content[len(one.content) // 2 :])
        os.utime(target, (moment, moment))


def rewritten(one: Dropping) -> Writing:
    """Written whole, then truncated and written again with other bytes: the first may or may not have been taken."""
    first = one.content + b"\n<!-- prima versione -->"
    one.note(content=first, optional=True)
    one.note()
    target = one.target
    target.write_bytes(first)
    yield one.settle * one.chance.uniform(0, 1.5)
    with target.open("wb", buffering=0) as file:
        for piece in _pieces(one):
            file.write(piece)
            yield one.settle * one.chance.uniform(0, 0.5)


def replaced(one: Dropping) -> Writing:
    """A second version renamed over the first."""
    first = one.content + b"\n<!-- prima versione -->"
    one.note(content=first, optional=True)
    one.note()
    target = one.target
    for content in (first, one.content):
        growing = one.beside(target)
        growing.write_bytes(content)
        growing.rename(target)
        yield one.settle * one.chance.uniform(0, 0.2)


def moved(one: Dropping) -> Writing:
    """Renamed once more after it lies there: taken under one name or the other, or known again under the second."""
    target = one.target
    second = target.with_name(f"poi-{one.number}.xml")
    name = "/".join([*one.told_name.split("/")[:-1], second.name])
    one.note(optional=True, group=str(one.number))
    one.note(name=name, optional=True, group=str(one.number))
    target.write_bytes(one.content)
    yield one.settle * one.chance.uniform(0, 1.2)
    try:
        target.rename(second)
    except FileNotFoundError:
        return


def linked(one: Dropping) -> Writing:
    """One file under two names, and a third outside that must stay as it is, which is looked at when all is over."""
    target = one.target
    outside = one.house.root / "fuori" / digest(one.content)
    outside.parent.mkdir(exist_ok=True)
    outside.write_bytes(one.content)
    second = target.with_name(f"due-{one.number}.xml")
    one.note()
    one.note(name="/".join([*one.told_name.split("/")[:-1], second.name]))
    os.link(outside, target)
    os.link(outside, second)
    yield 0


def _pieces(one: Dropping) -> list[bytes]:
    cuts = sorted(one.chance.randrange(len(one.content) + 1) for _ in range(one.chance.randrange(1, 4)))
    edges = [0, *cuts, len(one.content)]
    return [one.content[start:end] for start, end in itertools.pairwise(edges)]


WRITERS: tuple[tuple[int, Callable[[Dropping], Writing]], ...] = (
    (70, renamed), (14, copied), (3, slow), (2, paused), (2, dated), (3, rewritten), (2, replaced), (2, moved), (2, linked),
)  # fmt: skip

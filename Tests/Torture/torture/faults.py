# SPDX-License-Identifier: EUPL-1.2
"""Faults at the n-th call of the program that touches its folder, and the list of these calls."""

import errno
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "shim.c"
NEVER_WELL_AGAIN = 1_000_000


@dataclass(frozen=True)
class Fault:
    """What happens at a call: `kill` before it, `torn` half-way through its bytes, or an error, once or from then on."""

    deed: str
    lasts: bool = False

    @property
    def ends_process(self) -> bool:
        return self.deed in ("kill", "torn")

    @property
    def word(self) -> str:
        """As it stands in the code of the shim."""
        return self.deed if self.ends_process else str(getattr(errno, self.deed))


KINDS = {
    "kill": Fault("kill"),
    "torn": Fault("torn"),
    "eio": Fault("EIO"),
    "enospc": Fault("ENOSPC"),
    "full": Fault("ENOSPC", lasts=True),
}


def compiler() -> str:
    """Swift brings one along."""
    found = next(filter(None, map(shutil.which, ("clang", "cc", "gcc"))), None)
    if not found:
        raise SystemExit("no C compiler for the shim")
    return found


@cache
def library() -> str:
    """The shim, compiled for this run."""
    target = Path(tempfile.gettempdir()) / f"esenzioni-shim-{os.getuid()}-{SOURCE.stat().st_mtime_ns}.so"
    if not target.exists():
        fresh = target.with_suffix(f".{os.getpid()}")
        subprocess.run([compiler(), "-shared", "-fPIC", "-O1", "-Wall", "-o", fresh, SOURCE, "-ldl"], check=True)
        fresh.rename(target)
    return str(target)


def environment(root: Path, log: Path, fault: Fault | None = None, at: int = 0) -> dict[str, str]:
    """The variables that make a program log its calls, and suffer `fault` at call `at`."""
    values = {"LD_PRELOAD": library(), "TORTURE_ROOT": str(root), "TORTURE_LOG": str(log)}
    if fault:
        lasts = NEVER_WELL_AGAIN if fault.lasts else 0
        values |= {"TORTURE_AT": str(at), "TORTURE_DO": fault.word, "TORTURE_LAST": str(lasts)}
    return values


def slowness(root: Path, log: Path, milliseconds: int, *, call: str = "", part: str = "") -> dict[str, str]:
    """The variables that make calls slow: all, or those of a name or on paths that hold a text."""
    values = {"TORTURE_AT": "1", "TORTURE_LAST": str(NEVER_WELL_AGAIN), "TORTURE_DO": "slow"}
    values |= {"TORTURE_WAIT": str(milliseconds)}
    values |= {name: text for name, text in (("TORTURE_CALL", call), ("TORTURE_PART", part)) if text}
    return environment(root, log) | values


def hanging(root: Path, log: Path, marker: Path, part: str) -> dict[str, str]:
    """The variables that make every call on paths that hold a text wait for as long as there is a file `marker`."""
    values = {"TORTURE_AT": "1", "TORTURE_LAST": str(NEVER_WELL_AGAIN), "TORTURE_DO": "hang"}
    return environment(root, log) | values | {"TORTURE_PART": part, "TORTURE_WHILE": str(marker)}


@dataclass(frozen=True)
class Call:
    number: int
    name: str
    size: int
    path: str
    is_hit: bool


def calls(log: Path) -> Iterator[Call]:
    """What a run did, in the order in which it asked for it."""
    if not log.exists():
        return
    for line in log.read_text(errors="replace").splitlines():
        number, name, size, path = line.split(" ", 3)
        yield Call(int(number), name, int(size), path.removesuffix(" <-"), path.endswith(" <-"))

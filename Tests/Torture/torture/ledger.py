# SPDX-License-Identifier: EUPL-1.2
"""What the harness dropped, kept outside of the house: the other side of every account."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .house import House
from .papers import digest


@dataclass(frozen=True)
class Drop:
    """One file that a sender handed over, under the name that a receipt must repeat."""

    sender: str
    name: str
    sha256: str
    optional: bool = False
    """Need not arrive: given by command and left where it is, or overwritten or renamed by its sender in time."""
    group: str = ""
    """Of the drops of a group at least one arrives: a file that its sender renames under the daemon's hands."""


@dataclass
class Ledger:
    drops: list[Drop] = field(default_factory=list)
    retries: dict[str, int] = field(default_factory=dict)
    """How often a file may have been read again, and so have got a further receipt, by SHA-256."""

    def drop(self, house: House, sender: str, name: str, content: bytes, *, temporary: str = ".part") -> Path:
        """Puts a file into the inbox by rename, as the contract advises."""
        target = house.inbox / sender / name
        target.parent.mkdir(parents=True, exist_ok=True)
        growing = target.with_name(f".{digest(name.encode())[:16]}{temporary}")
        growing.write_bytes(content)
        os.rename(growing, target)
        self.note(sender, name, content)
        return target

    def note(self, sender: str, name: str, content: bytes, *, optional: bool = False, group: str = "") -> None:
        self.drops.append(Drop(sender, name, digest(content), optional, group))

    def allow_retry(self, sha256: str) -> None:
        self.retries[sha256] = self.retries.get(sha256, 0) + 1

    def save(self, path: Path) -> None:
        path.write_text(json.dumps({"drops": [asdict(drop) for drop in self.drops], "retries": self.retries}))

    @classmethod
    def load(cls, path: Path) -> "Ledger":
        stored = json.loads(path.read_text())
        return cls([Drop(**drop) for drop in stored["drops"]], stored["retries"])

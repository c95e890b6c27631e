# SPDX-License-Identifier: EUPL-1.2
"""Everything that can be seen of a house from outside: the rows of its database and the files of its folders."""

import hashlib
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from lxml import etree

from .house import REPOSITORY, House
from .ledger import Ledger

RECEIPT = "{urn:esenzioni:ricevuta:1}"
NOTICE = "{urn:esenzioni:aura:avviso:1}"
TABLES = ("delivery", "document", "practice", "practiceDocument", "historyLine", "notice", "receipt", "quarantine",
          "unmatched", "counter", "operator")  # fmt: skip
INTAKE = ("ACQUISITO", "DUPLICATO", "DA_ABBINARE", "NON_PERTINENTE", "SCARTATO")


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True)
class ReceiptFacts:
    sender: str
    file: str
    sha256: str
    outcome: str
    practice: str


class Evidence:
    """A house at rest, or as a killed process left it, beside the ledger of what was dropped into it.

    `live` is for a house whose daemon is at work. Its outboxes are read before its database, since a file is written
    after its row: seen in the other order, a file that came in between would seem to be of nobody.
    """

    def __init__(self, house: House, ledger: Ledger, live: bool = False) -> None:
        self.house, self.ledger = house, ledger
        self.rows: dict[str, list[sqlite3.Row]] = {table: [] for table in TABLES}
        self.soundness: list[str] = []
        if live:
            _ = self.receipt_files, self.notice_files
        if house.database.exists():
            self._read_database(live)

    def _read_database(self, live: bool) -> None:
        """Of a copy, since opening a database after a crash repairs it, which is left to the program.

        Of a live one SQLite makes the copy, since its files change while they are copied one by one.
        """
        with tempfile.TemporaryDirectory(dir=house_memory()) as folder:
            copy = Path(folder) / "esenzioni.sqlite"
            if live:
                self.house.copy_database(copy)
            else:
                self._copy_files(Path(folder))
            connection = sqlite3.connect(copy)
            connection.row_factory = sqlite3.Row
            known = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            for table in known.intersection(TABLES):
                self.rows[table] = connection.execute(f"SELECT * FROM {table}").fetchall()
            checks = ("PRAGMA integrity_check", "PRAGMA foreign_key_check")
            self.soundness = [str(tuple(row)) for check in checks for row in connection.execute(check)]
            connection.close()

    def _copy_files(self, folder: Path) -> None:
        for part in ("", "-wal", "-journal"):
            source = self.house.data / f"esenzioni.sqlite{part}"
            if source.exists():
                shutil.copy(source, folder)

    @cached_property
    def deliveries(self) -> list[sqlite3.Row]:
        return self.rows["delivery"]

    @cached_property
    def archived(self) -> dict[str, Path]:
        """The files of the archive by name, which is to be their hash."""
        return {path.name: path for path in files(self.house.data / "documents")}

    @cached_property
    def inbox(self) -> list[tuple[str, str, str]]:
        """Sender, name and hash of each whole file that still lies there."""
        found = []
        for path in files(self.house.inbox):
            parts = path.relative_to(self.house.inbox).parts
            if not any(part.startswith(".") for part in parts):
                sender = parts[0] if len(parts) > 1 else "default"
                name = os.fsencode("/".join(parts[1:] or parts)).decode(errors="replace")
                found.append((sender, name, sha256_of(path)))
        return found

    @cached_property
    def receipts(self) -> list[ReceiptFacts]:
        """What each receipt of the database says."""
        return [_receipt(bytes(row["bytes"])) for row in self.rows["receipt"]]

    @cached_property
    def receipt_files(self) -> dict[tuple[str, str], bytes]:
        return {(path.parent.name, path.name): content for path, content in contents(files(self.house.receipts))}

    @cached_property
    def notice_files(self) -> dict[str, bytes]:
        folder = self.house.notices
        found = [path for path in folder.glob("*") if path.is_file()] if folder.is_dir() else []
        return {path.name: content for path, content in contents(found)}

    @cached_property
    def documents_of(self) -> dict[str, list[sqlite3.Row]]:
        """The documents of each practice."""
        return _by_practice(self.rows["practiceDocument"])

    @cached_property
    def _lines_of(self) -> dict[str, list[sqlite3.Row]]:
        return _by_practice(sorted(self.rows["historyLine"], key=lambda line: line["id"]))

    def history(self, practice: str) -> list[sqlite3.Row]:
        """The lines of a practice, oldest first."""
        return self._lines_of.get(practice, [])

    def fixed(self) -> "Evidence":
        """The same, with what is to be compared later looked at now."""
        _ = self.digest
        return self

    @cached_property
    def digest(self) -> dict[str, str]:
        """All that a further start must leave as it is: every row and every file but those of the database."""
        facts = {f"table {name}": str(sorted(tuple(row) for row in rows)) for name, rows in self.rows.items()}
        for path in files(self.house.data):
            if not path.name.startswith("esenzioni."):
                facts[str(path.relative_to(self.house.root))] = sha256_of(path)
        return facts


def _by_practice(rows: list[sqlite3.Row]) -> dict[str, list[sqlite3.Row]]:
    found: dict[str, list[sqlite3.Row]] = {}
    for row in rows:
        found.setdefault(row["practice"], []).append(row)
    return found


def contents(paths: list[Path]) -> Iterator[tuple[Path, bytes]]:
    """What is in each; a temporary file may have got its final name since it was listed."""
    for path in paths:
        try:
            yield path, path.read_bytes()
        except FileNotFoundError:
            if not is_temporary(path.name):
                raise


def is_temporary(name: str) -> bool:
    return name.startswith(".") and name.endswith(".tmp")


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def house_memory() -> str | None:
    """A folder in memory where there is one with room: what is written there need not survive."""
    memory = Path("/dev/shm")
    has_room = memory.is_dir() and shutil.disk_usage(memory).free > 1 << 30
    return str(memory) if has_room else None


def as_told(name: str) -> str:
    """A name as a receipt can repeat it: some characters XML does not carry."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\N{REPLACEMENT CHARACTER}", name)


def message_of(content: bytes) -> str:
    return etree.fromstring(content).findtext(f".//{NOTICE}idMessaggio") or ""


def _receipt(content: bytes) -> ReceiptFacts:
    root = etree.fromstring(content)

    def text(name: str) -> str:
        return root.findtext(f"{RECEIPT}{name}") or ""

    return ReceiptFacts(text("mittente"), text("file"), text("sha256"), text("esito"), text("numeroPratica"))


class Schemas:
    """The schemas that AURA and the senders hold us to, loaded once."""

    _loaded: ClassVar[dict[str, etree.XMLSchema]] = {}

    @classmethod
    def faults(cls, schema: str, content: bytes) -> str:
        if schema not in cls._loaded:
            cls._loaded[schema] = etree.XMLSchema(etree.parse(str(REPOSITORY / "config" / "schemas" / schema)))
        checker = cls._loaded[schema]
        try:
            root = etree.fromstring(content)
        except etree.XMLSyntaxError as error:
            return f"no XML: {error}"
        return "" if checker.validate(root) else str(checker.error_log.last_error)

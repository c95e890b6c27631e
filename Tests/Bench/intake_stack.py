# SPDX-License-Identifier: EUPL-1.2
"""What most people would write for the intake: PyMuPDF, lxml and sqlite3 in two workers, with the same durability.

Usage: intake_stack.py WORKERS STORE FILE...   Prints documents a second.
"""

import hashlib
import multiprocessing
import os
import re
import sqlite3
import sys
import time

import pymupdf
from lxml import etree

NAMES = {"h": "urn:hl7-org:v3"}
PATIENT, AUTHOR = "//h:recordTarget/h:patientRole", "//h:author/h:assignedAuthor"
# The values that the daemon reads, as XPath.
PATHS = [
    etree.XPath(f"string({path})", namespaces=NAMES)
    for path in (
        f"{PATIENT}/h:id/@extension", f"{PATIENT}//h:family", f"{PATIENT}//h:given", f"{PATIENT}//h:birthTime/@value",
        f"{PATIENT}//h:administrativeGenderCode/@code", "//h:observation/h:value/@code",
        "//h:observation/h:value/@displayName", "/*/h:effectiveTime/@value", f"{AUTHOR}//h:family", f"{AUTHOR}//h:given",
        "//h:custodian//h:name", "//h:act/h:code/@code",
    )
]  # fmt: skip
DATE = r"(\d{1,2}[./-]\d{1,2}[./-]\d{4})"
# The same by the labels that most papers have.
LABELS = [
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        r"\b([A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPR-T][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z])\b", r"\bcognome[: ]+(\S.*)$",
        r"(?<!g)\bnome[: ]+(\S.*)$", rf"\bnat[oa/]+\b.*?{DATE}", r"\bsesso[: ]+([MF])\b",
        r"\besenzione\b.*?\b([A-Z]{0,2}\d{2,4})\b", r"\bdiagnosi\b[^:\n]*: *(.+)$", r"\bICD[^0-9\n]*9?[^0-9\n]*(\d{3}\.?\d*)",
        rf"\b(?:data|li|il)\b.*?{DATE}", r"\b(?:dott|medico)\S*[: ]+(\S.*)$", r"^(.*(?:ospedale|azienda|asl|a\.o\.).*)$",
    )
]  # fmt: skip
SCHEMA = """CREATE TABLE document (sha256 TEXT PRIMARY KEY, name TEXT, size INTEGER, at INTEGER);
CREATE TABLE practice (id INTEGER PRIMARY KEY, asl TEXT, open INTEGER, created INTEGER, exemption TEXT, family TEXT,
 given TEXT, code TEXT, state TEXT);
CREATE TABLE event (id INTEGER PRIMARY KEY, practice INTEGER, at INTEGER, actor TEXT, state TEXT);
CREATE INDEX a ON practice (asl, open, created); CREATE INDEX b ON practice (asl, open, exemption, created);
CREATE INDEX c ON practice (asl, open, family, given); CREATE INDEX d ON practice (asl, state, created);
CREATE INDEX e ON practice (code); CREATE INDEX f ON event (practice, id);"""


def read(content: bytes) -> list[str]:
    if not content.startswith(b"%PDF"):
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
        return [path(root) for path in PATHS]
    lines: dict[tuple[int, int, int], list[str]] = {}
    with pymupdf.open(stream=content, filetype="pdf") as document:
        for page in document:
            for *_, word, block, line, _ in page.get_text("words"):
                lines.setdefault((page.number, block, line), []).append(word)
    text = "\n".join(" ".join(words) for words in lines.values())
    return [found[1] if (found := label.search(text)) else "" for label in LABELS]


def keep(store: str, content: bytes) -> str:
    name = hashlib.sha256(content).hexdigest()
    temporary = f"{store}/.{os.getpid()}.tmp"
    with open(temporary, "wb") as file:
        file.write(content)
        file.flush()
        os.fdatasync(file.fileno())
    os.rename(temporary, f"{store}/{name}")
    return name


def connect(store: str) -> sqlite3.Connection:
    database = sqlite3.connect(f"{store}/intake.sqlite", timeout=60, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    return database


def work(store: str, paths: list[str]) -> None:
    database = connect(store)
    for path in paths:
        with open(path, "rb") as file:
            content = file.read()
        digest = keep(store, content)
        values = (read(content) + ["", "", ""])[:3]
        now = int(time.time())
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT OR IGNORE INTO document VALUES (?, ?, ?, ?)", (digest, path, len(content), now))
        practice = database.execute(
            "INSERT INTO practice (asl, open, created, exemption, family, given, code, state)"
            " VALUES ('010301', 1, ?, '013', ?, ?, ?, 'INVIATA')", (now, *values)
        ).lastrowid  # fmt: skip
        database.execute(
            "INSERT INTO event (practice, at, actor, state) VALUES (?, ?, 'MEDICO', 'INVIATA')", (practice, now)
        )
        database.execute("COMMIT")
        os.unlink(path)


def main() -> None:
    workers, store, paths = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    start = time.monotonic()
    connect(store).executescript(SCHEMA)
    processes = [multiprocessing.Process(target=work, args=(store, paths[n::workers])) for n in range(workers)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert all(process.exitcode == 0 for process in processes)
    print(f"{len(paths) / (time.monotonic() - start):.0f}")


main()

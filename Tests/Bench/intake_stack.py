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
PATHS = ("string(//h:recordTarget//h:id/@extension)", "string(//h:recordTarget//h:family)",
         "string(//h:recordTarget//h:given)", "string(//h:observation/h:value/@code)")  # fmt: skip
CODE = re.compile(r"\b[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPR-T][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]\b")
SCHEMA = """CREATE TABLE document (sha256 TEXT PRIMARY KEY, name TEXT, size INTEGER, at INTEGER);
CREATE TABLE practice (id INTEGER PRIMARY KEY, asl TEXT, open INTEGER, created INTEGER, exemption TEXT, family TEXT,
 given TEXT, code TEXT, state TEXT);
CREATE TABLE event (id INTEGER PRIMARY KEY, practice INTEGER, at INTEGER, actor TEXT, state TEXT);
CREATE INDEX a ON practice (asl, open, created); CREATE INDEX b ON practice (asl, open, exemption, created);
CREATE INDEX c ON practice (asl, open, family, given); CREATE INDEX d ON practice (asl, state, created);
CREATE INDEX e ON practice (code); CREATE INDEX f ON event (practice, id);"""


def read(content: bytes) -> list[str]:
    if content.startswith(b"%PDF"):
        with pymupdf.open(stream=content, filetype="pdf") as document:
            words = [word[4] for page in document for word in page.get_text("words")]
        return CODE.findall(" ".join(words))[:1] + words[:2]
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(content, parser)
    return [str(root.xpath(path, namespaces=NAMES)) for path in PATHS]


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

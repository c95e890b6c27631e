#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""What a daemon costs at rest, how soon a dropped file is a practice, and what a crowd at its start takes.

Usage: daemon.py --binary PATH --samples PATH [--practices N] [--waiting N] [--drops N] [--idle S] [--keep FOLDER]. Times count
only within one run on one machine.
"""

import argparse
import contextlib
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pymupdf
from house import ROOT, House

TICKS = os.sysconf("SC_CLK_TCK")


def written(samples: str, folder: Path, count: int, seed: int) -> list[Path]:
    """`count` CDA documents and one-page text PDFs in turn, different for every seed."""
    command = [samples, "--out", str(folder), "--seed", str(seed), "--count", str(count * 5)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
    forms: dict[str, list[Path]] = {"cda-xml": [], "pdf-text": []}
    for line in (folder / "truth.jsonl").read_text().splitlines():
        truth = json.loads(line)
        if truth["form"] in forms:
            forms[truth["form"]].append(folder / truth["file"])
    return [path for pair in zip(*forms.values(), strict=False) for path in pair][:count]


def scanned(documents: list[Path], folder: Path) -> list[Path]:
    """Pictures of the documents' first pages, 200 dots an inch."""
    folder.mkdir()
    found = []
    for index, document in enumerate(documents):
        with pymupdf.open(document) as text, pymupdf.open() as scan:
            page = scan.new_page(width=text[0].rect.width, height=text[0].rect.height)
            page.insert_image(page.rect, pixmap=text[0].get_pixmap(dpi=200, colorspace=pymupdf.csGRAY))
            found.append(folder / f"scan-{index}.pdf")
            scan.save(found[-1])
    return found


class Daemon:
    """A running daemon, its children included."""

    def __init__(self, house: House) -> None:
        self.house = house
        start = time.monotonic()
        self.process = house.serve()
        self.ready_after = time.monotonic() - start
        self.inbox = house.folder / "inbox/ospedale"
        self.inbox.mkdir(exist_ok=True)
        path = house.folder / "var/esenzioni.sqlite"
        self.database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)

    def end(self) -> None:
        self.database.close()
        self.process.terminate()
        self.process.wait()

    def processes(self) -> Iterator[Path]:
        """Of its session: itself, the nursery and the readers."""
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if os.readlink(folder / "exe") == os.path.realpath(self.house.binary):
                    yield folder

    def processor_seconds(self) -> float:
        ticks = 0
        for folder in self.processes():
            with contextlib.suppress(OSError):
                fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                ticks += sum(map(int, fields[11:15]))
        return ticks / TICKS

    def memory(self) -> float:
        """What all hold together (PSS, MB), where one may look into them."""
        total = 0
        for folder in self.processes():
            with contextlib.suppress(OSError):
                lines = (folder / "smaps_rollup").read_text().splitlines()
                total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return total / 1024

    def value(self, sql: str) -> int:
        return self.database.execute(sql).fetchone()[0] or 0

    @property
    def entered(self) -> int:
        return self.value("SELECT max(id) FROM delivery")

    @property
    def unread(self) -> int:
        return self.value("SELECT count(*) FROM delivery WHERE outcome IS NULL")

    def drop(self, document: Path) -> float:
        """Milliseconds until the ledger has the file's outcome."""
        before = self.entered
        shutil.copyfile(document, self.house.folder / "inbox/.next")
        start = time.monotonic()
        os.rename(self.house.folder / "inbox/.next", self.inbox / document.name)
        asked = f"SELECT count(*) FROM delivery WHERE id > {before} AND outcome IS NOT NULL"
        while not self.value(asked):
            time.sleep(0.0001)
        return (time.monotonic() - start) * 1000


def told(label: str, times: list[float]) -> None:
    times.sort()
    shares = [times[min(len(times) - 1, int(len(times) * share))] for share in (0.5, 0.9, 0.99)]
    print(f"  {label:48} p50 {shares[0]:6.2f}   p90 {shares[1]:6.2f}   p99 {shares[2]:6.2f}   max {times[-1]:7.2f} ms")


def dropped(daemon: Daemon, documents: list[Path]) -> list[float]:
    times = []
    for document in documents:
        times.append(daemon.drop(document))
        time.sleep(0.02)
    return times


def at_rest(house: House, seconds: int) -> None:
    daemon = Daemon(house)
    time.sleep(5)
    before = daemon.processor_seconds()
    time.sleep(seconds)
    used = daemon.processor_seconds() - before
    print(f"  at rest for {seconds} s: {used:.2f} s of processor, {used / seconds:.2%}; {daemon.memory():.0f} MB")
    daemon.end()
    starts = []
    for _ in range(5):
        daemon = Daemon(house)
        starts.append(daemon.ready_after * 1000)
        daemon.end()
    print(f"  start to ready, median of 5: {statistics.median(starts):.0f} ms")


def one_by_one(house: House, documents: list[Path], scans: list[Path]) -> None:
    daemon = Daemon(house)
    half = len(documents) // 2
    dropped(daemon, documents[:10])
    told("drop to outcome, nothing else waiting", dropped(daemon, documents[10:half]))
    for scan in scans:
        shutil.copyfile(scan, daemon.inbox / scan.name)
    while daemon.unread < len(scans) // 2:
        time.sleep(0.05)
    time.sleep(2)
    start = daemon.unread
    times = dropped(daemon, documents[half:])
    told(f"the same while scans wait ({start} to {daemon.unread})", times)
    while daemon.unread:
        time.sleep(0.5)
    daemon.end()


def crowd(house: House, documents: list[Path], count: int) -> None:
    inbox = house.folder / "inbox/ospedale"
    inbox.mkdir(exist_ok=True)
    for index in range(count):
        # Different bytes each: the same again is only said to be known.
        content = documents[index % len(documents)].read_bytes() + b"\n" * (index // len(documents))
        (inbox / f"{index}{documents[index % len(documents)].suffix}").write_bytes(content)
    os.sync()
    start = time.monotonic()
    daemon = Daemon(house)
    first, peak, entered_at = daemon.entered, 0.0, None
    while daemon.unread or entered_at is None:
        peak = max(peak, daemon.memory())
        if entered_at is None and not any(inbox.iterdir()):
            entered_at = time.monotonic() - start
        time.sleep(0.5)
    time_taken = time.monotonic() - start
    print(
        f"  {count} files waiting at start: all in the ledger after {entered_at:.0f} s, all read after {time_taken:.0f} s"
        f" ({count / time_taken:.0f}/s); peak {peak:.0f} MB; ready after {daemon.ready_after * 1000:.0f} ms"
    )
    daemon.end()


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--binary", required=True)
    options.add_argument("--samples", required=True)
    options.add_argument("--practices", type=int, default=10_000)
    options.add_argument("--waiting", type=int, default=50_000)
    options.add_argument("--drops", type=int, default=600)
    options.add_argument("--idle", type=int, default=60)
    options.add_argument("--keep", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        house = House(chosen.binary, chosen.keep or folder / "casa", chosen.practices)
        documents = written(chosen.samples, folder / "documents", max(chosen.drops, 2000), time.time_ns() % 1_000_000)
        scans = scanned([each for each in documents if each.suffix == ".pdf"][:50], folder / "scans")
        print(f"with {chosen.practices} practices:")
        at_rest(house, chosen.idle)
        one_by_one(house, documents[: chosen.drops], scans)
        if chosen.waiting:
            crowd(house, documents, chosen.waiting)


main()

# SPDX-License-Identifier: EUPL-1.2
"""Random drops into the inbox of a daemon that is killed at random; see `--help`.

    python -m torture.drops --drops 100000 --seed 1 --report drops.json

The same seed makes the same drops; when the daemon is killed is measured in time and differs.
"""

import argparse
import heapq
import json
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from .evidence import Evidence, files, house_memory, sha256_of
from .house import CLINIC, DUE, HOSPITAL, PORTAL, Daemon, House, program
from .invariants import AT_REST, broken, no_copy_stays_unfinished
from .ledger import Ledger
from .papers import certificate, laboratory, letter, nameless, request
from .people import person
from .writers import WRITERS, Dropping, Writing, renamed

SETTLE = 0.5
IN_FLIGHT = 1500
"""More drops than this do not wait for the daemon at once."""
CODES = (("013", "25000"), ("055", "01160"), ("048", "1749"))
NAMES = ("referto {}.xml", "àèì-{}.xml", "'; DROP TABLE delivery;-- {}", "<&>{}.xml", "\udce9{}.xml", "a\n{}.xml", "$({}).pdf",
         "\u202e{}.xml", "-{}.xml", "%s%n{}")  # fmt: skip


class Storm:
    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.chance = random.Random(options.seed)
        self.timing = random.Random(options.seed + 1)
        self.folder = Path(tempfile.mkdtemp(prefix="torture-", dir=options.work or house_memory()))
        self.house = House(self.folder / "house", program())
        self.ledger = Ledger()
        self.writing: list[tuple[float, int, Writing]] = []
        self.earlier: list[bytes] = []
        self.kinds: Counter[str] = Counter()
        self.dropped = self.kills = 0
        self.waiting, self.looked = 0, 0.0

    def blow(self) -> list[str]:
        """All drops and all kills, then rest.

        Returns: what is broken.
        """
        self.house.prepare(settle=SETTLE, parallel=2, level="error")
        daemon = self.house.start()
        next_kill = self._next_kill()
        while self.dropped < self.options.drops or self.writing:
            if daemon.is_gone:
                return [f"the daemon ended by itself with {daemon.process.returncode}"]
            if time.monotonic() > next_kill:
                daemon.kill()
                self.kills += 1
                daemon = self.house.start()
                next_kill = self._next_kill()
            self._advance()
            if self.dropped < self.options.drops and not self._is_full():
                self._drop()
            elif not self.writing or self.writing[0][0] > time.monotonic():
                time.sleep(0.005)
        return self._rest(daemon)

    def _rest(self, daemon: Daemon) -> list[str]:
        try:
            daemon.await_quiet(120 + self.options.drops / 50)
            daemon.await_ready()
        except TimeoutError as error:
            return [str(error), *broken(Evidence(self.house, self.ledger), AT_REST)]
        ending = daemon.stop()
        faults = broken(Evidence(self.house, self.ledger), (*AT_REST, no_copy_stays_unfinished))
        outside = files(self.house.root / "fuori")
        faults += [f"changed through its link: {path}" for path in outside if sha256_of(path) != path.name]
        return faults + ([f"the daemon ends with {ending}"] if ending else [])

    def _next_kill(self) -> float:
        return time.monotonic() + self.timing.uniform(0.3, 2 * self.options.kill_seconds)

    def _is_full(self) -> bool:
        """Whether enough waits; asked some times a second, since it walks the inbox."""
        if time.monotonic() - self.looked > 0.2:
            self.looked = time.monotonic()
            self.waiting = len(self.house.waiting_files()) + self._unread()
        return self.waiting > IN_FLIGHT

    def _unread(self) -> int:
        try:
            return self.house.query(DUE)[0][0]
        except sqlite3.OperationalError:
            # A database that is being born has no tables yet.
            return 0

    def _advance(self) -> None:
        while self.writing and self.writing[0][0] <= time.monotonic():
            _, number, writing = heapq.heappop(self.writing)
            self._step(number, writing)

    def _step(self, number: int, writing: Writing) -> None:
        try:
            pause = next(writing)
        except StopIteration:
            return
        heapq.heappush(self.writing, (time.monotonic() + pause, number, writing))

    def _drop(self) -> None:
        if self.chance.random() < 0.02:
            self._drop_request()
            return
        sender = self.chance.choice((HOSPITAL, HOSPITAL, CLINIC, PORTAL))
        name = self.chance.choice(NAMES).format(self.dropped)
        if sender != PORTAL and self.chance.random() < 0.2:
            name = f"reparto {self.chance.randrange(9)}/{name}"
        weights, writers = zip(*WRITERS, strict=True)
        self._start(self.chance.choices(writers, weights)[0], sender, name, self._content())

    def _start(self, writer: object, sender: str, name: str, content: bytes) -> None:
        own = random.Random(f"{self.options.seed}/{self.dropped}")
        one = Dropping(self.house, self.ledger, own, sender, name, content, self.dropped, SETTLE)
        self.kinds[writer.__name__] += 1  # type: ignore[attr-defined]
        self.dropped += 1
        self._step(self.dropped, writer(one))  # type: ignore[operator]

    def _drop_request(self) -> None:
        """A citizen's folder, its files in any order."""
        who, number = person(self.chance.randrange(20_000)), self.dropped
        files = {
            f"allegato {index}.xml": certificate(who, note=f"{number}/{index}")
            for index in range(self.chance.randrange(4))
        }
        whole = {**files, "richiesta.xml": request(who, self.chance.choice(CODES)[0], files)}
        whole["richiesta.xml"] += f"<!-- {number} -->".encode()
        for name in self.chance.sample(sorted(whole), len(whole)):
            self._start(renamed, PORTAL, f"r-{number}/{name}", whole[name])

    def _content(self) -> bytes:
        who, note = person(self.chance.randrange(3000)), str(self.dropped)
        kind = self.chance.random()
        if kind < 0.1 and self.earlier:
            return self.chance.choice(self.earlier)
        if kind < 0.35:
            return f"rumore {self.chance.random()} ".encode() * self.chance.randrange(1, 200)
        if kind < 0.4:
            return letter(who, note=note)
        if kind < 0.45:
            return laboratory(who, note)
        if kind < 0.47:
            return nameless(note)
        content = certificate(who, *self.chance.choice(CODES), note=note)
        if len(self.earlier) < 1000:
            self.earlier.append(content)
        return content


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--drops", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kill-seconds", type=float, default=4, help="mean time between kills")
    parser.add_argument("--report", help="a file for the result as JSON")
    parser.add_argument("--work", help="the folder to work in; default is memory")
    options = parser.parse_args()
    storm = Storm(options)
    began = time.monotonic()
    faults = storm.blow()
    result = {
        "drops": storm.dropped, "kills": storm.kills, "seed": options.seed, "writers": dict(storm.kinds),
        "seconds": round(time.monotonic() - began), "faults": faults,
        "outcomes": {row[0]: row[1] for row in storm.house.query("SELECT outcome, count(*) FROM delivery GROUP BY 1")},
    }  # fmt: skip
    text = json.dumps(result, indent=1)
    print(text if len(faults) < 50 else json.dumps({**result, "faults": faults[:50]}, indent=1))
    if options.report:
        Path(options.report).write_text(text)
    if faults:
        print(f"kept: {storm.folder}", file=sys.stderr)
    else:
        shutil.rmtree(storm.folder)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

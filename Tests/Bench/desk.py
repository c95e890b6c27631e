#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The desk's speed beside a bare Flask page over the same database, both under wrk on this machine.

Usage: desk.py --binary PATH --practices N [--seconds S] [--keep FOLDER]. Signed in, with everything that the desk does for
a page. Ratios count, and only within one run on one machine. Writes a table; --keep uses a folder again, since taking a
million practices in takes minutes.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import urllib.parse
from pathlib import Path

from house import ASL, House, free_port, started
from practices import CLOSED, EXEMPTIONS
from torture.people import FAMILIES

SCRIPT = """
local paths = {}
for line in io.lines(os.getenv("WRK_PATHS")) do paths[#paths + 1] = line end
local index = 0
function init() math.randomseed(7); index = math.random(#paths) end
function request()
  index = index % #paths + 1
  return wrk.format("GET", paths[index], { ["Cookie"] = os.getenv("WRK_COOKIE") or "" })
end
function done(summary, latency)
  io.write(string.format("RESULT %.1f %.3f %.3f %d\\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.errors.status + summary.errors.timeout))
end
"""


def list_paths() -> list[str]:
    """Six hundred different searches of both tabs, most of them of what waits."""
    chance, found = random.Random(7), []
    for _ in range(600):
        is_closed = chance.random() < 0.2
        fields = {"scheda": "chiuse" if is_closed else "da-fare"}
        if chance.random() < 0.3:
            fields["stato"] = chance.choice(CLOSED if is_closed else ("INVIATA", "IN_LAVORAZIONE"))
        if chance.random() < 0.4:
            fields["esenzione"] = chance.choice(EXEMPTIONS)[0]
        if chance.random() < 0.3:
            fields["cognome"] = chance.choice(FAMILIES)[: chance.randint(2, 5)]
        found.append("/?" + urllib.parse.urlencode(fields))
    return found


def measure(address: str, paths: list[str], connections: int, seconds: int, cookie: str = "") -> tuple[float, ...]:
    with tempfile.TemporaryDirectory() as folder:
        script, listed = Path(folder) / "wrk.lua", Path(folder) / "paths"
        script.write_text(SCRIPT)
        listed.write_text("\n".join(paths))
        command = ["wrk", "-t", str(min(2, connections)), "-c", str(connections), "-d", f"{seconds}s", "-s", str(script)]
        said = subprocess.run(
            [*command, address], capture_output=True, text=True, check=True,
            env={**os.environ, "WRK_PATHS": str(listed), "WRK_COOKIE": cookie},
        ).stdout  # fmt: skip
    rate, median, late, errors = map(float, re.search(r"RESULT (\S+) (\S+) (\S+) (\S+)", said).groups())
    if errors:
        raise SystemExit(f"{errors:.0f} requests failed at {address}{paths[0]}:\n{said}")
    return rate, median, late


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--binary", required=True)
    options.add_argument("--practices", type=int, default=10_000)
    options.add_argument("--seconds", type=int, default=4)
    options.add_argument("--keep", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        compare(House(chosen.binary, chosen.keep or Path(name) / "casa", chosen.practices), chosen)


def compare(house: House, chosen: argparse.Namespace) -> None:
    numbers = house.numbers()
    chance = random.Random(7)
    details = [f"/pratiche/{chance.choice(numbers)}" for _ in range(600)]
    port = free_port()
    flask = started(
        [sys.executable, "-m", "gunicorn", "-w", "2", "-b", f"127.0.0.1:{port}", "flask_desk:application"],
        f"http://127.0.0.1:{port}/", cwd=Path(__file__).parent,
        env={**os.environ, "DESK_DATABASE": f"{house.folder}/var/esenzioni.sqlite", "DESK_ASL": ASL},
    )  # fmt: skip
    daemon = house.serve()
    try:
        cookie = house.cookie()
        print(f"{chosen.practices} practices          requests/s   p50 ms   p99 ms      Flask: requests/s   p50    p99   ratio")
        for label, paths in (("list", list_paths()), ("detail", details), ("first page", ["/"])):
            for connections in (8, 1):
                ours = measure(house.address, paths, connections, chosen.seconds, cookie)
                theirs = measure(f"http://127.0.0.1:{port}", paths, connections, chosen.seconds)
                print(
                    f"{label:11} {connections} connections {ours[0]:10.0f} {ours[1]:9.2f} {ours[2]:8.2f}"
                    f" {theirs[0]:18.0f} {theirs[1]:8.2f} {theirs[2]:6.2f} {ours[0] / theirs[0]:7.2f}"
                )
    finally:
        for process in (daemon, flask):
            process.terminate()
            process.wait()


main()

# SPDX-License-Identifier: EUPL-1.2
"""python -m accuracy.generate --seed N --count M --out DIR [--kinds text,defective,…] [--producers reportlab,…]

Writes documents and `truth.jsonl`. The same seed gives the same documents. Exit 1 if a truth does not hold on its page."""

import argparse
import json
import random
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from .envelopes import Signer
from .kinds import MAKERS, SHARES
from .studio import Studio
from .web import Chromium

PRODUCERS = ("reportlab", "fpdf2", "chromium", "libreoffice")


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--kinds", default=",".join(SHARES), help=", ".join(MAKERS))
    parser.add_argument(
        "--producers", default=",".join(p for p in PRODUCERS if p != "libreoffice" or shutil.which("soffice"))
    )
    return parser.parse_args()


def write(lines, path):
    """Writes the truth in the order of the files; returns how much of it does not hold."""
    faults = 0
    with open(path, "w", encoding="utf-8") as truth:
        for _, line in sorted(lines.items()):
            for fault in line.pop("faults"):
                faults += 1
                print(f"{line['file']}: {fault}", file=sys.stderr)
            truth.write(json.dumps(line, ensure_ascii=False) + "\n")
    return faults


def documents(folder, seed, count, kinds, producers):
    """Writes the documents and their truth; returns how much of the truth does not hold."""
    folder.mkdir(parents=True, exist_ok=True)
    studio = Studio(folder, producers)
    with ExitStack() as stack:
        if "chromium" in producers:
            studio.chromium = stack.enter_context(Chromium())
        if "envelope" in kinds:
            studio.signer = Signer(stack.enter_context(tempfile.TemporaryDirectory()))
        for index in range(count):
            chance = random.Random(f"{seed}/{index}")
            kind = chance.choices(kinds, [SHARES.get(kind, 1) for kind in kinds])[0]
            MAKERS[kind](studio, chance, f"{index:05}-{kind}")
        studio.finish()
    return write(studio.lines, folder / "truth.jsonl")


def main():
    chosen = options()
    kinds = chosen.kinds.split(",")
    unknown = [kind for kind in kinds if kind not in MAKERS]
    if unknown:
        sys.exit(f"no such kind: {', '.join(unknown)}; there are {', '.join(MAKERS)}")
    if documents(chosen.out, chosen.seed, chosen.count, kinds, chosen.producers.split(",")):
        sys.exit(1)


if __name__ == "__main__":
    main()

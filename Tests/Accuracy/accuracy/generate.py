# SPDX-License-Identifier: EUPL-1.2
"""python -m accuracy.generate --seed N --count M --out DIR [--kinds text,defective,…] [--producers reportlab,…]

Writes documents and `truth.jsonl`. The same seed gives the same documents. Exit 1 if a truth does not hold on its page."""

import argparse
import json
import random
import sys
from contextlib import ExitStack
from pathlib import Path

from .kinds import MAKERS, Studio
from .web import Chromium

SHARES = {"text": 60, "defective": 20, "form": 8, "notevidence": 8, "mixed": 2, "envelope": 2}
PRODUCERS = ("reportlab", "fpdf2", "chromium")


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--kinds", default=",".join(kind for kind in SHARES if kind in MAKERS), help=", ".join(MAKERS))
    parser.add_argument("--producers", default=",".join(PRODUCERS))
    return parser.parse_args()


def main():
    chosen = options()
    chosen.out.mkdir(parents=True, exist_ok=True)
    kinds = chosen.kinds.split(",")
    unknown = [kind for kind in kinds if kind not in MAKERS]
    if unknown:
        sys.exit(f"no such kind: {', '.join(unknown)}; there are {', '.join(MAKERS)}")
    producers, faults = chosen.producers.split(","), 0
    with ExitStack() as stack, open(chosen.out / "truth.jsonl", "w", encoding="utf-8") as truth:
        studio = Studio(chosen.out, producers)
        if "chromium" in producers:
            studio.chromium = stack.enter_context(Chromium())
        for index in range(chosen.count):
            chance = random.Random(f"{chosen.seed}/{index}")
            kind = chance.choices(kinds, [SHARES.get(kind, 1) for kind in kinds])[0]
            line = MAKERS[kind](studio, chance, f"{index:05}-{kind}")
            for fault in line.pop("faults"):
                faults += 1
                print(f"{line['file']}: {fault}", file=sys.stderr)
            truth.write(json.dumps(line, ensure_ascii=False) + "\n")
    if faults:
        sys.exit(1)


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: EUPL-1.2
"""python -m accuracy.house --samples .build/release/esenzioni-samples --seed N --count M --out DIR

The project's own sample writer (cairo, and CDA) as one more producer: its truth in the form of the others', without places."""

import argparse
import json
import subprocess
from pathlib import Path

from .catalogue import FOLDER


def line(truth):
    """One line of the sample writer as a line of this measurement."""
    fields = {
        name: {"value": value, "shown": value} for name, value in truth["fields"].items() if name != "pathologyNote"
    }
    return {
        "file": truth["file"],
        "group": "clean",
        "kind": truth["kind"],
        "layout": truth["sample"],
        "producer": "house",
        "form": truth["form"],
        "role": truth["role"],
        "fields": fields,
        "implied": {},
        "contested": [],
        "defect": "",
        "expected": [],
        "alterations": [],
        "alternatives": {},
        "decoys": [],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("--samples", None), ("--seed", "1"), ("--count", "110")):
        parser.add_argument(name, default=default, required=default is None)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    subprocess.run(
        [chosen.samples, "--out", chosen.out, "--seed", chosen.seed, "--count", chosen.count, "--catalogue", FOLDER],
        check=True,
    )
    path = chosen.out / "truth.jsonl"
    truths = [line(json.loads(text)) for text in path.read_text(encoding="utf-8").splitlines()]
    path.write_text("".join(json.dumps(truth, ensure_ascii=False) + "\n" for truth in truths), encoding="utf-8")


if __name__ == "__main__":
    main()

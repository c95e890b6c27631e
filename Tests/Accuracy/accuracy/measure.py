# SPDX-License-Identifier: EUPL-1.2
"""python -m accuracy.measure --binary .build/release/esenzioni --dir DIR [--list] [--config FILE]

Runs `esenzioni extract --json` on the documents of DIR and prints how well it reads them, beside the goals. `--list` names
each document that falls short. Exit 1 when a key value is wrong without a doubt or a finding."""

import argparse
import collections
import json
import statistics
import subprocess
import sys
from pathlib import Path

from .rules import KEYS, SECOND
from .tally import Tally

REPOSITORY = Path(__file__).resolve().parents[3]
CONFIGURATION = str(REPOSITORY / "config" / "esenzioni.yml")
BATCH = 100
PICTURE_GROUPS = ("scan", "mixed")


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--dir", type=Path, required=True)
    parser.add_argument("--config", default=CONFIGURATION)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--save", type=Path, help="where to keep what the program printed")
    return parser.parse_args()


def read_truth(folder):
    return [json.loads(line) for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()]


def extracts(binary, folder, names, config=None):
    """What the program says of each file, by name."""
    out = {}
    for start in range(0, len(names), BATCH):
        part = names[start : start + BATCH]
        command = [binary, "extract", "--json", *(str(folder / name) for name in part)]
        outcome = subprocess.run(command + (["--config", config] if config else []), capture_output=True, text=True)
        for line in outcome.stdout.split("\n"):
            if line.startswith("{"):
                answer = json.loads(line)
                out[Path(answer["file"]).name] = answer
        missing = [name for name in part if name not in out]
        if missing:
            print(
                f"no answer for {len(missing)} of {len(part)}: {missing[0]} … {outcome.stderr[-400:]}", file=sys.stderr
            )
    return out


def share(pair):
    return f"{pair[0] / pair[1] * 100:6.2f} %" if pair[1] else "     -  "


def table(title, tally, goal):
    print(f"\n{title}")
    for field in KEYS:
        print(f"  {field:<24}{share(tally.exact[field])} of {tally.exact[field][1]:<6} goal ≥ {goal} %")
    for field in SECOND:
        print(f"  {field:<24}{share(tally.exact[field])} of {tally.exact[field][1]:<6} goal ≥ 97 %")
    print(f"  {'all key fields together':<24}{share(tally.together)} of {tally.together[1]:<6} goal ≥ 97 %")
    print(f"  {'flagged for nothing':<24}{share(tally.flagged)} of {tally.flagged[1]:<6} goal ≤ 2 %")


def by(truths, answers, key):
    print(f"\nAll key fields together, by {key}")
    groups = collections.defaultdict(Tally)
    for truth in truths:
        if truth["role"] == "certificate" and not truth["defect"]:
            for value in truth[key] if isinstance(truth[key], list) else [truth[key]]:
                groups[value].add(truth, answers.get(truth["file"]))
    for value, tally in sorted(groups.items()):
        print(f"  {value:<24}{share(tally.together)} of {tally.together[1]:<6} flagged {share(tally.flagged)}")


def summary(truths, answers):
    whole, text, scans = Tally(), Tally(), Tally()
    for truth in truths:
        answer = answers.get(truth["file"])
        whole.add(truth, answer)
        (scans if truth["group"] in PICTURE_GROUPS else text).add(truth, answer)
    return whole, text, scans


def report(truths, answers):
    whole, text, scans = summary(truths, answers)
    print(f"{len(truths)} documents, {len(answers)} answers")
    if text.together[1]:
        table("Text and forms, exact", text, 99)
    if scans.together[1]:
        table("Scans and pasted pictures, exact", scans, 96)
    print(f"\nA key value wrong without doubt or finding: {len(whole.silent)} (goal 0)")
    caught = [sum(pair[i] for pair in whole.caught.values()) for i in (0, 1)]
    print(f"\nDefective flagged with the right finding: {share(caught)} of {caught[1]} (goal ≥ 99 %)")
    for defect, pair in sorted(whole.caught.items()):
        print(f"  {defect:<32}{share(pair)} of {pair[1]}")
    print(f"\nEvidence taken for none or the reverse: {whole.roles[0]} of {whole.roles[1]} (goal ≤ 0.1 %)")
    if len(whole.overlaps) > 1:
        tenth = statistics.quantiles(whole.overlaps, n=10)[0]
        print(
            f"Boxes: IoU median {statistics.median(whole.overlaps):.3f} (goal ≥ 0.9), tenth percentile {tenth:.3f}, "
            f"right page {share(whole.pages)} of {whole.pages[1]}"
        )
    for key in ("producer", "layout", "alterations"):
        by(truths, answers, key)
    return whole


def main():
    chosen = options()
    truths = read_truth(chosen.dir)
    answers = extracts(chosen.binary, chosen.dir, [truth["file"] for truth in truths], chosen.config)
    if chosen.save:
        chosen.save.write_text(
            "".join(json.dumps(answer, ensure_ascii=False) + "\n" for answer in answers.values()), encoding="utf-8"
        )
    whole = report(truths, answers)
    for line in whole.silent:
        print(f"SILENT {line}")
    if chosen.list:
        print(*whole.notes, sep="\n")
    sys.exit(1 if whole.silent else 0)


if __name__ == "__main__":
    main()

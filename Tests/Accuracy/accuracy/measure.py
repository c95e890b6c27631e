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

from .rules import KEYS, SECOND, overlap, same

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


def warnings_of(answer):
    return [finding for finding in answer.get("findings", []) if finding["severity"] in ("warning", "blocking")]


def is_doubted(answer, field):
    """Whether a reader of the answer is told that this value may be wrong."""
    value = answer["fields"].get(field, {})
    if value.get("confidence") == "doubtful":
        return True
    named = [finding for finding in answer.get("findings", []) if finding.get("field") == field]
    person = field.startswith("beneficiary") and any(
        finding["code"] in ("identity-mismatch", "several-persons", "page-names-another")
        for finding in warnings_of(answer)
    )
    return bool(named) or person


class Tally:
    """What is counted over a set of documents."""

    def __init__(self):
        self.exact = collections.defaultdict(lambda: [0, 0])
        self.together = [0, 0]
        self.flagged = [0, 0]
        self.caught = collections.defaultdict(lambda: [0, 0])
        self.roles = [0, 0]
        self.pages = [0, 0]
        self.overlaps = []
        self.silent = []
        self.notes = []

    def add(self, truth, answer):
        name = truth["file"]
        if answer is None:
            self.notes.append(f"{name}: no answer")
            answer = {"fields": {}, "findings": [], "role": "none", "form": "none"}
        self.count_role(truth, answer)
        if truth["role"] != "certificate":
            return
        self.count_silent(truth, answer)
        if truth["defect"]:
            self.count_defect(truth, answer)
        else:
            self.count_fields(truth, answer)
            self.count_flags(truth, answer)
        self.count_boxes(truth, answer)

    def count_role(self, truth, answer):
        if truth.get("role_free"):
            return
        confused = {truth["role"], answer["role"]} == {"certificate", "not-evidence"}
        self.roles[0] += confused
        self.roles[1] += 1
        if truth["role"] != answer["role"]:
            self.notes.append(f"{truth['file']}: role {answer['role']}, truth {truth['role']} ({truth['layout']})")

    def count_fields(self, truth, answer):
        right = True
        for field, entry in truth["fields"].items():
            got = answer["fields"].get(field, {}).get("value")
            hit = got is not None and same(field, got, entry["value"], truth.get("alternatives", {}).get(field, ()))
            self.exact[field][0] += hit
            self.exact[field][1] += 1
            if field in KEYS:
                right = right and hit
            if not hit and (field in KEYS or field in SECOND):
                self.notes.append(f"{truth['file']}: {field} {got!r}, truth {entry['value']!r}, shown {entry['shown']!r} "
                                  f"({truth['layout']}, {truth['producer']})")  # fmt: skip
        self.together[0] += right
        self.together[1] += 1

    def count_silent(self, truth, answer):
        """Key values that differ from the truth and that nothing in the answer calls into question."""
        expected = {field: entry["value"] for field, entry in truth["fields"].items()}
        expected = truth.get("implied", {}) | expected
        for field in KEYS:
            value = answer["fields"].get(field, {})
            if "value" not in value or field not in expected or field in truth["contested"]:
                continue
            if not same(field, value["value"], expected[field]) and not is_doubted(answer, field):
                self.silent.append(f"{truth['file']}: {field} {value['value']!r}, truth {expected[field]!r}, "
                                   f"confidence {value.get('confidence')}, source {json.dumps(value.get('source'))}, as written "
                                   f"{value.get('asWritten')!r} ({truth['layout']}, {truth['producer']}, {truth['defect']})")  # fmt: skip
        contested = [field for field in truth["contested"] if field in KEYS]
        stated = [field for field in contested if "value" in answer["fields"].get(field, {})]
        if stated and not self.finds(truth, answer) and not any(is_doubted(answer, field) for field in contested):
            self.silent.append(f"{truth['file']}: {truth['defect']} taken without a word: {stated}")

    def finds(self, truth, answer):
        codes = {finding["code"] for finding in answer.get("findings", [])}
        return any(code in codes for code in truth["expected"])

    def count_flags(self, truth, answer):
        flags = [finding["code"] for finding in warnings_of(answer) if finding["code"] not in truth["expected"]]
        self.flagged[0] += bool(flags)
        self.flagged[1] += 1
        if flags:
            self.notes.append(f"{truth['file']}: flagged {flags} ({truth['layout']}, {truth['producer']})")

    def count_defect(self, truth, answer):
        hit = self.finds(truth, answer)
        self.caught[truth["defect"]][0] += hit
        self.caught[truth["defect"]][1] += 1
        if not hit:
            codes = [finding["code"] for finding in answer.get("findings", [])]
            self.notes.append(f"{truth['file']}: {truth['defect']} not flagged, findings {codes}, expected {truth['expected']} "
                              f"({truth['layout']}, {truth['producer']})")  # fmt: skip

    def count_boxes(self, truth, answer):
        for field, entry in truth["fields"].items():
            got = answer["fields"].get(field, {})
            if (
                "box" not in entry
                or "value" not in got
                or not same(field, got["value"], entry["value"], truth.get("alternatives", {}).get(field, ()))
            ):
                continue
            source = got.get("source") or {}
            if source.get("kind") not in ("text", "form", "ocr") or "page" not in source:
                continue
            if field in truth.get("alternatives", {}) and not same(field, got["value"], entry["value"]):
                continue
            spots = [spot for spot in (entry, *entry.get("also", ())) if spot["page"] == source["page"]]
            self.pages[0] += bool(spots)
            self.pages[1] += 1
            if spots and source.get("box"):
                self.overlaps.append(max(overlap(source["box"], spot["box"]) for spot in spots))


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
        print(f"Boxes: IoU median {statistics.median(whole.overlaps):.3f} (goal ≥ 0.9), tenth percentile {tenth:.3f}, "
              f"right page {share(whole.pages)} of {whole.pages[1]}")  # fmt: skip
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

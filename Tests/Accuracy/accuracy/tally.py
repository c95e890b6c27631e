# SPDX-License-Identifier: EUPL-1.2
"""What is counted when answers are held against the truth."""

import collections
import json

from .rules import KEYS, SECOND, overlap, same


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
                self.notes.append(
                    f"{truth['file']}: {field} {got!r}, truth {entry['value']!r}, shown {entry['shown']!r} "
                    f"({truth['layout']}, {truth['producer']})"
                )
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
                self.silent.append(
                    f"{truth['file']}: {field} {value['value']!r}, truth {expected[field]!r}, "
                    f"confidence {value.get('confidence')}, source {json.dumps(value.get('source'))}, as written "
                    f"{value.get('asWritten')!r} ({truth['layout']}, {truth['producer']}, {truth['defect']})"
                )
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
            self.notes.append(
                f"{truth['file']}: {truth['defect']} not flagged, findings {codes}, expected {truth['expected']} "
                f"({truth['layout']}, {truth['producer']})"
            )

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

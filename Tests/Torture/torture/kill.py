# SPDX-License-Identifier: EUPL-1.2
"""Every call of every step, hit by every kind of fault; see `--help`.

    python -m torture.kill --report kill.jsonl                      kill and torn at every call
    python -m torture.kill --kinds eio,enospc,full --every 5        errors at every fifth
    python -m torture.kill --step reject --kinds kill --at 17       one point again; its folder is kept

One line of JSON a point goes into the report; points that are in it already are not run again, so that a run which was
interrupted goes on. With TORTURE_UNPRIVILEGED in the environment root gives its rights away for the program. A point that breaks an invariant leaves its folder behind and prints how to run it again.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .evidence import house_memory
from .faults import KINDS, Call, calls
from .house import House, program
from .ledger import Ledger
from .points import Outcome, Template, advance, strike
from .scenario import SCENARIO, Step

TEARABLE = ("write", "pwrite64")
DEEP = 10
"""Of so many points one is recovered by the daemon too, and twice."""


@dataclass(frozen=True)
class Point:
    step: Step
    kind: str
    call: Call

    @property
    def key(self) -> str:
        return f"{self.step.name}|{self.kind}|{self.call.number}"


class Run:
    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.program = program()
        self.folder = Path(tempfile.mkdtemp(prefix="torture-", dir=options.work or house_memory()))
        self.folder.chmod(0o777)
        self.report = Path(options.report) if options.report else None
        self.known = self._read_known()
        self.failures = 0
        self.tried = 0
        self.began = time.monotonic()

    def _read_known(self) -> set[str]:
        if not self.report:
            return set()
        self.report.touch()
        return {json.loads(line)["key"] for line in self.report.read_text().splitlines()}

    def walk(self) -> int:
        """The scenario from its beginning, each step struck at its calls before it is really done.

        Returns: how many points broke an invariant.
        """
        template = self._birth()
        try:
            for step in SCENARIO:
                log = self.folder / "undisturbed.log"
                log.unlink(missing_ok=True)
                after = advance(step, template, self.folder / "advance", self.program, log)
                if self.options.step in (None, step.name):
                    self._strike_all(step, template, list(calls(log)))
                template = self._replace(template, after)
                if self._is_over():
                    break
            return self.failures
        finally:
            if not self.failures and not self.options.at:
                shutil.rmtree(self.folder)

    def _birth(self) -> Template:
        house = House(self.folder / "birth", self.program)
        house.prepare()
        house.give_away()
        return Template.keep(self.folder / "template", house, Ledger())

    def _replace(self, template: Template, after: Template) -> Template:
        shutil.rmtree(template.folder)
        after.folder.rename(template.folder)
        return template

    def _is_over(self) -> bool:
        return bool(self.options.minutes) and time.monotonic() - self.began > 60 * self.options.minutes

    def _points(self, step: Step, made: list[Call]) -> Iterator[Point]:
        part, parts = (int(number) for number in self.options.part.split("/"))
        for kind in self.options.kinds.split(","):
            for call in made:
                if self.options.at and call.number != self.options.at:
                    continue
                if kind == "torn" and (call.name not in TEARABLE or call.size < 2):
                    continue
                chosen = self.options.at or call.number % self.options.every == self.options.offset
                if chosen and (call.number // self.options.every) % parts == part - 1:
                    yield Point(step, kind, call)

    def _strike_all(self, step: Step, template: Template, made: list[Call]) -> None:
        for point in self._points(step, made):
            if point.key in self.known:
                continue
            if self._is_over():
                return
            self.tried += 1
            deep = bool(self.options.at) or self.tried % self.options.deep == 0
            place = self.folder / "point"
            before = time.monotonic()
            outcome = strike(step, template, place, self.program, KINDS[point.kind], point.call.number, deep=deep)
            self._note(point, outcome, time.monotonic() - before, deep)
            if outcome.faults:
                self._keep(point, outcome, place)

    def _note(self, point: Point, outcome: Outcome, seconds: float, deep: bool) -> None:
        call = outcome.call
        line = {
            "key": point.key, "step": point.step.name, "kind": point.kind, "at": point.call.number,
            "call": call.name if call else None, "path": call.path if call else None, "code": outcome.code,
            "said": bool(outcome.message.strip()), "deep": deep, "seconds": round(seconds, 3), "faults": outcome.faults,
        }  # fmt: skip
        if self.report:
            with self.report.open("a") as file:
                file.write(json.dumps(line) + "\n")

    def _keep(self, point: Point, outcome: Outcome, place: Path) -> None:
        self.failures += 1
        kept = self.folder / f"failed-{self.failures}"
        place.rename(kept)
        where = f"{outcome.call.name} {outcome.call.path}" if outcome.call else "?"
        print(f"BROKEN {point.key} at {where}: {kept}", file=sys.stderr)
        for fault in outcome.faults:
            print(f"    {fault[:400]}", file=sys.stderr)
        print(
            f"    again: python -m torture.kill --step '{point.step.name}' --kinds {point.kind} --at {point.call.number}",
            file=sys.stderr, flush=True,
        )  # fmt: skip


def summary(report: Path) -> str:
    """Per kind and system call, how many points were tried and how many broke an invariant."""
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    hit = [line for line in lines if line["call"]]
    tried = Counter((line["kind"], line["call"]) for line in hit)
    bad = Counter((line["kind"], line["call"]) for line in hit if line["faults"])
    rows = [f"{kind:<8}{call:<12}{count:>7}{bad[kind, call]:>8}" for (kind, call), count in sorted(tried.items())]
    seconds = sum(line["seconds"] for line in lines) / max(1, len(lines))
    deep = sum(1 for line in hit if line["deep"])
    head = f"{'fault':<8}{'call':<12}{'points':>7}{'broken':>8}"
    end = (
        f"{len(hit)} points hit, {sum(bad.values())} broken, {len(lines) - len(hit)} not reached, "
        f"{seconds:.2f} s a point, {deep} of them recovered by the daemon too"
    )
    return "\n".join([head, *rows, end])


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kinds", default="kill,torn", help=f"of {', '.join(KINDS)}; default kill,torn")
    parser.add_argument("--every", type=int, default=1, help="only every m-th call")
    parser.add_argument("--offset", type=int, default=0, help="of every m calls, the one with this remainder")
    parser.add_argument("--part", default="1/1", help="k/n: the k-th of n parts")
    parser.add_argument("--step", choices=[step.name for step in SCENARIO], help="only this step")
    parser.add_argument("--at", type=int, help="only this call; the folder is kept")
    parser.add_argument("--deep", type=int, default=DEEP, help="of so many points one is recovered by the daemon too")
    parser.add_argument("--minutes", type=float, help="stop after so long")
    parser.add_argument("--report", help="a file with one line of JSON a point; what is in it is not run again")
    parser.add_argument("--work", help="the folder to work in; default is memory")
    return parser.parse_args()


def main() -> int:
    chosen = options()
    failures = Run(chosen).walk()
    if chosen.report:
        print(summary(Path(chosen.report)))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

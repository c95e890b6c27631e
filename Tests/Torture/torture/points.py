# SPDX-License-Identifier: EUPL-1.2
"""One point: a step of the scenario, hit by a fault at one of its calls, then the program started again and looked at."""

import contextlib
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path

from .evidence import Evidence
from .faults import Call, Fault, calls, environment
from .house import House, poll
from .invariants import ALWAYS, AT_REST, a_further_start_changes_nothing, broken, no_copy_stays_unfinished
from .ledger import Ledger
from .scenario import INGEST, Step

CRASHED = range(-64, 0)


@dataclass
class Outcome:
    """What came of a point."""

    call: Call | None
    """The call that was hit; nothing where the step made fewer calls."""
    code: int = 0
    message: str = ""
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Template:
    """A house as it stands before a step."""

    folder: Path

    def copy(self, target: Path, program: str) -> tuple[House, Ledger]:
        """A house of its own; the configuration names its folder by a relative path."""
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.folder / "house", target, symlinks=True)
        # Where the program runs without rights, it writes the list of its calls beside the house all the same.
        target.parent.chmod(0o777)
        house = House(target, program)
        house.give_away()
        return house, Ledger.load(self.folder / "ledger.json")

    @classmethod
    def keep(cls, folder: Path, house: House, ledger: Ledger) -> "Template":
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        shutil.copytree(house.root, folder / "house", symlinks=True)
        ledger.save(folder / "ledger.json")
        return cls(folder)


def act(step: Step, house: House, faults: dict[str, str] | None = None) -> tuple[int, str]:
    """Carries out a step, by its command or by the daemon.

    Returns: how the process ended, and what it said.
    """
    if step.command is not None:
        outcome = house.run(*step.command(house), given=step.given, faults=faults)
        return outcome.returncode, outcome.stderr
    log = house.root / "daemon.log"
    log.unlink(missing_ok=True)
    with house.start(faults) as daemon:
        with contextlib.suppress(TimeoutError):
            daemon.await_quiet(8)
        return daemon.stop(), log.read_text(errors="replace")


def recover_by_command(house: House) -> list[str]:
    """The next command that anybody runs."""
    outcome = house.run(*INGEST)
    return [] if outcome.returncode in (0, 1) else [f"recovery ends with {outcome.returncode}: {outcome.stderr[-500:]}"]


def recover_by_daemon(house: House) -> list[str]:
    """A start of the daemon, until nothing is left to do, and an orderly stop."""
    with house.start() as daemon:
        try:
            daemon.await_quiet(20)
            incoming = house.data / "incoming"
            poll(lambda: daemon.is_gone or (daemon.is_ready() and not any(incoming.iterdir())), "a tidy start", 20)
        except TimeoutError as error:
            return [f"recovery: {error}"]
        code = daemon.stop()
    return [] if code == 0 else [f"the daemon ends with {code} after recovery"]


def strike(step: Step, template: Template, folder: Path, program: str, fault: Fault, at: int, *, deep: bool) -> Outcome:
    """Runs one point in `folder`, which is left as it is for whoever wants to look.

    deep: whether the daemon recovers too, and recovery is repeated; else only where there is something for the daemon to do.
    """
    house, ledger = template.copy(folder / "house", program)
    step.prepare(house, ledger)
    house.give_away()
    ledger.save(folder / "ledger.json")
    log = folder / "calls.log"
    log.unlink(missing_ok=True)
    code, message = act(step, house, environment(house.root, log, fault, at))
    outcome = Outcome(next((call for call in calls(log) if call.is_hit), None), code, message)
    if outcome.call is None:
        return outcome
    outcome.faults += _ending(step, fault, outcome)
    outcome.faults += [f"at once: {one}" for one in broken(Evidence(house, ledger), ALWAYS)]
    outcome.faults += _recovery(house, ledger, deep=deep or step.command is None)
    return outcome


def _ending(step: Step, fault: Fault, outcome: Outcome) -> list[str]:
    """A killed process is killed; one that meets an error says so and ends by itself, or goes on."""
    if fault.ends_process:
        return [] if outcome.code == -9 else [f"not killed: {outcome.code}"]
    if outcome.code in CRASHED:
        return [f"ended by signal {-outcome.code}: {outcome.message[-500:]}"]
    if outcome.code != step.code and not outcome.message.strip():
        return [f"ended with {outcome.code} and no word"]
    return []


def _recovery(house: House, ledger: Ledger, *, deep: bool) -> list[str]:
    faults: list[str] = []
    needs_daemon = any(house.replies.glob("*.xml")) or any((house.data / "incoming").glob("*"))
    if not house.replies.is_dir() or not any(house.replies.glob("*.xml")):
        faults += recover_by_command(house)
        faults += broken(first := Evidence(house, ledger).fixed(), AT_REST)
        if deep:
            faults += recover_by_command(house)
            faults += a_further_start_changes_nothing(first, Evidence(house, ledger))
    if deep or needs_daemon:
        faults += recover_by_daemon(house)
        after = Evidence(house, ledger)
        faults += broken(after, (*AT_REST, no_copy_stays_unfinished))
    return list(dict.fromkeys(faults))


def advance(step: Step, template: Template, folder: Path, program: str, log: Path | None = None) -> Template:
    """The house after a step that nothing disturbs; fails where the step did not do what the scenario says."""
    house, ledger = template.copy(folder / "house", program)
    step.prepare(house, ledger)
    house.give_away()
    before = time.monotonic()
    code, message = act(step, house, environment(house.root, log) if log else None)
    if (
        code != step.code
        or not all(next(iter(row)) for row in house.query(step.expect))
        or not house.query(step.expect)
    ):
        raise AssertionError(f"{step.name}: {code} {message} after {time.monotonic() - before:.1f} s")
    if faults := broken(Evidence(house, ledger), AT_REST):
        raise AssertionError(f"{step.name} undisturbed: {faults}")
    return Template.keep(folder / "after", house, ledger)

# SPDX-License-Identifier: EUPL-1.2
"""The daemon itself, hit at every n-th call of a short life: files, decisions by command, a reply; see `--help`.

    python -m torture.lives --every 10 --report lives.jsonl

The daemon does several things at once, so that the n-th call is not the same one in every run; each run says which it was.
"""

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from .evidence import Evidence, house_memory
from .faults import KINDS, Call, Fault, calls, environment
from .house import CLINIC, DOCTOR, HOSPITAL, PORTAL, Daemon, House, program
from .invariants import ALWAYS, AT_REST, broken, no_copy_stays_unfinished
from .kill import summary
from .ledger import Ledger
from .papers import certificate, laboratory, letter, nameless, reply, request
from .people import person
from .points import Template, recover_by_daemon

ONE, TWO, THREE = (person(number) for number in (11, 222, 3333))
FIRST = (
    (HOSPITAL, "uno.xml", certificate(ONE)), (HOSPITAL, "rumore.bin", b"rumore " * 50), (CLINIC, "copia.xml", certificate(ONE)),
    (CLINIC, "reparto/due.pdf", letter(TWO)), (HOSPITAL, "esami.xml", laboratory(TWO)), (HOSPITAL, "chi.xml", nameless("chi")),
)  # fmt: skip
ATTACHED = {"certificato.xml": certificate(THREE, "055", "01160")}
SECOND = (
    (PORTAL, "r/richiesta.xml", request(THREE, "055", ATTACHED)), (PORTAL, "r/certificato.xml", ATTACHED["certificato.xml"]),
    (HOSPITAL, "uno.xml", certificate(ONE, note="di nuovo")),
)  # fmt: skip
Act = Callable[[House, Ledger], None]


def _drop(files: tuple[tuple[str, str, bytes], ...]) -> Act:
    def act(house: House, ledger: Ledger) -> None:
        for sender, name, content in files:
            ledger.drop(house, sender, name, content)

    return act


def _decide(house: House, _: Ledger) -> None:
    """Each open practice in turn is validated or rejected; a daemon that dies meanwhile may leave the command without answer."""
    for index, row in enumerate(house.query("SELECT number FROM practice WHERE state = 'INVIATA' ORDER BY number")):
        how = ("validate", "--until", "unlimited") if index % 2 == 0 else ("reject", "--reason", "ALTRO")
        house.run("decide", row["number"], *how, "--as", DOCTOR)


def _answer(house: House, _: Ledger) -> None:
    house.replies.mkdir(parents=True, exist_ok=True)
    for index, row in enumerate(house.query("SELECT messageID FROM notice WHERE state = 'INVIATO'")):
        growing = house.replies / f".{index}.part"
        growing.write_bytes(reply(row["messageID"], "OK" if index % 2 == 0 else "KO"))
        growing.rename(house.replies / f"esito-{index}-{time.monotonic_ns()}.xml")


def _resend(house: House, _: Ledger) -> None:
    for row in house.query("SELECT messageID FROM notice WHERE state = 'SCARTATO'"):
        house.run("aura", "resend", row["messageID"])


LIFE: tuple[Act, ...] = (_drop(FIRST), _decide, _drop(SECOND), _answer, _resend, _decide, _answer)


def live(house: House, ledger: Ledger, faults: dict[str, str]) -> int:
    """The acts in turn, each when the daemon is at rest; ends early where the daemon ends."""
    daemon: Daemon
    with house.start(faults) as daemon:
        for act in LIFE:
            act(house, ledger)
            try:
                daemon.await_quiet(10)
            except TimeoutError:
                break
            if daemon.is_gone:
                break
        return daemon.stop()


def strike(template: Template, folder: Path, fault: Fault | None, at: int) -> tuple[Call | None, list[str], int]:
    """One life with a fault at a call, or an undisturbed one; then recovery and every invariant."""
    house, ledger = template.copy(folder / "house", program())
    log = folder / "calls.log"
    log.unlink(missing_ok=True)
    code = live(house, ledger, environment(house.root, log, fault, at))
    made = list(calls(log))
    faults = [f"at once: {one}" for one in broken(Evidence(house, ledger), ALWAYS)]
    if fault and not fault.ends_process and code < 0:
        faults.append(f"ended by signal {-code}")
    faults += recover_by_daemon(house)
    faults += broken(Evidence(house, ledger), (*AT_REST, no_copy_stays_unfinished))
    return next((call for call in made if call.is_hit), None), faults, len(made)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kinds", default="kill", help=f"of {', '.join(KINDS)}")
    parser.add_argument("--every", type=int, default=10)
    parser.add_argument("--at", type=int, help="only this call; the folder is kept")
    parser.add_argument("--report", required=True, help="a file with one line of JSON a point; goes on where it ended")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after so long")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="torture-", dir=house_memory()))
    report = Path(options.report)
    report.touch()
    known = {json.loads(line)["key"] for line in report.read_text().splitlines()}
    house = House(folder / "birth", program())
    house.prepare()
    house.add_doctor()
    template = Template.keep(folder / "template", house, Ledger())
    _, faults, total = strike(template, folder / "undisturbed", None, 0)
    if faults:
        raise SystemExit(f"undisturbed: {faults}")
    failures, end = 0, time.monotonic() + 60 * options.minutes
    for kind in options.kinds.split(","):
        for at in [options.at] if options.at else range(1, total, options.every):
            key = f"life|{kind}|{at}"
            if (key in known and not options.at) or time.monotonic() > end:
                continue
            before = time.monotonic()
            call, faults, _ = strike(template, folder / "point", KINDS[kind], at)
            line = {"key": key, "kind": kind, "at": at, "call": call.name if call else None, "path": call.path if call else None,
                    "deep": True, "seconds": round(time.monotonic() - before, 3), "faults": faults}  # fmt: skip
            with report.open("a") as file:
                file.write(json.dumps(line) + "\n")
            if faults:
                failures += 1
                (folder / "point").rename(folder / f"failed-{failures}")
                print(f"BROKEN {key} {line['call']} {line['path']}: {folder}/failed-{failures}", file=sys.stderr)
                print("\n".join(f"    {fault[:400]}" for fault in faults), file=sys.stderr)
                print(
                    f"    again: python -m torture.lives --kinds {kind} --at {at} --report r.jsonl",
                    file=sys.stderr,
                    flush=True,
                )
    print(summary(report))
    if not failures and not options.at:
        shutil.rmtree(folder)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

# SPDX-License-Identifier: EUPL-1.2
"""The built program over a folder of its own: its configuration, its commands, the daemon."""

import json
import os
import signal
import socket
import sqlite3
import stat
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Self, TypeVar

T = TypeVar("T")
REPOSITORY = Path(__file__).resolve().parents[3]
DOCTOR = "LBRCRD53H10D205E"
SECRETS = "una password lunga\n90210\n"
ASL, PORTAL_ASL = "010301", "010203"
HOSPITAL, CLINIC, PORTAL = "ospedale", "clinica", "portale"
COMMAND_TIME = 120
NOBODY = 65534
UNPRIVILEGED = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
"""Before a program: lets it run without rights, since nothing is forbidden to root."""

CONFIG = """\
root: .
catalogue: {repository}/config/catalogue
wording: {repository}/config/diciture.conf
schemas: {repository}/config/schemas
trust: {repository}/config/trust
templates: {repository}/templates
log:
  level: {level}
intake:
  settle_seconds: {settle}
  scan_seconds: 1
  incomplete_seconds: 2
reader:
  parallel: {parallel}
  wall_seconds: {wall}
web:
  port: {port}
senders:
  default: {{kind: hospital, name: Consegna senza mittente, asl: "{asl}"}}
  {hospital}: {{kind: hospital, name: Ospedale, asl: "{asl}"}}
  {clinic}: {{kind: hospital, name: Clinica, asl: "{asl}"}}
  {portal}: {{kind: portal, name: Portale, asl: "{portal_asl}"}}
"""


def program() -> str:
    """The built program, as the environment names it."""
    path = os.environ.get("ESENZIONI_BINARY", "")
    if not Path(path).is_file():
        raise SystemExit("ESENZIONI_BINARY must name the built program")
    return path


def _mode(path: str) -> int:
    """Of a file that may go while we look."""
    try:
        return os.lstat(path).st_mode
    except FileNotFoundError:
        return 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def poll(condition: Callable[[], T], what: str, seconds: float = 60) -> T:
    """Asks until the answer is true; no test sleeps for a fixed time."""
    end = time.monotonic() + seconds
    while not (answer := condition()):
        if time.monotonic() > end:
            raise TimeoutError(f"{what} did not happen within {seconds} seconds")
        time.sleep(0.01)
    return answer


class House:
    """A root folder with `inbox/` and `var/`. `extra` is put before every program."""

    def __init__(self, root: Path, program: str) -> None:
        self.root, self.program = root, program
        self.config = root / "esenzioni.yml"
        self.inbox, self.data = root / "inbox", root / "var"
        self.outbox = self.data / "outbox"
        self.notices, self.receipts = self.outbox / "aura", self.outbox / "receipts"
        self.replies = self.notices / "replies"
        self.database = self.data / "esenzioni.sqlite"
        self.extra = UNPRIVILEGED if os.environ.get("TORTURE_UNPRIVILEGED") else []

    def prepare(
        self, *, port: int = 0, settle: float = 0.2, parallel: int = 1, wall: int = 20, level: str = "warning"
    ) -> None:
        """One reader at a time, so that the same files are filed in the same order in every run."""
        for sender in (HOSPITAL, CLINIC, PORTAL):
            (self.inbox / sender).mkdir(parents=True, exist_ok=True)
        self.config.write_text(
            CONFIG.format(
                repository=REPOSITORY, port=port or free_port(), settle=settle, parallel=parallel, wall=wall,
                level=level, asl=ASL, portal_asl=PORTAL_ASL, hospital=HOSPITAL, clinic=CLINIC, portal=PORTAL,
            )
        )  # fmt: skip

    def give_away(self) -> None:
        """Makes everything in the house the program's own, where it runs without rights."""
        if self.extra and os.geteuid() == 0:
            for path in [self.root, *self.root.rglob("*")]:
                os.chown(path, NOBODY, NOBODY, follow_symlinks=False)

    def command(self, *arguments: str) -> list[str]:
        return [*self.extra, self.program, *arguments, "--config", str(self.config)]

    def run(
        self, *arguments: str, given: str = "", faults: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess:
        """A command to its end, however it ends."""
        return subprocess.run(
            self.command(*arguments), input=given, text=True, capture_output=True, timeout=COMMAND_TIME,
            cwd=self.root, env={**os.environ, **(faults or {})}, check=False,
        )  # fmt: skip

    def done(self, *arguments: str, given: str = "", allowed: Iterable[int] = (0,)) -> str:
        """A command that must succeed; `ingest` ends with 1 where a document was refused."""
        outcome = self.run(*arguments, given=given)
        if outcome.returncode not in allowed:
            raise AssertionError(f"{arguments}: {outcome.returncode}: {outcome.stderr}")
        return outcome.stdout

    def add_doctor(self) -> None:
        self.done(*ADD_DOCTOR, given=SECRETS)

    def start(self, faults: dict[str, str] | None = None) -> "Daemon":
        return Daemon(self, faults)

    def query(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        """Reads the database as any program may while the daemon lives."""
        connection = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=20)
        connection.row_factory = sqlite3.Row
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def copy_database(self, target: Path) -> None:
        """A consistent copy, made by SQLite itself, while the daemon lives."""
        source = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=20)
        copy = sqlite3.connect(target)
        try:
            source.backup(copy)
        finally:
            copy.close()
            source.close()

    def practices(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.done("practices", "list", "--json").splitlines()]

    def waiting_files(self) -> list[Path]:
        """What lies in the inbox and is a sender's whole file."""
        found: list[Path] = []
        for folder, _, names in os.walk(self.inbox):
            found += [Path(folder, name) for name in names if stat.S_ISREG(_mode(os.path.join(folder, name)))]
        return found

    def is_quiet(self) -> bool:
        """Whether nothing is left to do: everything taken, answered, written; every reply taken."""
        if self.waiting_files() or [path for path in self.replies.glob("*.xml") if path.is_file()]:
            return False
        try:
            quarantined = self.query("SELECT count(*) FROM quarantine")[0][0]
            # Each with its reason beside it.
            return not self.query(DUE)[0][0] and _entries(self.data / "quarantine") == 2 * quarantined
        except sqlite3.OperationalError:
            return False


def _entries(folder: Path) -> int:
    return len(os.listdir(folder)) if folder.is_dir() else 0


ADD_DOCTOR = (
    "users", "add", "--permission", "ESENZIONE_048", "--fiscal-code", DOCTOR, "--name", "ALBERO CORRADO", "--role", "OPERATORE_ASL_DISTRETTO",
    "--asl", ASL, "--asl", PORTAL_ASL,
)  # fmt: skip

DUE = """
    SELECT (SELECT count(*) FROM delivery WHERE outcome IS NULL AND heldSince IS NULL)
         + (SELECT count(*) FROM receipt WHERE writtenAt IS NULL)
         + (SELECT count(*) FROM notice WHERE state = 'DA_INVIARE')
"""


class Daemon:
    """A running `serve`."""

    def __init__(self, house: House, faults: dict[str, str] | None = None) -> None:
        self.house = house
        self.log = (house.root / "daemon.log").open("ab")
        self.process = subprocess.Popen(
            house.command("serve"), stdout=self.log, stderr=self.log, cwd=house.root,
            env={**os.environ, **(faults or {})},
        )  # fmt: skip

    def url(self, page: str) -> str:
        line = next(line for line in self.house.config.read_text().splitlines() if "port:" in line)
        return f"http://127.0.0.1:{line.split()[-1]}/{page}"

    def is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(self.url("readyz"), timeout=5) as answer:
                return answer.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def await_ready(self, seconds: float = 60) -> "Daemon":
        poll(lambda: self.is_gone or self.is_ready(), "readiness", seconds)
        return self

    def await_quiet(self, seconds: float = 60) -> "Daemon":
        poll(lambda: self.is_gone or self.house.is_quiet(), "rest", seconds)
        return self

    @property
    def is_gone(self) -> bool:
        return self.process.poll() is not None

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        self.log.close()

    def stop(self, seconds: float = 30) -> int:
        """Ends it as a service manager does.

        Returns: the exit code; -9 where it would not end and had to be killed.
        """
        if not self.is_gone:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()
        finally:
            self.log.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if not self.is_gone:
            self.kill()

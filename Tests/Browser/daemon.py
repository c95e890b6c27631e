# SPDX-License-Identifier: EUPL-1.2
"""The built daemon in a folder of its own, with sample certificates dropped into its inbox."""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SENDER = "citta-salute"
ASL = "010301"
DOCTOR = {"code": "LBRCRD53H10D205E", "name": "DEMO VENTICINQUE DEMO", "role": "OPERATORE_ASL_DISTRETTO"}
USER, PASSWORD, PIN = "demo25", "una password lunga", "90210"
ASSETS = REPOSITORY / "var/assets"
DEADLINE = 60


def binary(variable):
    """The program that an environment variable names."""
    path = os.environ.get(variable)
    assert path and Path(path).exists(), f"{variable} must name the built program"
    return path


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition, what):
    """Asks until the answer is not empty; the daemon works while we wait, so there is no fixed time to sleep."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        answer = condition()
        if answer:
            return answer
        time.sleep(0.1)
    raise AssertionError(f"{what} did not happen within {DEADLINE} seconds")


class Daemon:
    """The built program on a port of its own; `start`, then `stop`."""

    def __init__(self, root):
        self.root = Path(root)
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.config = self.root / "esenzioni.yml"
        self.process = None
        self.letters = []

    def start(self):
        self._write_config()
        self.add_operator(DOCTOR["code"], DOCTOR["name"], DOCTOR["role"], ASL, USER)
        log = (self.root / "daemon.log").open("w")
        self.process = subprocess.Popen(
            [binary("ESENZIONI_BINARY"), "serve", "--config", self.config], stdout=log, stderr=log, cwd=self.root
        )
        wait_until(self._is_ready, "readiness")

    def stop(self):
        self.process.terminate()
        assert self.process.wait(DEADLINE) == 0, (self.root / "daemon.log").read_text()

    def _write_config(self):
        shipped = {name: REPOSITORY / "config" / name for name in ("catalogue", "diciture.conf", "schemas", "trust")}
        self.config.write_text(
            f"""
root: .
catalogue: {shipped["catalogue"]}
wording: {shipped["diciture.conf"]}
schemas: {shipped["schemas"]}
trust: {shipped["trust"]}
templates: {REPOSITORY / "templates"}
web_assets: {ASSETS}
intake:
  settle_seconds: 1
web:
  port: {self.port}
  page_size: 10
  owner: Regione Piemonte
  privacy: https://www.regione.piemonte.it/privacy
  accessibility_contact: mailto:accessibilita@example.org
sign_in:
  first_use_change: false
senders:
  default:
    kind: hospital
    name: Consegna senza mittente
    asl: {ASL}
  {SENDER}:
    kind: hospital
    name: AOU Città della Salute e della Scienza di Torino
    asl: {ASL}
"""
        )
        for folder in (f"inbox/{SENDER}", "var"):
            (self.root / folder).mkdir(parents=True)

    def run(self, *arguments, **options):
        """Runs a command of the program beside the daemon; gives what it prints."""
        command = [binary("ESENZIONI_BINARY"), *arguments, "--config", self.config]
        return subprocess.run(
            command, text=True, check=True, capture_output=True, cwd=self.root, **options).stdout

    def add_operator(self, code, name, role, asl, user):
        scope = ["--asl", asl] if asl else []
        self.run(
            "users", "add", "--permission", "ESENZIONE_048", "--fiscal-code", code, "--name", name, "--role", role, *scope, "--user", user,
            input=f"{PASSWORD}\n{PIN}\n")  # fmt: skip

    def decide(self, number, action, *options):
        self.run("decide", number, action, "--as", DOCTOR["code"], *options)

    def numbers(self):
        """The practices there are, by fiscal code."""
        lines = self.run("practices", "list", "--json").splitlines()
        return {row["beneficiary"]["fiscalCode"]: row["number"] for row in map(json.loads, lines)}

    def drop(self, name, content):
        """Drops one file and waits until it has its outcome."""
        inbox = self.root / "inbox" / SENDER
        with self._outcomes(1):
            (inbox / f"{name}.part").write_bytes(content)
            (inbox / f"{name}.part").rename(inbox / name)

    @contextmanager
    def _outcomes(self, count):
        """What is dropped meanwhile has its receipts at the end: `/metrics` may be some seconds old."""
        folder = self.root / "var" / "outbox" / "receipts" / SENDER
        before = len(list(folder.glob("*.xml")))
        yield
        wait_until(lambda: len(list(folder.glob("*.xml"))) >= before + count, "the intake")

    def _is_ready(self):
        assert self.process.poll() is None, (self.root / "daemon.log").read_text()
        try:
            with urllib.request.urlopen(f"{self.address}/readyz") as answer:
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError):
            return False

    def drop_samples(self, count, seed=7):
        """Writes invented certificates and drops them; gives what the readable ones state."""
        written = self.root / f"samples-{seed}"
        program = binary("ESENZIONI_SAMPLES")
        catalogue = REPOSITORY / "config" / "catalogue"
        command = [program, "--out", written, "--seed", str(seed), "--count", str(count), "--catalogue", catalogue]
        subprocess.run(command, check=True, capture_output=True)
        truths = [json.loads(line) for line in (written / "truth.jsonl").read_text().splitlines()]
        inbox = self.root / "inbox" / SENDER
        with self._outcomes(len(truths)):
            for truth in truths:
                shutil.copy(written / truth["file"], inbox / (truth["file"] + ".part"))
                (inbox / (truth["file"] + ".part")).rename(inbox / truth["file"])

        def stated(sample):
            return [
                {"path": written / truth["file"], **truth["fields"]}
                for truth in truths
                if truth["sample"] == sample and truth["fields"].get("exemptionCode")
            ]

        self.letters = stated("regionalText")
        return stated("regionalPDF")

    def notice(self, number, kind):
        """The text of the notice to AURA, as soon as it is in the outbox."""
        outbox = self.root / "var" / "outbox" / "aura"
        files = wait_until(lambda: list(outbox.glob(f"AURA_{number}_{kind}_*.xml")), f"the notice {kind}")
        assert len(files) == 1
        return files[0].read_text()

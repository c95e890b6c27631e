# SPDX-License-Identifier: EUPL-1.2
"""A daemon's folder for the benches, filled with invented practices."""

import http.cookiejar
import re
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "Tests/Torture"), str(Path(__file__).parent)]

from practices import ASLS, lines  # noqa: E402

ASL = ASLS[-1]
USER, PASSWORD, PIN = "medico", "una password lunga", "90210"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class House:
    """A daemon's folder with `count` practices, three in a hundred of them open."""

    def __init__(self, binary: str, folder: Path, count: int) -> None:
        self.binary, self.folder, self.port = binary, folder, free_port()
        self.config = folder / "esenzioni.yml"
        is_new = not self.config.exists()
        (folder / "inbox").mkdir(parents=True, exist_ok=True)
        self.config.write_text(
            f"root: {ROOT}\ninbox: {folder}/inbox\ndata: {folder}/var\nreceipts: {folder}/out\n"
            f"aura: {{outbox: {folder}/aura, replies: {folder}/aura/replies}}\n"
            f"web: {{port: {self.port}, page_size: 20, requests_per_second: 100000}}\nlog: {{level: error}}\n"
            f"senders:\n  ospedale: {{kind: hospital, name: Ospedale, asl: {ASL}}}\n"
        )
        if is_new:
            self._furnish(count)

    def _furnish(self, count: int) -> None:
        file = self.folder / "pratiche.ndjson"
        with file.open("w") as text:
            text.writelines(f"{line}\n" for line in lines(count, 0.03))
        self.run("import", str(file))
        file.unlink()
        self.run(
            "users", "add", "--fiscal-code", "LBRCRD53H10D205E", "--name", "MEDICO", "--role", "OPERATORE_ASL_DISTRETTO",
            "--asl", ASL, "--user", USER, typed=f"{PASSWORD}\n{PIN}\n",
        )  # fmt: skip

    def run(self, *arguments: str, typed: str = "") -> None:
        command = [self.binary, arguments[0], *arguments[1:], "--config", str(self.config)]
        subprocess.run(command, input=typed, text=True, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def serve(self) -> subprocess.Popen:
        return started([self.binary, "serve", "--config", str(self.config)], f"{self.address}/readyz")

    def cookie(self) -> str:
        """Signs in as a browser does."""
        jar = http.cookiejar.CookieJar()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        page = opener.open(f"{self.address}/accesso").read().decode()
        token = re.search(r'name="gettone" value="([^"]+)"', page)
        assert token, "the page of the sign-in has no form"
        form = {"gettone": token[1], "username": USER, "password": PASSWORD, "pin": PIN}
        opener.open(f"{self.address}/accesso", urllib.parse.urlencode(form).encode())
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)

    def numbers(self) -> list[str]:
        """Some of the practices that the doctor reaches, as the list gives them."""
        import sqlite3

        database = sqlite3.connect(f"file:{self.folder}/var/esenzioni.sqlite?mode=ro", uri=True)
        rows = database.execute("SELECT number FROM practice WHERE asl = ? ORDER BY number", (ASL,)).fetchall()
        return [row[0] for row in rows]


def started(command: list[str], address: str, **options: object) -> subprocess.Popen:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    for _ in range(600):
        try:
            urllib.request.urlopen(address).read()
            return process
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"{command[0]} does not answer at {address}")

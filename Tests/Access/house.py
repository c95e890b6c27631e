# SPDX-License-Identifier: EUPL-1.2
"""The built daemon with every way in switched on."""

import os
import socket
import ssl
import subprocess
import time
from pathlib import Path

from office import CLIENT, Office
from wire import Door

REPOSITORY = Path(__file__).resolve().parents[2]
ASL = "010301"
DOCTOR, STRANGER, DISABLED = "LBRCRD53H10D205E", "VNTRLA92B26C688M", "TRNBDT47C09D732S"
USER, PASSWORD, PIN = "medico", "una password lunga", "90210"
IRIDE_KEY = b"una chiave di prova di 32 byte!!!"


def binary():
    path = os.environ.get("ESENZIONI_BINARY")
    assert path and Path(path).exists(), "ESENZIONI_BINARY must name the built program"
    return path


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition, what, deadline=60):
    end = time.monotonic() + deadline
    while time.monotonic() < end:
        if answer := condition():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"{what} did not happen")


class House:
    def __init__(self, root, secure=True, extra=""):
        self.root = Path(root)
        self.office = Office(self.root / "office")
        self.port, self.card_port, self.proxy_port = free_port(), free_port(), free_port()
        self.socket = self.root / "gateway.sock"
        self.secure = secure
        self.extra = extra
        self.authorities = self.root / "cns"
        self.authorities.mkdir()
        self.log = self.root / "daemon.log"
        self.process = None
        self.openid = ""
        self.sign_in = ""
        self.config = self.root / "esenzioni.yml"
        self.server_authority = self.office.issue(
            "/CN=Prova del server", extensions=["basicConstraints=critical,CA:TRUE", "keyUsage=keyCertSign,cRLSign"]
        )
        self.server = self.office.issue(
            "/CN=localhost", by=self.server_authority,
            extensions=["subjectAltName=DNS:localhost,IP:127.0.0.1", "extendedKeyUsage=serverAuth"],
        )  # fmt: skip
        self.proxies = self.office.issue(
            "/CN=Proxy", extensions=["basicConstraints=critical,CA:TRUE", "keyUsage=keyCertSign,cRLSign"]
        )
        self.proxy = self.office.issue("/CN=proxy", by=self.proxies, extensions=CLIENT)

    def start(self):
        self.config.write_text(self._config())
        (self.root / "inbox").mkdir(exist_ok=True)
        self.users("add", DOCTOR, "--user", USER, secrets=f"{PASSWORD}\n{PIN}\n")
        self.users("add", DISABLED, "--without-credentials")
        self.command("users", "disable", DISABLED)
        log = self.log.open("w")
        self.process = subprocess.Popen(
            [binary(), "serve", "--config", self.config], stdout=log, stderr=log, cwd=self.root
        )
        wait_until(self._is_ready, "readiness")

    def stop(self):
        self.process.terminate()
        assert self.process.wait(60) == 0, self.log.read_text()[-4000:]

    def command(self, *arguments, secrets=""):
        done = subprocess.run(
            [binary(), *arguments, "--config", self.config], input=secrets, text=True, capture_output=True, cwd=self.root
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def users(self, what, code, *arguments, secrets=""):
        self.command(
            "users", what, "--fiscal-code", code, "--name", "DEMO DEMO", "--role", "OPERATORE_ASL_DISTRETTO", "--asl",
            ASL, *arguments, secrets=secrets,
        )  # fmt: skip

    def _config(self):
        shipped = "\n".join(
            f"{key}: {REPOSITORY / 'config' / name}"
            for key, name in [("catalogue", "catalogue"), ("wording", "diciture.conf"), ("schemas", "schemas"), ("trust", "trust")]
        )
        certificate = self.server.chained(self.server_authority)
        tls = f"  tls_certificate: {certificate}\n  tls_key: {self.server.key}" if self.secure else ""
        (self.root / "iride.key").write_bytes(IRIDE_KEY)
        (self.root / "iride.key").chmod(0o600)
        return f"""
root: .
{shipped}
templates: {REPOSITORY / "templates"}
web:
  port: {self.port}
{tls}
{self.extra}
sign_in:
  first_use_change: false
{self.sign_in or self._ways()}
{self.openid}
"""

    def _ways(self):
        if not self.secure:
            return f"  gateway:\n    socket: {self.socket}\n"
        return f"""
  certificate:
    port: {self.card_port}
    authorities: {self.authorities}
    policies: [1.3.76.16.2.1, 1.3.76.47.4]
  gateway:
    socket: {self.socket}
    port: {self.proxy_port}
    proxy_authorities: {self.proxies.certificate}
"""

    def _is_ready(self):
        assert self.process.poll() is None, self.log.read_text()
        try:
            return self.pages().get("/readyz").status == 200
        except OSError:
            return False

    def context(self, certificate=None, key=None, version=None):
        """Trusts the server's authority, and shows a certificate if there is one."""
        context = ssl.create_default_context(cafile=self.server_authority.certificate)
        if version:
            context.minimum_version = context.maximum_version = version
        if certificate:
            # The tests show certificates that openssl itself would not.
            context.set_ciphers("DEFAULT:@SECLEVEL=0")
            context.load_cert_chain(certificate, key)
        return context

    def pages(self):
        return Door(self.port, self.context() if self.secure else None)

    def cards(self, certificate=None, key=None, version=None):
        return Door(self.card_port, self.context(certificate, key, version))

    def gateway(self):
        return Door(self.socket)

    def proxied(self, certificate=None):
        shown = certificate or self.proxy
        return Door(self.proxy_port, self.context(shown.certificate, shown.key))

    def session_name(self):
        return ("__Host-" if self.secure else "") + "esenzioni"

    def signed_in(self, answer):
        """The cookies of a session, where `answer` opens one."""
        value = answer.cookies.get(self.session_name())
        return {self.session_name(): value} if value else None

    def credentials(self, door, user=USER, password=PASSWORD, pin=PIN, cookies=None):
        form = door.get("/accesso", cookies=cookies)
        jar = {**(cookies or {}), **form.cookies}
        return door.post(
            "/accesso", {"gettone": form.token(), "username": user, "password": password, "pin": pin}, jar
        )

    def refusals(self):
        """The reasons for which sign-ins were refused, in order."""
        lines = self.log.read_text().splitlines()
        return [line.split("reason=")[1].split()[0] for line in lines if "sign-in refused" in line]

# SPDX-License-Identifier: EUPL-1.2
"""A card as a PKCS#11 token (softhsm2): its key is made inside, signs inside and never comes out."""

import glob
import os
import shutil
import subprocess

from office import Certificate
from wire import parse

PIN = "471108"
LABEL = "carta"


def what_is_missing():
    """The reason why no card can be imitated here; nothing where it can."""
    for tool, package in (("softhsm2-util", "softhsm2"), ("pkcs11-tool", "opensc")):
        if not shutil.which(tool):
            return f"{tool} is not here: install {package}"
    if not module():
        return "the module of softhsm2 is not here: install softhsm2"
    if subprocess.run(["openssl", "engine", "pkcs11"], capture_output=True).returncode:
        return "openssl knows no PKCS#11: install libengine-pkcs11-openssl"
    return None


def module():
    places = ["/usr/lib/softhsm/libsofthsm2.so", *glob.glob("/usr/lib/*/softhsm/libsofthsm2.so")]
    return next((place for place in places if os.path.exists(place)), None)


class Smartcard:
    def __init__(self, folder, kind):
        """A new token with a key of `kind`, as pkcs11-tool names it."""
        self.folder = folder
        (folder / "tokens").mkdir(parents=True)
        settings = folder / "softhsm2.conf"
        settings.write_text(f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n")
        self.environment = {**os.environ, "SOFTHSM2_CONF": str(settings), "PKCS11_MODULE_PATH": module()}
        self.certificate = None
        self.run("softhsm2-util", "--init-token", "--free", "--label", LABEL, "--so-pin", "11223344", "--pin", PIN)
        self.tool("--login", "--pin", PIN, "--keypairgen", "--key-type", kind, "--id", "01", "--label", LABEL, "--usage-sign")

    def run(self, *command, fed=b"", fails=False):
        done = subprocess.run(
            list(map(str, command)), input=fed, capture_output=True, env=self.environment, timeout=60
        )
        assert fails or done.returncode == 0, f"{command}\n{done.stderr.decode()}"
        return done

    def tool(self, *arguments):
        return self.run("pkcs11-tool", "--module", module(), "--token-label", LABEL, *arguments)

    def key(self, pin=PIN):
        return ["-engine", "pkcs11", "-keyform", "engine", "-key",
                f"pkcs11:token={LABEL};object={LABEL};type=private;pin-value={pin}"]  # fmt: skip

    def issued(self, subject, by, extensions):
        """Has an authority issue the card's certificate: the request is signed in the card."""
        request, extra, path = (self.folder / name for name in ("card.csr", "card.ext", "card.crt"))
        extra.write_text("\n".join(extensions) + "\n")
        self.run("openssl", "req", "-new", "-utf8", *self.key(), "-subj", subject, "-out", request)
        self.run(
            "openssl", "x509", "-req", "-in", request, "-CA", by.certificate, "-CAkey", by.key, "-set_serial", 90210,
            "-days", 30, "-sha256", "-extfile", extra, "-out", path,
        )  # fmt: skip
        self.certificate = Certificate(by.office, path, None)
        return self

    def get(self, house, path, version, pin=PIN):
        """Asks for a page over the listener for cards; nothing where there is no connection."""
        request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
        done = self.run(
            "openssl", "s_client", "-quiet", version, "-connect", f"127.0.0.1:{house.card_port}", "-servername", "localhost",
            "-CAfile", house.server_authority.certificate, "-verify_return_error", "-verify_hostname", "localhost",
            "-cert", self.certificate.certificate, *self.key(pin), fed=request, fails=True,
        )  # fmt: skip
        return parse(done.stdout)

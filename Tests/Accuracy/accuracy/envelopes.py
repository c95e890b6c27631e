# SPDX-License-Identifier: EUPL-1.2
"""Signed envelopes by OpenSSL, with a certification authority of the run's own: DER, BER, PEM, base64 and nested."""

import base64
import subprocess
from pathlib import Path

FORMS = ("der", "ber", "pem", "base64", "base64-twice", "der-twice", "wrong-suffix")


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


class Signer:
    """A certificate that nobody trusts, in a folder that the caller throws away."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.key, self.certificate = self.folder / "key.pem", self.folder / "certificate.pem"
        openssl(
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            self.key,
            "-out",
            self.certificate,
            "-days",
            "30",
            "-subj",
            "/C=IT/O=Prova/CN=FIRMA DI PROVA",
        )

    def signed(self, data, form="DER", streamed=False):
        plain, out = self.folder / "plain", self.folder / "signed"
        plain.write_bytes(data)
        openssl(
            "cms",
            "-sign",
            "-binary",
            "-nodetach",
            "-in",
            plain,
            "-signer",
            self.certificate,
            "-inkey",
            self.key,
            "-outform",
            form,
            "-out",
            out,
            *(["-stream"] if streamed else ["-nosmimecap"]),
        )
        return out.read_bytes()

    def envelop(self, path, form):
        """Replaces the document by its envelope; returns the new path."""
        data = path.read_bytes()
        path.unlink()
        der = self.signed(data, streamed=form == "ber")
        content = {
            "der": lambda: der,
            "ber": lambda: der,
            "wrong-suffix": lambda: der,
            "pem": lambda: self.signed(data, "PEM"),
            "base64": lambda: base64.encodebytes(der),
            "base64-twice": lambda: base64.encodebytes(base64.encodebytes(der)),
            "der-twice": lambda: self.signed(der),
        }[form]()
        path = path if form == "wrong-suffix" else path.with_suffix(".pdf.p7m")
        path.write_bytes(content)
        return path

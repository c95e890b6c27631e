# SPDX-License-Identifier: EUPL-1.2
"""Authorities and certificates, made by openssl as real ones are."""

import subprocess
from pathlib import Path

CNS = "1.3.76.16.2.1"
CLIENT = [
    "basicConstraints=CA:FALSE", "keyUsage=critical,digitalSignature", "extendedKeyUsage=clientAuth",
    f"certificatePolicies={CNS}", "subjectKeyIdentifier=hash", "authorityKeyIdentifier=keyid",
]  # fmt: skip
AUTHORITY = [
    "basicConstraints=critical,CA:TRUE", "keyUsage=critical,keyCertSign,cRLSign", "subjectKeyIdentifier=hash",
]  # fmt: skip


def openssl(*arguments, at=None):
    command = ["openssl", *map(str, arguments)]
    if at:
        command = ["faketime", at, *command]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stderr}"
    return done.stdout


class Office:
    """A folder in which certificates are made."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.count = 0

    def fresh(self, suffix):
        self.count += 1
        return self.folder / f"{self.count}.{suffix}"

    def key(self, kind="P-256"):
        path = self.fresh("key")
        if kind.startswith("rsa"):
            openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", f"rsa_keygen_bits:{kind[3:]}", "-out", path)
        else:
            openssl("genpkey", "-algorithm", "EC", "-pkeyopt", f"ec_paramgen_curve:{kind}", "-out", path)
        path.chmod(0o600)
        return path

    def issue(self, subject, by=None, extensions=(), kind="P-256", days=30, at=None, digest="sha256", key=None):
        """A certificate `by` an authority, or by itself."""
        key = key or self.key(kind)
        request, certificate, extra = self.fresh("csr"), self.fresh("crt"), self.fresh("ext")
        extra.write_text("\n".join(extensions) + "\n")
        openssl("req", "-new", "-utf8", "-key", key, "-subj", subject, "-out", request, "-multivalue-rdn")
        self.count += 1
        signer = ["-CA", by.certificate, "-CAkey", by.key] if by else ["-signkey", key]
        openssl(
            "x509", "-req", "-in", request, *signer, "-set_serial", 4096 + self.count, "-days", days, f"-{digest}",
            "-extfile", extra, "-out", certificate, at=at,
        )  # fmt: skip
        return Certificate(self, certificate, key)


class Certificate:
    def __init__(self, office, certificate, key):
        self.office, self.certificate, self.key = office, certificate, key
        self.revoked = []

    @property
    def pem(self):
        return self.certificate.read_text()

    def chained(self, *others):
        """A file with this certificate and those between it and its authority."""
        path = self.office.fresh("pem")
        path.write_text(self.pem + "".join(other.pem for other in others))
        return path

    def revocation_list(self, *revoked, start="", end=""):
        """What this authority has withdrawn."""
        index, config, path = self.office.fresh("txt"), self.office.fresh("cnf"), self.office.fresh("crl")
        number = self.office.fresh("num")
        index.write_text("")
        number.write_text("01\n")
        config.write_text(
            f"[ca]\ndefault_ca=a\n[a]\ndatabase={index}\ncrlnumber={number}\ndefault_md=sha256\ndefault_crl_days=7\n"
            f"policy=p\ncertificate={self.certificate}\nprivate_key={self.key}\n[p]\n"
        )
        for certificate in revoked:
            openssl("ca", "-config", config, "-revoke", certificate.certificate)
        times = (["-crl_lastupdate", start] if start else []) + (["-crl_nextupdate", end] if end else [])
        openssl("ca", "-config", config, "-gencrl", *times, "-out", path)
        return path.read_text()

# SPDX-License-Identifier: EUPL-1.2
"""Independent scanners on the running daemon: testssl.sh on its TLS, sqlmap on its forms."""

import json
import subprocess

import pytest

from house import House

#: What testssl.sh says about the certificate of the test, which an ASL will replace, and about names on the network.
OF_THE_TEST = ("cert_", "DNS_CAArecord", "OCSP", "overall_grade", "grade_cap", "scanTime", "engine_problem")
BAD = ("MEDIUM", "HIGH", "CRITICAL", "FATAL")


@pytest.fixture(scope="module")
def scanned(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("scan"), extra="  requests_per_second: 100000\n")
    house.sign_in = "  attempts: 100\n  attempts_per_address: 100000\n"
    house.start()
    yield house
    house.stop()


def test_tls_by_testssl(scanned, tmp_path):
    report = tmp_path / "testssl.json"
    subprocess.run(
        ["testssl", "--quiet", "--color", "0", "--warnings", "off", "--ip", "127.0.0.1", "--add-ca",
         str(scanned.server_authority.certificate), "--jsonfile", str(report), f"localhost:{scanned.port}"],
        capture_output=True, timeout=900,
    )  # fmt: skip
    findings = json.loads(report.read_text())
    assert len(findings) > 50
    bad = [
        (one["id"], one["severity"], one["finding"])
        for one in findings
        if one["severity"] in BAD and not one["id"].startswith(OF_THE_TEST)
    ]
    assert bad == []


@pytest.mark.parametrize(
    "path, form",
    [
        ("/?stato=TUTTE&cognome=rossi&nome=m&codice-fiscale=x&esenzione=048&dal=01/01/2026&pagina=1", None),
        ("/pratiche/202601030100000001*", None),
        ("/accesso", "gettone={token}&username=medico*&password=x*&pin=1*"),
    ],
)
def test_forms_by_sqlmap(scanned, tmp_path, path, form):
    door = scanned.pages()
    answer = scanned.credentials(door)
    jar = {**answer.cookies}
    page = door.get("/accesso", cookies=jar)
    jar.update(page.cookies)
    command = [
        "sqlmap", "-u", f"https://localhost:{scanned.port}{path}", "--batch", "--level", "2", "--risk", "2", "--threads", "4",
        "--flush-session", "--output-dir", str(tmp_path), "--ignore-code", "401,404", "--technique", "BEUQ",
        "--cookie", "; ".join(f"{name}={value}" for name, value in jar.items()), "--skip", "cookie", "--force-ssl",
    ]  # fmt: skip
    if form:
        # Each try costs two scrypt computations: only what looks suspicious is tried in full.
        command += ["--smart", "--data", form.format(token=page.token())]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    assert "is vulnerable" not in done.stdout and "identified the following injection" not in done.stdout, done.stdout
    assert "not appear to be injectable" in done.stdout or "not injectable" in done.stdout or "heuristic" in done.stdout, done.stdout

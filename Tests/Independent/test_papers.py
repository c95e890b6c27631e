# SPDX-License-Identifier: EUPL-1.2
"""Every notice and every receipt, read back with tools that are not ours: xmllint for the schemas, lxml for the content."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from lxml import etree

REPOSITORY = Path(__file__).resolve().parents[2]
SCHEMAS = REPOSITORY / "config" / "schemas"
DOCTOR = "LBRCRD53H10D205E"
ASL = "010203"
AURA = "{http://EsenzionePatologia.central.services.auraws.aura.csi.it}"
NOTICE = "{urn:esenzioni:aura:avviso:1}"
RECEIPT = "{urn:esenzioni:ricevuta:1}"
SECRETS = ("NOTA PER IL CITTADINO <&>", "NOTA TRA MEDICI ]]>")
REASON = "DOCUMENTAZIONE_INSUFFICIENTE"


class House:
    """The built program over a folder of its own, with every practice of the samples decided by command."""

    def __init__(self, root):
        self.root = root
        self.config = root / "esenzioni.yml"
        self.config.write_text(
            f"""
root: .
catalogue: {REPOSITORY / "config" / "catalogue"}
schemas: {SCHEMAS}
trust: {REPOSITORY / "config" / "trust"}
wording: {REPOSITORY / "config" / "diciture.conf"}
templates: {REPOSITORY / "templates"}
senders:
  ospedale: {{kind: hospital, name: Ospedale, asl: {ASL}}}
  portale: {{kind: portal, name: Portale, asl: {ASL}}}
"""
        )
        secrets = "una password lunga\n90210\n"
        self.run("users", "add", "--permission", "ESENZIONE_048", "--fiscal-code", DOCTOR, "--name", "ALBERO CORRADO", "--role",
                 "OPERATORE_ASL_DISTRETTO", "--asl", ASL, given=secrets)  # fmt: skip
        samples = os.environ["ESENZIONI_SAMPLES"]
        for sender, seed in (("ospedale", "11"), ("portale", "12")):
            subprocess.run([samples, "--out", root / "inbox" / sender, "--seed", seed, "--count", "33",
                            "--without-truth", "--catalogue", REPOSITORY / "config" / "catalogue"],
                           check=True, capture_output=True)  # fmt: skip
        self.run("ingest")
        self.decided = {practice["number"]: action for practice, action in self.decide_all()}

    def run(self, *arguments, given=""):
        outcome = subprocess.run([os.environ["ESENZIONI_BINARY"], *arguments, "--config", self.config], input=given,
                                 text=True, capture_output=True, cwd=self.root)  # fmt: skip
        assert outcome.returncode == 0, outcome.stderr
        return outcome.stdout

    def practices(self):
        return [json.loads(line) for line in self.run("practices", "list", "--json").splitlines()]

    def decide_all(self):
        """Validates, rejects and cancels in turn; a practice without exemption can only be rejected."""
        notes = ("--note-beneficiary", SECRETS[0], "--note-internal", SECRETS[1])
        for index, practice in enumerate(self.practices()):
            number = practice["number"]
            if index % 3 == 0 or "exemption" not in practice:
                self.run("decide", number, "reject", "--as", DOCTOR, "--reason", REASON, *notes)
                yield practice, "RESPINGIMENTO"
                continue
            end = "2031-12-31" if index % 3 == 1 else "unlimited"
            self.run("decide", number, "validate", "--as", DOCTOR, "--until", end, *notes)
            if index % 6 == 4:
                self.run("decide", number, "cancel", "--as", DOCTOR)
                yield practice, "ANNULLAMENTO"
            else:
                yield practice, "VALIDAZIONE"

    def shown(self, number):
        return json.loads(self.run("practices", "show", number, "--json"))

    def notices(self):
        """In the order of their progressive, which is the order of sending."""
        files = (self.root / "var/outbox/aura").glob("AURA_*.xml")
        return sorted(files, key=lambda path: path.stem.rsplit("_", 1)[1])

    def receipts(self, sender="*"):
        return sorted((self.root / "var/outbox/receipts").glob(f"{sender}/*.ricevuta.xml"))


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    return House(tmp_path_factory.mktemp("house"))


def xmllint(schema, files):
    outcome = subprocess.run(["xmllint", "--noout", "--nonet", "--schema", SCHEMAS / schema, *files],
                             capture_output=True, text=True)  # fmt: skip
    assert outcome.returncode == 0, outcome.stderr


def italian(day):
    return "/".join(reversed(day.split("-")))


def test_xmllint_accepts_every_notice_and_receipt(house):
    assert len(house.notices()) >= len(house.decided) > 20
    assert len(house.receipts()) >= 66 + len(house.decided)
    xmllint("avviso.xsd", house.notices())
    xmllint("ricevuta.xsd", house.receipts())


def test_each_notice_says_what_was_decided(house):
    last = {}
    for path in house.notices():
        root = etree.parse(path).getroot()
        number, kind = root.findtext(f".//{NOTICE}numeroPratica"), root.findtext(f".//{NOTICE}tipo")
        assert path.name.startswith(f"AURA_{number}_{kind}_")
        assert root.findtext(f".//{NOTICE}codiceAsl") == number[4:10] == ASL
        last[number] = (kind, root)
    assert {number: kind for number, (kind, _) in last.items()} == house.decided
    for number, (kind, root) in last.items():
        practice = house.shown(number)
        diagnosis = practice.get("diagnosis", {}).get("code", "000")
        told = "000" if diagnosis.startswith("F") else diagnosis
        if kind == "RESPINGIMENTO":
            body = root.find(f"{NOTICE}respingimento")
            assert body.findtext(f"{NOTICE}codiceFiscaleAssistito") == practice["beneficiary"]["fiscalCode"]
            assert body.findtext(f"{NOTICE}codiceEsenzione") == practice.get("exemption", {}).get("code")
            assert body.findtext(f"{NOTICE}listaDiagnosi") == told
            continue
        day = practice["updatedAt"][:10]
        end = day if kind == "ANNULLAMENTO" else practice.get("validUntil")
        expected = [("codiceFiscaleChiamante", DOCTOR), ("codiceFiscaleAssistito", practice["beneficiary"]["fiscalCode"]),
                    ("codiceEsenzione", practice["exemption"]["code"]),
                    ("dataInizioValidita", italian(practice["validFrom"])),
                    ("dataFineValidita", italian(end) if end else None),
                    ("dataAnnullamento", italian(day) if kind == "ANNULLAMENTO" else None),
                    ("listaDiagnosi", told)]  # fmt: skip
        found = [(child.tag.removeprefix(AURA), child.text) for child in root.find(f"{AURA}esenzionePatologia")]
        assert found == [(name, value) for name, value in expected if value is not None]


def test_no_note_and_no_reason_is_in_any_byte_for_aura(house):
    everything = b"".join(path.read_bytes() for path in house.notices())
    for secret in (*SECRETS, REASON, "Documentazione insufficiente", "NOTA"):
        for form in (secret, secret.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")):
            assert form.encode() not in everything


def test_each_receipt_shows_only_what_its_reader_may_see(house):
    for sender, reads_internal in (("ospedale", True), ("portale", False)):
        decisions = 0
        for path in house.receipts(sender):
            root = etree.parse(path).getroot()
            text = path.read_text()
            assert REASON not in text and "Documentazione insufficiente" not in text
            assert root.findtext(f"{RECEIPT}mittente") == sender
            if root.findtext(f"{RECEIPT}esito") in ("VALIDATA", "RESPINTA"):
                decisions += 1
                assert root.findtext(f"{RECEIPT}notaBeneficiario") == SECRETS[0]
                assert (root.findtext(f"{RECEIPT}notaInterna") == SECRETS[1]) == reads_internal
                assert reads_internal or "NOTA TRA MEDICI" not in text
        assert decisions > 5

# SPDX-License-Identifier: EUPL-1.2
"""SPID and CIE through the region's gateway, with a real Apache, a real mod_auth_mellon and a real SAML identity provider."""

import base64
import os
import shutil

import pytest

from browser import Browser
from gateway import Apache, IdentityProvider
from house import DOCTOR, STRANGER, House, wait_until

HEADER = "Shib-Identita-CodiceFiscale"


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    folder = tmp_path_factory.mktemp("region")
    for parent in (folder, *folder.parents[:3]):
        os.chmod(parent, 0o755)
    (folder / "house").mkdir()
    house = House(folder / "house", secure=False)
    house.sign_in = f"  gateway:\n    socket: {house.socket}\n    socket_mode: 666\n"
    house.start()
    apache = Apache(house.office, folder / "apache", house.socket)
    if os.geteuid() == 0:
        shutil.chown(house.socket, "www-data")
    provider = IdentityProvider(house.office, folder, apache.metadata)
    apache.pair.key.chmod(0o644)
    apache.start(provider)
    yield house, apache, provider
    apache.stop()
    provider.stop()
    house.stop()


def sign_in(apache, provider, person, browser=None, fields=()):
    browser = browser or Browser()
    provider.person = person
    page = browser.go(f"{apache.address}/accesso/gateway", fields=fields)
    assert page.status == 200 and "SAMLResponse" in page.text, page.text + apache.errors()
    address, form = page.form()
    return browser, browser.go(address, form, fields)


def test_a_doctor_comes_in_through_the_gateway(region):
    house, apache, provider = region
    page = Browser().open(f"{apache.address}/accesso")
    assert "Entra con SPID" in page.words and "CNS | TS-CNS" in page.words
    browser, page = sign_in(apache, provider, DOCTOR)
    assert page.status == 200 and "Accesso riuscito" in page.words, page.words + apache.errors()
    desk = browser.open(f"{apache.address}/")
    assert desk.status == 200 and "DEMO DEMO" in desk.words
    sessions = browser.open(f"{apache.address}/sessioni")
    assert "gateway regionale" in sessions.words and "127.0.0.1" in sessions.words


def test_whom_the_gateway_knows_and_we_do_not(region):
    house, apache, provider = region
    _, page = sign_in(apache, provider, STRANGER)
    assert page.status == 403 and "non risulti tra gli operatori abilitati" in page.words
    assert house.refusals()[-1] == "operator-unknown"


SPOOFS = [
    [(HEADER, DOCTOR)], [(HEADER.lower(), DOCTOR)], [(HEADER.replace("-", "_"), DOCTOR)], [(HEADER.replace("-", ""), DOCTOR)],
    [("MELLON_fiscalNumber", f"TINIT-{DOCTOR}")], [("Shib-Iride-IdentitaDigitale", f"{DOCTOR}/A/B/C/20260101000000/2/x")],
]  # fmt: skip


@pytest.mark.parametrize("fields", SPOOFS)
def test_what_a_browser_claims_does_not_pass_apache(region, fields):
    """Before the identity provider is asked, and beside what it says: never is anybody taken for whom the browser names."""
    house, apache, provider = region
    browser = Browser()
    assert browser.open(f"{apache.address}/accesso/gateway", fields=fields).status in (302, 303, 400, 403)
    assert browser.open(f"{apache.address}/", fields=fields).status == 303
    _, page = sign_in(apache, provider, STRANGER, Browser(), fields)
    assert page.status in (400, 403)
    assert not any(cookie.name == "esenzioni" for cookie in browser.jar)


def test_what_is_searched_is_not_in_the_log_of_the_proxy(region):
    house, apache, provider = region
    browser, _ = sign_in(apache, provider, DOCTOR)
    desk = '"GET / HTTP/1.1" 200'
    before = apache.accesses().count(desk)
    assert browser.open(f"{apache.address}/?cognome=TRENTASEI&codice-fiscale=TRNNLL53H10I462M").status == 200
    wait_until(lambda: apache.accesses().count(desk) > before, "the entry of the search")
    log = apache.accesses()
    assert "TRENTASEI" not in log and "TRNNLL53H10I462M" not in log and DOCTOR not in log


def test_an_answer_that_the_identity_provider_did_not_sign(region):
    house, apache, provider = region
    browser = Browser()
    provider.person = STRANGER
    page = browser.go(f"{apache.address}/accesso/gateway")
    address, form = page.form()
    changed = base64.b64decode(form["SAMLResponse"]).replace(STRANGER.encode(), DOCTOR.encode())
    form["SAMLResponse"] = base64.b64encode(changed).decode()
    page = browser.go(address, form)
    assert page.status in (400, 401, 403, 500)
    assert browser.open(f"{apache.address}/").status == 303

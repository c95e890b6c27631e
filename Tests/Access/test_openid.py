# SPDX-License-Identifier: EUPL-1.2
"""SPID and CIE through a broker that speaks OpenID Connect; the broker here is oidc-provider-mock.

What a hostile broker could send is tried inside the process (OpenIDClientTests)."""

import json
import urllib.parse
import urllib.request

import oidc_provider_mock
import pytest

from browser import Browser
from house import DOCTOR, STRANGER, House

BACK = "/accesso/openid/ritorno"


@pytest.fixture(scope="module")
def broker():
    users = [
        oidc_provider_mock.User(sub="medico", claims={"fiscalNumber": f"TINIT-{DOCTOR}"}),
        oidc_provider_mock.User(sub="estraneo", claims={"fiscalNumber": f"TINIT-{STRANGER}"}),
        oidc_provider_mock.User(sub="senza", claims={"name": "Senza Codice"}),
        oidc_provider_mock.User(sub="errato", claims={"fiscalNumber": f"TINIT-{DOCTOR[:-1]}X"}),
    ]
    with oidc_provider_mock.run_server_in_thread(
        require_client_registration=True, require_nonce=True, user_claims=users
    ) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(scope="module")
def hospital(tmp_path_factory, broker):
    house = House(tmp_path_factory.mktemp("openid"))
    house.redirect = f"https://localhost:{house.port}{BACK}"
    body = json.dumps({"redirect_uris": [house.redirect]}).encode()
    request = urllib.request.Request(
        f"{broker}/oauth2/clients", data=body, headers={"Content-Type": "application/json"}
    )
    client = json.load(urllib.request.urlopen(request))
    secret = house.root / "client.secret"
    secret.write_text(client["client_secret"] + "\n")
    secret.chmod(0o600)
    house.sign_in = f"""
  openid:
    issuer: {broker}
    client_id: {client["client_id"]}
    client_secret: {secret}
    redirect: {house.redirect}
    choice_parameter: idp_hint
"""
    house.start()
    house.address = f"https://localhost:{house.port}"
    yield house
    house.stop()


def begin(hospital, browser):
    """From the sign-in page to the broker's own."""
    page = browser.open(f"{hospital.address}/accesso")
    assert "Entra con SPID" in page.words and "Entra con CIE" in page.words
    page = browser.open(f"{hospital.address}/accesso/openid?con=spid")
    assert page.status == 303
    return page.headers["Location"]


def sign_in(hospital, sub, browser=None):
    browser = browser or Browser(hospital.server_authority.certificate)
    address = begin(hospital, browser)
    answer = browser.open(address, {"sub": sub})
    assert answer.status == 302, answer.text
    return browser, answer.headers["Location"]


def test_a_doctor_comes_in(hospital):
    browser, back = sign_in(hospital, "medico")
    page = browser.open(back)
    assert page.status == 200 and "Accesso riuscito" in page.words
    assert page.headers["Refresh"] == "0; url=/"
    desk = browser.open(f"{hospital.address}/")
    assert desk.status == 200 and "DEMO DEMO" in desk.words
    assert "SPID o CIE" in browser.open(f"{hospital.address}/sessioni").words


def test_what_is_asked_of_the_broker(hospital, broker):
    browser = Browser(hospital.server_authority.certificate)
    address = urllib.parse.urlsplit(begin(hospital, browser))
    asked = dict(urllib.parse.parse_qsl(address.query))
    assert f"{address.scheme}://{address.netloc}" == broker
    assert asked["response_type"] == "code" and asked["redirect_uri"] == hospital.redirect
    assert asked["code_challenge_method"] == "S256" and len(asked["code_challenge"]) == 43
    assert len(asked["state"]) >= 32 and len(asked["nonce"]) >= 32 and asked["state"] != asked["nonce"]
    assert asked["scope"] == "openid profile" and asked["idp_hint"] == "spid"
    cookie = next(cookie for cookie in browser.jar if "openid" in cookie.name)
    assert cookie.name == "__Host-esenzioni-openid" and cookie.secure


@pytest.mark.parametrize(
    "sub, reason",
    [("estraneo", "operator-unknown"), ("senza", "openid-code-missing"), ("errato", "openid-code-unsound")],
)
def test_who_is_no_operator_or_has_no_code_stays_out(hospital, sub, reason):
    browser, back = sign_in(hospital, sub)
    assert browser.open(back).status == 403
    assert hospital.refusals()[-1] == reason
    assert browser.open(f"{hospital.address}/").status == 303


def test_an_answer_counts_once(hospital):
    browser, back = sign_in(hospital, "medico")
    assert browser.open(back).status == 200
    again = Browser(hospital.server_authority.certificate)
    for one in (browser, again):
        assert one.open(back).status == 403
        assert hospital.refusals()[-1] == "openid-state-unknown"


def test_an_answer_counts_only_in_the_browser_that_asked(hospital):
    _, back = sign_in(hospital, "medico")
    victim = Browser(hospital.server_authority.certificate)
    begin(hospital, victim)
    assert victim.open(back).status == 403
    assert hospital.refusals()[-1] == "openid-browser-differs"
    assert victim.open(f"{hospital.address}/").status == 303


@pytest.mark.parametrize(
    "change, reason",
    [
        ({"state": "x" * 43}, "openid-state-unknown"),
        ({"state": ""}, "openid-state-unknown"),
        ({"code": "made-up"}, "openid-token-unsound"),
        ({"code": ""}, "openid-token-unsound"),
        ({"iss": "https://other.example"}, "openid-issuer-wrong"),
        ({"error": "access_denied"}, "openid-refused-there"),
    ],
)
def test_an_answer_that_was_changed_on_the_way(hospital, change, reason):
    browser, back = sign_in(hospital, "medico")
    address = urllib.parse.urlsplit(back)
    fields = {**dict(urllib.parse.parse_qsl(address.query)), **change}
    page = browser.open(f"{hospital.address}{BACK}?{urllib.parse.urlencode(fields)}")
    assert page.status == 403
    assert hospital.refusals()[-1] == reason


def test_cancelling_there_is_told_kindly(hospital):
    browser = Browser(hospital.server_authority.certificate)
    state = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(begin(hospital, browser)).query))["state"]
    page = browser.open(f"{hospital.address}{BACK}?error=access_denied&state={state}")
    assert page.status == 403 and "annullato o rifiutato" in page.words


def test_a_broker_that_is_away_is_told(tmp_path):
    house = House(tmp_path)
    house.sign_in = f"""
  openid:
    issuer: http://localhost:1
    client_id: x
    redirect: https://localhost:{house.port}{BACK}
"""
    house.start()
    page = house.pages().get("/accesso/openid")
    house.stop()
    assert page.status == 403 and "non risponde" in page.words
    assert house.refusals()[-1] == "openid-provider-unreachable"

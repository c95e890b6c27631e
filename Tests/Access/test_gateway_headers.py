# SPDX-License-Identifier: EUPL-1.2
"""Identity headers: every listener, every spelling. Only the trusted proxy is believed, and only where it says one thing."""

import itertools
import ssl

import pytest

from house import DOCTOR, STRANGER
from office import CLIENT

HEADER = "Shib-Identita-CodiceFiscale"
PATH = "/accesso/gateway"

SPELLINGS = {
    "as it is": [(HEADER, DOCTOR)],
    "small": [(HEADER.lower(), DOCTOR)],
    "capital": [(HEADER.upper(), DOCTOR)],
    "mixed": [("sHIB-iDENTITA-cODICEfISCALE", DOCTOR)],
    "underscores": [(HEADER.replace("-", "_"), DOCTOR)],
    "one underscore": [("Shib-Identita_CodiceFiscale", DOCTOR)],
    "no hyphens": [(HEADER.replace("-", ""), DOCTOR)],
    "dots": [(HEADER.replace("-", "."), DOCTOR)],
    "double hyphen": [("Shib--Identita-CodiceFiscale", DOCTOR)],
    "hyphen at the end": [(HEADER + "-", DOCTOR)],
    "twice": [(HEADER, DOCTOR), (HEADER, DOCTOR)],
    "twice, two persons": [(HEADER, DOCTOR), (HEADER, STRANGER)],
    "twice, two cases": [(HEADER, DOCTOR), (HEADER.lower(), STRANGER)],
    "with its underscored twin": [(HEADER, DOCTOR), (HEADER.replace("-", "_"), STRANGER)],
    "blank before the colon": [(HEADER + " ", DOCTOR)],
    "tab before the colon": [(HEADER + "\t", DOCTOR)],
    "blank before the name": [(" " + HEADER, DOCTOR)],
    "letter that looks alike": [("Shib-Identitа-CodiceFiscale".encode(), DOCTOR)],
    "byte of Latin-1": [(HEADER.encode() + b"\xe8", DOCTOR)],
    "soft hyphen": [("Shib\u00adIdentita-CodiceFiscale".encode(), DOCTOR)],
    "nul in the name": [(b"Shib-Identita\0-CodiceFiscale", DOCTOR)],
    "token of Iride": [("Shib-Iride-IdentitaDigitale", f"{DOCTOR}/A/B/IdP/20260101000000/2/x")],
    "other of Shibboleth": [("Shib-Session-ID", "x")],
    "Mellon": [("MELLON_NAME_ID", DOCTOR)],
    "OIDC claim": [("OIDC_CLAIM_fiscalNumber", DOCTOR)],
    "remote user": [("REMOTE_USER", DOCTOR)],
    "with a proxy's address": [(HEADER, DOCTOR), ("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-Proto", "https")],
}  # fmt: skip

#: Values of the right header that name nobody, from the trusted proxy itself.
BAD_VALUES = [
    DOCTOR[:-1] + "X", DOCTOR[:-1], DOCTOR + "A", f"{DOCTOR},{DOCTOR}", f"{DOCTOR};{STRANGER}", "01234567897", "(null)", "",
    "null", f"TINIT-{DOCTOR[:-1]}X", DOCTOR.replace("L", "Ⅼ", 1).encode(), b"LBRCRD53H10D205\xc9", f"{DOCTOR}%00", f'"{DOCTOR}"',
]  # fmt: skip


def untrusted(house):
    card = house.cards_made[0]
    return {"pages": house.pages(), "cards": house.cards(), "cards with a card": house.cards(card.file, card.key)}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_nobody_else_is_believed(house, spelling):
    """Refused on every untrusted listener, whatever the path; and no session is opened."""
    paths = [PATH, "/", "/accesso", "/livez", "/accesso/certificato"]
    for (name, door), path in itertools.product(untrusted(house).items(), paths):
        answer = door.get(path, *SPELLINGS[spelling])
        assert answer is None or answer.status in (400, 403), (name, path, answer)
        assert answer is None or not house.signed_in(answer), (name, path)
    assert house.pages().get("/livez").status == 200


def test_what_is_refused_is_logged_without_the_code(house):
    before = house.log.read_text().count("identity headers outside the gateway")
    house.pages().get("/", *SPELLINGS["underscores"])
    text = house.log.read_text()
    assert text.count("identity headers outside the gateway") == before + 1
    assert DOCTOR not in text


@pytest.mark.parametrize("way", ["socket", "proxy with its certificate"])
def test_the_trusted_proxy_is_believed(house, way):
    door = house.gateway() if way == "socket" else house.proxied()
    for spelling in ("as it is", "small", "capital", "mixed"):
        answer = door.get(PATH, *SPELLINGS[spelling])
        session = house.signed_in(answer)
        assert answer.status == 200 and session, spelling
        assert "DEMO DEMO" in door.get("/", cookies=session).words
    assert house.signed_in(door.get(PATH, (HEADER, f"TINIT-{DOCTOR}")))


AMBIGUOUS = [
    "underscores", "one underscore", "no hyphens", "dots", "double hyphen", "hyphen at the end", "twice", "twice, two persons",
    "twice, two cases", "with its underscored twin", "blank before the colon", "tab before the colon", "blank before the name",
    "letter that looks alike", "byte of Latin-1", "soft hyphen", "nul in the name", "token of Iride", "remote user", "Mellon",
]  # fmt: skip


@pytest.mark.parametrize("spelling", AMBIGUOUS)
def test_even_from_the_proxy_another_spelling_is_worth_nothing(house, spelling):
    for door in (house.gateway(), house.proxied()):
        answer = door.get(PATH, *SPELLINGS[spelling])
        assert answer is None or answer.status in (400, 403)
        assert answer is None or not house.signed_in(answer)


@pytest.mark.parametrize("value", BAD_VALUES)
def test_even_from_the_proxy_a_value_that_is_no_code_is_refused(house, value):
    answer = house.gateway().get(PATH, (HEADER, value))
    assert answer.status in (400, 403) and not house.signed_in(answer)


def test_authenticated_is_not_authorised(house):
    answer = house.gateway().get(PATH, (HEADER, STRANGER))
    assert answer.status == 403 and "non risulti tra gli operatori abilitati" in answer.words
    assert house.refusals()[-1] == "operator-unknown"


def test_without_a_header_nobody_comes_in(house):
    assert house.gateway().get(PATH).status == 403
    assert house.refusals()[-1] == "gateway-header-absent"


def test_a_session_does_not_outlive_its_person_at_the_gateway(house):
    door = house.gateway()
    session = house.signed_in(door.get(PATH, (HEADER, DOCTOR)))
    assert door.get("/", (HEADER, DOCTOR), cookies=session).status == 200
    assert door.get("/", (HEADER, STRANGER), cookies=session).status == 303
    assert door.get("/", (HEADER, DOCTOR), cookies=session).status == 303


def test_the_proxys_port_wants_the_proxys_certificate(house):
    card = house.cards_made[0]
    door = house.proxied()
    for context in (house.context(), house.context(card.file, card.key)):
        door.tls = context
        with pytest.raises((ssl.SSLError, ConnectionError)):
            answer = door.get(PATH, (HEADER, DOCTOR))
            assert answer is not None
            raise AssertionError(answer)
    stranger = house.office.issue("/CN=proxy", extensions=CLIENT)
    with pytest.raises((ssl.SSLError, ConnectionError)):
        house.proxied(stranger).get(PATH, (HEADER, DOCTOR))


def test_the_socket_is_closed_to_others(house):
    assert house.socket.stat().st_mode & 0o777 == 0o660


def test_the_client_is_the_one_that_the_proxy_names_last(house):
    answer = house.gateway().get(PATH, (HEADER, DOCTOR), ("X-Forwarded-For", "6.6.6.6, 203.0.113.7"))
    page = house.gateway().get("/sessioni", cookies=house.signed_in(answer))
    assert "203.0.113.7" in page.words and "6.6.6.6" not in page.words

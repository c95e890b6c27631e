# SPDX-License-Identifier: EUPL-1.2
"""Coming in with a key that nobody has but the card: the handshake is signed in a PKCS#11 token."""

import pytest

from house import DOCTOR
from office import CLIENT
from smartcard import PIN, Smartcard, what_is_missing
from test_certificates import PATH

pytestmark = pytest.mark.skipif(what_is_missing() is not None, reason=what_is_missing() or "")

#: What a TS-CNS has, and what newer cards have.
KINDS = ["rsa:2048", "EC:prime256v1"]


@pytest.fixture(scope="module", params=KINDS)
def card(request, house, tmp_path_factory):
    card = Smartcard(tmp_path_factory.mktemp("card"), request.param)
    return card.issued(f"/C=IT/O=Prova/CN={DOCTOR}\\/6030000000000001.abc", by=house.issuer, extensions=CLIENT)


@pytest.mark.parametrize("version", ["-tls1_2", "-tls1_3"])
def test_who_has_the_card_and_its_pin_comes_in(house, card, version):
    answer = card.get(house, PATH, version)
    session = house.signed_in(answer)
    assert answer.status == 200 and session
    desk = house.cards().get("/", cookies=session)
    assert desk.status == 200 and "DEMO DEMO" in desk.words
    assert "Certificato digitale o carta elettronica" in house.cards().get("/sessioni", cookies=session).words


def test_without_the_pin_the_card_signs_nothing(house, card):
    before = house.refusals()
    answer = card.get(house, PATH, "-tls1_3", pin=PIN[::-1])
    assert answer is None or house.signed_in(answer) is None
    assert house.refusals()[len(before) :] in ([], ["certificate-absent"])


def test_the_key_does_not_leave_the_card(card):
    objects = card.tool("--login", "--pin", PIN, "--list-objects").stdout.decode()
    assert "never extractable" in objects and "always sensitive" in objects


def test_a_card_that_was_withdrawn_opens_nothing(house, card):
    lists = house.authorities / "liste.pem"
    before = lists.read_text()
    blocks = [block + "-----END X509 CRL-----\n" for block in before.split("-----END X509 CRL-----\n")[:-1]]
    blocks[1] = house.issuer.revocation_list(card.certificate)
    lists.write_text("".join(blocks))
    try:
        answer = card.get(house, PATH, "-tls1_3")
        assert answer.status == 403 and house.signed_in(answer) is None
        assert house.refusals()[-1] == "certificate-revoked"
    finally:
        lists.write_text(before)

# SPDX-License-Identifier: EUPL-1.2
"""Coming in with a card, over real TLS: every kind of certificate, sound and unsound."""

import ssl

import pytest

from house import DOCTOR
from office import CLIENT

PATH = "/accesso/certificato"


def outcome(house, door):
    """Who came in, or why not as the log says it."""
    before = len(house.refusals())
    try:
        answer = door.get(PATH)
    except ssl.SSLError:
        return "no connection"
    session = house.signed_in(answer)
    if session:
        assert answer.status == 200 and answer.one("refresh") == "0; url=/"
        desk = door.get("/", cookies=session)
        assert desk.status == 200 and "DEMO DEMO" in desk.words
        return None
    assert answer.status == 403
    assert "certificato" in answer.words.lower() or "abilitat" in answer.words
    refused = house.refusals()
    assert len(refused) == before + 1
    return refused[-1]


def test_each_card_is_treated_as_specified(house):
    wrong = {}
    for card in house.cards_made:
        found = outcome(house, house.cards(card.file, card.key))
        if found != card.reason:
            wrong[card.name] = (card.reason, found)
    assert wrong == {}
    assert len(house.cards_made) >= 50
    assert sum(card.reason is None for card in house.cards_made) >= 12


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_both_versions_of_tls_and_a_resumed_connection(house, version):
    card = house.cards_made[0]
    door = house.cards(card.file, card.key, version)
    assert outcome(house, door) is None
    assert outcome(house, door) is None


def test_without_a_certificate_the_page_says_what_to_do(house):
    answer = house.cards().get(PATH)
    assert answer.status == 403
    assert "non ha presentato alcun certificato" in answer.words
    assert house.refusals()[-1] == "certificate-absent"
    assert house.signed_in(answer) is None


def test_only_its_own_listener_asks_for_a_certificate(house):
    card = house.cards_made[0]
    door = house.pages()
    door.tls = house.context(card.file, card.key)
    assert door.get(PATH).status == 404
    assert door.get("/").status == 303


def test_a_key_that_is_not_the_certificates_gets_no_connection(house):
    card, other = house.cards_made[0], house.office.key()
    with pytest.raises(ssl.SSLError):
        house.cards(card.file, other)


def test_a_new_revocation_list_counts_at_once(house):
    card = house.office.issue(f"/CN={DOCTOR}\\/77", by=house.issuer, extensions=CLIENT)
    assert outcome(house, house.cards(card.certificate, card.key)) is None
    lists = house.authorities / "liste.pem"
    before = lists.read_text()
    blocks = [block + "-----END X509 CRL-----\n" for block in before.split("-----END X509 CRL-----\n")[:-1]]
    blocks[1] = house.issuer.revocation_list(card)
    lists.write_text("".join(blocks))
    try:
        assert outcome(house, house.cards(card.certificate, card.key)) == "certificate-revoked"
    finally:
        lists.write_text(before)


def test_the_sign_in_page_leads_to_the_card(house):
    page = house.pages().get("/accesso")
    assert "Accesso tramite certificato digitale o carta elettronica" in page.words
    assert f'href="https://localhost:{house.card_port}{PATH}"' in page.body

# SPDX-License-Identifier: EUPL-1.2
"""A session before, at and after its end; password and PIN of one's own choice."""

import json

import pytest
from playwright.sync_api import expect

from daemon import USER
from desk import open_practice, sign_in

SECONDS = 1000


@pytest.fixture
def scripted(mode):
    if mode != "with-scripts":
        pytest.skip("the warning is what scripts add")


@pytest.fixture
def own(new_context):
    """A page in a browser of its own, signed in."""
    context = new_context()
    page = context.new_page()
    sign_in(page)
    yield page
    context.close()


def rest(page, idle, last=30_000):
    page.route(
        "**/sessioni/resto",
        lambda route: route.fulfill(content_type="application/json", body=json.dumps({"inattivita": idle, "fine": last})),
    )


def test_a_warning_before_the_end_that_keeps_what_was_typed(scripted, own, samples, picture):
    own.clock.install()
    number = open_practice(own, samples[-3])
    rest(own, 110)
    note = own.locator("#nota-interna")
    note.fill("una nota lunga")
    own.clock.fast_forward(1690 * SECONDS)
    warning = own.get_by_role("alertdialog")
    expect(warning).to_contain_text("La sessione sta per scadere")
    expect(warning).to_contain_text("Restano 1:")
    picture(own, "20-sessione-avviso")
    own.get_by_role("button", name="Continua a lavorare").click()
    expect(warning).to_have_count(0)
    expect(note).to_have_value("una nota lunga")
    assert number in own.url


def test_another_page_of_the_same_session_keeps_it_alive(scripted, own):
    own.clock.install()
    own.goto("/")
    rest(own, 1700)
    own.clock.fast_forward(1690 * SECONDS)
    expect(own.get_by_role("alertdialog")).to_have_count(0)


def test_when_it_is_over_the_page_says_so_and_stays(scripted, own):
    own.clock.install()
    own.goto("/")
    own.route("**/sessioni/resto", lambda route: route.fulfill(status=303, headers={"Location": "/accesso"}))
    own.clock.fast_forward(1690 * SECONDS)
    expect(own.get_by_role("alertdialog")).to_contain_text("La sessione è scaduta")
    expect(own.get_by_role("alertdialog")).to_contain_text("non va perso")


def test_the_list_of_sessions(own, picture):
    own.get_by_role("link", name="DEMO VENTICINQUE DEMO").click()
    expect(own.get_by_role("heading", name="Le tue sessioni")).to_be_visible()
    expect(own.get_by_text("(questa sessione)")).to_have_count(1)
    picture(own, "21-sessioni")
    own.get_by_role("link", name="Cambia password e PIN").click()
    own.get_by_label("Password attuale").fill("x")
    own.get_by_label("PIN attuale").fill("x")
    own.get_by_label("Nuova password", exact=True).fill("corta")
    own.get_by_label("Ripeti la nuova password").fill("altra")
    own.get_by_label("Nuovo PIN", exact=True).fill("123456")
    own.get_by_label("Ripeti il nuovo PIN").fill("123456")
    own.get_by_role("button", name="Cambia password e PIN").click()
    expect(own.get_by_role("alert")).to_contain_text("almeno 12 caratteri")
    expect(own.get_by_role("alert")).to_contain_text("troppo facile")
    picture(own, "22-cambio")


def test_the_way_out(own):
    own.get_by_role("button", name="Esci").click()
    expect(own.get_by_label("Username")).to_have_value("")
    own.goto("/")
    expect(own.get_by_role("heading", name="Servizionline")).to_be_visible()
    assert USER not in own.content()

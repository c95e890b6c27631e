# SPDX-License-Identifier: EUPL-1.2
"""What a doctor types is never lost: not when the session ends, nor in a window that stayed open, nor on the way back."""

import pytest
from playwright.sync_api import expect

from daemon import PASSWORD, PIN, USER
from desk import open_practice, sign_in

KEPT = "Quello che avevi scritto è conservato"


@pytest.fixture
def own(new_context):
    """A browser of its own, signed in, with two windows at the desk."""
    context = new_context()
    first, second = context.new_page(), context.new_page()
    sign_in(first)
    first.get_by_role("heading", name="Filtri").wait_for()
    second.goto("/")
    yield first, second
    context.close()


def come_in(page):
    page.get_by_label("Username").fill(USER)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("PIN", exact=True).fill(PIN)
    page.get_by_role("button", name="Accedi").click()


def test_what_is_typed_after_the_end_of_the_session_comes_back(own, samples, mode, picture):
    page, other = own
    number = open_practice(page, samples[-5])
    address = page.url
    other.get_by_role("button", name="Esci").click()
    other.get_by_label("Username").wait_for()
    note = page.get_by_label("Interna", exact=True)
    note.fill("Prima frase.")
    if mode == "with-scripts":
        # The page's script tries to keep it, is told that the session is over, and takes nothing away.
        expect(page.locator("#bozza-stato")).to_contain_text("non va perso")
    note.fill("Prima frase. Seconda frase, molto importante.")
    page.get_by_label("Senza scadenza", exact=True).check()
    page.get_by_role("button", name="Valida", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(KEPT)
    come_in(page)
    expect(page.get_by_role("heading", name="Riprendi quello che avevi scritto")).to_be_visible()
    expect(page.get_by_role("heading", name=f"Pratica {number}")).to_be_visible()
    expect(page.get_by_text("Volevi validare la pratica")).to_be_visible()
    picture(page, "23-ripresa")
    page.get_by_role("button", name="Riprendi").click()
    assert page.url.split("#")[0] == address.split("#")[0]
    expect(note).to_have_value("Prima frase. Seconda frase, molto importante.")
    expect(page.get_by_label("Senza scadenza", exact=True)).to_be_checked()
    page.get_by_role("button", name="Elimina bozza").click()
    expect(page.get_by_role("link", name="conservato")).to_have_count(0)


def test_a_window_of_an_earlier_session_does_nothing_and_loses_nothing(own, samples):
    page, other = own
    open_practice(page, samples[-5])
    other.get_by_role("button", name="Esci").click()
    come_in(other)
    other.get_by_role("heading", name="Filtri").wait_for()
    page.get_by_label("Interna", exact=True).fill("Nella vecchia finestra")
    page.get_by_role("button", name="Presa in carico").click()
    expect(page.get_by_text("Volevi prendere in carico la pratica")).to_be_visible()
    page.get_by_role("button", name="Riprendi").click()
    expect(page.get_by_label("Interna", exact=True)).to_have_value("Nella vecchia finestra")
    expect(page.locator(".banner")).to_have_text("INVIATA")
    page.get_by_role("button", name="Elimina bozza").click()
    page.get_by_text("Bozza eliminata").wait_for()


def test_a_bookmark_is_reached_through_the_sign_in(visitor, samples):
    visitor.goto("/?cognome=zzz&ordine=beneficiario")
    come_in(visitor)
    expect(visitor.get_by_label("Cognome Beneficiario", exact=True)).to_have_value("zzz")


def test_the_way_back_to_a_page_with_errors_shows_the_practice(own, samples, mode):
    if mode == "without-scripts":
        pytest.skip("without scripts the browser asks whether to send the form once more")
    page, _ = own
    open_practice(page, samples[-6])
    address = page.url
    page.get_by_label("Valida dal").fill("31/02/2026")
    page.get_by_role("button", name="Valida", exact=True).click()
    page.locator("#errori").wait_for()
    assert page.url.split("#")[0] == address
    page.goto("/")
    page.go_back()
    expect(page.get_by_role("heading", name="Dettaglio pratica")).to_be_visible()
    expect(page.get_by_label("Valida dal")).to_have_value("31/02/2026")
    page.reload()
    expect(page.get_by_role("heading", name="Dettaglio pratica")).to_be_visible()
    page.get_by_role("button", name="Elimina bozza").click()
    page.get_by_text("Bozza eliminata").wait_for()

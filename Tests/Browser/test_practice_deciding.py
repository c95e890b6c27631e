# SPDX-License-Identifier: EUPL-1.2
"""Deciding: codes from the catalogue, drafts, the dialog, two doctors at once, one click too many, and on to the next."""

import re

import pytest
from playwright.sync_api import expect

import checks
from desk import choose_end, expect_words, open_practice, search, sign_in


@pytest.fixture
def scripted(mode):
    if mode == "without-scripts":
        pytest.skip("this is what the script adds")


@pytest.fixture(scope="module")
def patients(daemon):
    """People of this module's own, since it decides what it opens."""
    patients = daemon.drop_samples(66, seed=11)
    assert len(patients) >= 5
    return patients


def test_a_draft_waits_on_the_server_and_not_in_the_browser(new_context, page, patients, mode):
    person = patients[0]
    open_practice(page, person)
    page.get_by_label("Interna", exact=True).fill("da riprendere domani")
    if mode == "with-scripts":
        expect(page.get_by_text("Bozza salvata alle")).to_be_visible()
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    else:
        page.get_by_role("button", name="Salva bozza").click()
        expect(page.get_by_text("Bozza salvata: la vedi solo tu")).to_be_visible()
    elsewhere = new_context()
    other = elsewhere.new_page()
    sign_in(other)
    open_practice(other, person)
    expect(other.get_by_label("Interna", exact=True)).to_have_value("da riprendere domani")
    expect(other.get_by_text("Hai ripreso la bozza salvata il")).to_be_visible()
    other.get_by_role("button", name="Elimina bozza").click()
    expect(other.get_by_label("Interna", exact=True)).to_have_value("")
    elsewhere.close()


def test_what_was_typed_right_before_a_reload_comes_back(scripted, page, patients):
    open_practice(page, patients[0])
    internal, beneficiary = page.get_by_label("Interna", exact=True), page.get_by_label("Beneficiario", exact=True)
    internal.fill("scritto un attimo fa")
    page.reload()
    expect(internal).to_have_value("scritto un attimo fa")
    # What is typed next is added to it.
    beneficiary.fill("e poi questo")
    expect(page.get_by_text("Bozza salvata alle")).to_be_visible()
    page.reload()
    expect(internal).to_have_value("scritto un attimo fa")
    expect(beneficiary).to_have_value("e poi questo")
    page.get_by_role("button", name="Elimina bozza").click()


def test_codes_are_looked_up_without_script_on_a_page_of_their_own(page, patients, mode, picture):
    if mode == "with-scripts":
        pytest.skip("with scripts the fields themselves do it")
    open_practice(page, patients[0])
    page.get_by_label("Interna", exact=True).fill("resta scritto")
    page.get_by_role("button", name="Cerca nel catalogo").click()
    page.get_by_label("Codice o parole dell'esenzione o della diagnosi").fill("spondil")
    page.get_by_role("button", name="Cerca", exact=True).click()
    picture(page, "30-catalogo")
    page.get_by_role("button", name="Scegli l'esenzione 054").click()
    expect(page.get_by_label("Esenzione", exact=True)).to_have_value("054")
    expect(page.get_by_label("Interna", exact=True)).to_have_value("resta scritto")
    page.get_by_role("button", name="Elimina bozza").click()


def test_codes_are_looked_up_while_typing(scripted, page, patients, picture):
    open_practice(page, patients[0])
    field = page.get_by_role("combobox", name="Esenzione", exact=True)
    field.fill("spondil")
    option = page.get_by_role("option", name=re.compile("^054"))
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    assert checks.accessibility(page) + checks.soundness(page) == []
    picture(page, "31-scelta")
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(field).to_have_value("054")
    expect(page.locator("#esenzione-nome")).to_contain_text(re.compile("spondilite", re.I))
    expect(page.get_by_role("listbox")).to_have_count(0)
    field.fill("zzzz")
    expect(page.get_by_text("Nessuna voce del catalogo corrisponde")).to_be_visible()
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(page.get_by_text("Bozza salvata alle")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Elimina bozza").click()


def test_the_question_before_rejecting_is_a_dialog(scripted, page, patients, picture):
    number = open_practice(page, patients[0])
    page.get_by_label("Beneficiario", exact=True).fill("Manca il referto")
    page.get_by_role("button", name="Respingi").click()
    dialog = page.get_by_role("dialog", name="RESPINGI")
    expect(dialog).to_contain_text(f"Sei sicuro di voler respingere la pratica {number}?")
    note = dialog.get_by_label("Nota Beneficiario", exact=True)
    expect(note).to_have_value("Manca il referto")
    note.fill("Manca il referto dello specialista")
    picture(page, "32-dialogo")
    dialog.get_by_role("button", name="SÌ").click()
    expect(dialog.get_by_text("Selezionare una motivazione")).to_be_visible()
    dialog.get_by_role("button", name="NO").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Respingi")).to_be_focused()
    expect(page.get_by_label("Beneficiario", exact=True)).to_have_value("Manca il referto dello specialista")
    page.keyboard.press("r")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("button", name="Respingi")).to_be_focused()
    page.get_by_label("Beneficiario", exact=True).fill("")


def test_two_windows_one_decision(signed_in, patients, picture, mode):
    person = patients[1]
    first, second = signed_in.new_page(), signed_in.new_page()
    for window in (first, second):
        window.goto("/")
        open_practice(window, person)
    first.get_by_role("button", name="Presa in carico").click()
    expect(first.get_by_text("presa in carico con successo")).to_be_visible()
    second.get_by_label("Interna", exact=True).fill("non va persa")
    choose_end(second)
    second.get_by_role("button", name="Valida").click()
    expect(second.get_by_role("heading", name="La pratica è stata modificata")).to_be_visible()
    expect_words(
        second, "Non è stato possibile validare la pratica", "La pratica è passata a «In lavorazione»",
        "tu, in un'altra finestra", "non va persa",
    )  # fmt: skip
    picture(second, "33-modificata")
    second.get_by_role("link", name="Rivedi la pratica").click()
    expect(second.get_by_label("Interna", exact=True)).to_have_value("non va persa")
    second.get_by_role("button", name="Valida").click()
    expect(second.get_by_text("validata con successo")).to_be_visible()
    expect(second.get_by_role("region", name="Cronologia", exact=True).get_by_text("non va persa")).to_be_visible()
    first.close()
    second.close()


def test_a_double_click_decides_once(page, patients):
    person = patients[2]
    number = open_practice(page, person)
    page.get_by_label("Interna", exact=True).fill("una volta sola")
    choose_end(page)
    page.get_by_role("button", name="Valida").dblclick()
    expect(page.get_by_text(f"Pratica {number} validata con successo")).to_be_visible()
    expect(page.get_by_role("region", name="Cronologia", exact=True).get_by_text("una volta sola")).to_have_count(1)


def test_after_a_decision_comes_the_next_practice_of_the_search(page, patients, picture):
    page.goto("/?scheda=da-fare&stato=INVIATA&ordine=-numero")
    page.get_by_role("link", name="Inviata").first.click()
    number = page.url.rsplit("/", 1)[1]
    following = page.get_by_role("link", name="Prossima pratica", exact=True).get_attribute("href")
    choose_end(page)
    for box in page.get_by_label("Ho verificato").all():
        box.check()
    page.get_by_role("button", name="Valida").click()
    expect(page.get_by_text(f"Pratica {number} validata con successo")).to_be_visible()
    picture(page, "34-prossima")
    onward = page.get_by_role("link", name="Vai alla prossima pratica")
    # axe says nothing about words in the colour of their ground.
    assert onward.evaluate("link => getComputedStyle(link).color") == "rgb(255, 255, 255)"
    onward.click()
    assert page.url.endswith(following)
    expect_words(page, "INVIATA")
    page.get_by_role("link", name="← Indietro").click()
    expect(page.get_by_label("Stato", exact=True)).to_have_value("INVIATA")


def test_a_clean_case_is_decided_in_six_keystrokes(scripted, page, patients):
    """From the list to the next practice with the hands on the keyboard: j, Enter, v, n are four."""
    page.goto("/")
    search(page, Stato="INVIATA", Codice_fiscale_Beneficiario=patients[3]["beneficiaryFiscalCode"])
    expect(page.get_by_role("heading", name="Risultati trovati: 1", exact=True)).to_be_visible()
    page.locator("body").press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Dettaglio pratica")).to_be_visible()
    choose_end(page)
    page.locator("h1").click()
    page.keyboard.press("v")
    expect(page.get_by_text("validata con successo")).to_be_visible()


def first_of_list(page):
    """Opens the first practice that waits; gives its address and that of the next."""
    page.goto("/?scheda=da-fare&stato=INVIATA")
    page.get_by_role("link", name="Inviata").first.click()
    following = page.get_by_role("link", name="Prossima pratica", exact=True).get_attribute("href")
    return page.url, following


def held(page, address, press):
    """Presses a key and keeps the request that it makes for `address` on its way: it is in the list as soon as another key is pressed."""
    routes = []
    page.route(f"**{address}", lambda route: routes.append(route))
    with page.expect_request(f"**{address}"):
        page.keyboard.press(press)
    return routes


def test_a_key_on_the_way_to_the_next_practice_decides_nothing(scripted, page, patients):
    address, following = first_of_list(page)
    choose_end(page)
    page.locator("h1").click()
    requests = held(page, following, press="n")
    page.keyboard.press("v")
    page.keyboard.press("r")
    requests[0].continue_()
    page.wait_for_url(f"**{following}")
    page.goto(address)
    expect_words(page, "INVIATA")


def test_nobody_leaves_before_the_answer_to_a_decision(scripted, page, patients):
    open_practice(page, patients[4])
    page.get_by_label("Valida dal", exact=True).fill("31/02/2026")
    page.locator("h1").click()
    address = page.locator("form[data-draft]").get_attribute("action") + "/valida"
    requests = held(page, address, press="v")
    page.keyboard.press("u")
    page.keyboard.press("n")
    requests[0].continue_()
    expect(page.get_by_role("alert")).to_contain_text("Valida dal")


def test_keys_open_the_dialog_and_the_document(scripted, page, patients):
    open_practice(page, patients[0])
    page.keyboard.press("r")
    expect(page.get_by_role("dialog", name="RESPINGI")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.keyboard.press("+")
    expect(page.get_by_label("125%")).to_be_checked()
    # Single keys are letters while somebody types.
    page.get_by_label("Interna", exact=True).press("v")
    expect(page.get_by_label("Interna", exact=True)).to_have_value("v")
    page.get_by_label("Interna", exact=True).fill("")

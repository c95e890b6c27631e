# SPDX-License-Identifier: EUPL-1.2
"""The desk without a mouse: single keys that a page explains, and that can be changed or switched off (WCAG 2.1, 2.1.4)."""

import pytest
from playwright.sync_api import expect

from desk import search


@pytest.fixture(autouse=True)
def scripted(mode):
    if mode != "with-scripts":
        pytest.skip("single keys are what scripts add")


@pytest.fixture
def usual_keys(page):
    """Puts the keys back, whatever the test did to them."""
    yield
    page.goto("/tasti")
    with page.expect_navigation():
        page.get_by_role("button", name="Rimetti i tasti usuali").click()


def focused(page):
    return page.evaluate("document.activeElement.textContent.replace(/\\s+/g, ' ').trim()")


def current_row(page):
    return page.evaluate("[...document.querySelectorAll('[data-row]')].indexOf(document.activeElement)")


def test_slash_goes_to_the_search_and_letters_typed_there_are_letters(page, samples):
    page.keyboard.press("/")
    expect(page.get_by_label("Cognome Beneficiario", exact=True)).to_be_focused()
    page.keyboard.type("jkv?/")
    expect(page.get_by_label("Cognome Beneficiario", exact=True)).to_have_value("jkv?/")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("ATTENZIONE!")


def test_slash_leads_to_the_search_from_every_page(page, samples):
    page.goto("/documenti-da-abbinare")
    page.keyboard.press("/")
    expect(page.get_by_label("Cognome Beneficiario", exact=True)).to_be_focused()


def test_j_and_k_walk_through_the_rows_and_enter_opens_one(page, samples):
    numbers = page.locator("td[data-label='N. Pratica']").all_inner_texts()
    page.keyboard.press("j")
    assert current_row(page) == 0
    page.keyboard.press("k")
    assert current_row(page) == 0
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert current_row(page) == 1
    assert numbers[1] in focused(page)
    row = page.get_by_role("row").nth(2)
    background = "row => getComputedStyle(row).backgroundColor"
    assert row.evaluate(background) != page.get_by_role("row").nth(4).evaluate(background)
    expect(page.locator("[aria-live]")).to_have_text(f"Riga 2 di {len(numbers)}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/pratiche/{numbers[1]}")
    page.keyboard.press("u")
    expect(page.get_by_role("heading", name="Risultati trovati")).to_be_visible()
    # The way goes on at the row from which it left, by the key as by the browser's own button.
    assert current_row(page) == 1
    page.keyboard.press("j")
    assert current_row(page) == 2
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/pratiche/{numbers[2]}")
    page.go_back()
    expect(page.get_by_role("heading", name="Risultati trovati")).to_be_visible()
    page.wait_for_function("document.activeElement.matches('[data-row]')")
    assert current_row(page) == 2


def test_a_page_like_a_dialog_begins_at_its_heading_and_closes_by_escape(page, samples):
    page.keyboard.press("j")
    number = page.locator("td[data-label='N. Pratica']").first.inner_text()
    page.get_by_role("link", name="Cronologia").first.click()
    expect(page.get_by_role("heading", name="CRONOLOGIA")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Risultati trovati")).to_be_visible()
    assert page.url.endswith(f"#pratica-{number}")


def test_a_field_that_gets_the_focus_lies_clear_of_the_bar(page, samples):
    page.set_viewport_size({"width": 1280, "height": 720})
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Dettaglio pratica")).to_be_visible()
    bar = page.get_by_role("group", name="Decisione sulla pratica")
    for label in ("Valida dal", "Beneficiario", "Interna"):
        field = page.get_by_label(label, exact=True)
        field.focus()
        box = field.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= bar.bounding_box()["y"], label
    page.set_viewport_size({"width": 1280, "height": 900})


def test_the_question_mark_lists_the_keys_of_this_page(page, samples):
    page.keyboard.press("j")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Tasti di questa pagina")
    for words in ("Riga successiva", "Vai alla ricerca", "Pratiche chiuse", "Documenti da abbinare"):
        expect(dialog).to_contain_text(words)
    page.keyboard.press("2")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert current_row(page) == 0
    page.keyboard.press("2")
    page.wait_for_url("**/?scheda=chiuse")


def test_keys_lead_to_tabs_pages_and_places(page, samples):
    page.keyboard.press("2")
    page.wait_for_url("**/?scheda=chiuse")
    page.keyboard.press("1")
    page.wait_for_url("**/?scheda=da-fare")
    page.keyboard.press("n")
    page.wait_for_url("**pagina=2")
    page.keyboard.press("b")
    page.wait_for_url("**/?scheda=da-fare")
    page.keyboard.press("d")
    page.wait_for_url("**/documenti-da-abbinare")
    page.keyboard.press("l")
    expect(page.get_by_role("heading", name="Filtri")).to_be_visible()


@pytest.mark.parametrize("chord", ["Control+2", "Alt+2", "Meta+2", "Shift+J"])
def test_no_key_acts_together_with_another(page, samples, chord):
    page.keyboard.press(chord)
    assert current_row(page) == -1
    assert "chiuse" not in page.url


def test_a_changed_key_acts_and_the_usual_one_no_longer(page, samples, usual_keys):
    page.goto("/tasti")
    page.get_by_label("Riga successiva").fill("y")
    page.get_by_role("button", name="Salva").click()
    expect(page.get_by_role("status")).to_have_text("Tasti salvati")
    expect(page.get_by_label("Riga successiva")).to_have_value("y")
    page.goto("/")
    page.keyboard.press("j")
    assert current_row(page) == -1
    page.keyboard.press("y")
    assert current_row(page) == 0


def test_keys_that_are_switched_off_do_nothing(page, samples, usual_keys):
    page.goto("/tasti")
    page.get_by_label("Disattivati").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Salva").click()
    page.goto("/")
    for key in "j2?/":
        page.keyboard.press(key)
    assert current_row(page) == -1
    assert page.locator("dialog").count() == 0
    assert page.locator("[aria-keyshortcuts]").count() == 0


def test_the_focus_is_seen_wherever_it_goes(page, samples):
    """Tab leads through everything in the order of the page, and each stop has an outline."""
    search(page, Codice_fiscale_Beneficiario=samples[0]["beneficiaryFiscalCode"])
    page.get_by_role("heading", name="Risultati trovati").wait_for()
    stops, last = [], -1
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
                const one = document.activeElement;
                const style = getComputedStyle(one);
                const all = [...document.querySelectorAll('*')];
                return { place: all.indexOf(one), name: one.id || one.textContent.trim().slice(0, 30),
                    outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
            }"""
        )
        if stop["name"] == "" or stop["place"] < last:
            break
        assert stop["outline"], stop
        last = stop["place"]
        stops.append(stop["name"])
    assert len(stops) > 25, stops
    assert stops[0] == "Vai al contenuto"


def opened(page, person):
    """Opens the one practice of a person that waits to be decided, and tells its number; nothing where there is no such one."""
    page.goto("/")
    search(page, Codice_fiscale_Beneficiario=person["beneficiaryFiscalCode"])
    if not page.get_by_role("heading", name="Risultati trovati: 1", exact=True).count():
        return None
    row = page.get_by_role("row").nth(1)
    number = row.get_by_role("cell").first.inner_text()
    is_received = row.get_by_role("link", name="Inviata").count() == 1
    page.goto(f"/pratiche/{number}")
    return number if is_received else None


@pytest.fixture
def clean_case(page, letters):
    """The number and the fiscal code of a practice that nothing is wrong with and whose end the catalogue knows."""
    for person in letters[2:]:
        number = opened(page, person)
        if number and page.get_by_label("Come da catalogo").count():
            return number, person["beneficiaryFiscalCode"]
    raise AssertionError("no sample is a clean case")


def test_a_clean_case_is_decided_in_six_keys(page, clean_case):
    """From the list: to the row, open it, decide."""
    number, code = clean_case
    page.goto(f"/?codice-fiscale={code}")
    page.get_by_role("heading", name="Risultati trovati: 1").wait_for()
    keys = ["j", "Enter", "v"]
    for key in keys[:2]:
        page.keyboard.press(key)
    page.wait_for_url(f"**/pratiche/{number}*")
    page.get_by_role("heading", name="Dettaglio pratica").wait_for()
    page.keyboard.press(keys[2])
    expect(page.get_by_text(f"Pratica {number} validata con successo")).to_be_visible()
    assert len(keys) <= 6


@pytest.fixture
def case_without_duration(page, daemon):
    """The same of a practice whose end the catalogue does not know, among documents of its own."""
    for person in daemon.drop_samples(66, seed=19):
        number = opened(page, person)
        is_clean = not page.get_by_label("Come da catalogo").count() and not page.get_by_label("Ho verificato").count()
        if number and is_clean:
            return number, person["beneficiaryFiscalCode"]
    raise AssertionError("no sample is without duration")


def test_where_the_catalogue_knows_no_duration_six_keys_are_enough_too(page, case_without_duration):
    """To the row, open it, decide: the focus goes to the choice that is missing; make it, decide."""
    number, code = case_without_duration
    page.goto(f"/?codice-fiscale={code}")
    page.get_by_role("heading", name="Risultati trovati: 1").wait_for()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Dettaglio pratica").wait_for()
    page.keyboard.press("v")
    page.locator("#errori").wait_for()
    expect(page.get_by_label("Senza scadenza", exact=True)).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_label("Senza scadenza", exact=True)).to_be_checked()
    page.keyboard.press("v")
    expect(page.get_by_text(f"Pratica {number} validata con successo")).to_be_visible()


def test_a_key_chooses_no_end_and_escape_leaves_a_field(page, samples):
    page.get_by_role("link", name="Inviata").first.click()
    page.get_by_role("heading", name="Dettaglio pratica").wait_for()
    page.keyboard.press("i")
    expect(page.get_by_label("Senza scadenza", exact=True)).to_be_checked()
    note = page.get_by_label("Interna", exact=True)
    note.fill("x")
    note.press("Escape")
    expect(note).not_to_be_focused()
    page.keyboard.press("g")
    expect(page.locator("#segnalazioni")).to_be_focused()
    note.fill("")
    note.press("Escape")
    page.keyboard.press("u")
    expect(page.get_by_role("heading", name="Risultati trovati")).to_be_visible()

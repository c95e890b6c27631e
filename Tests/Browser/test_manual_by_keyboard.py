# SPDX-License-Identifier: EUPL-1.2
"""The manual, chapters 3 to 6, by keyboard alone: Tab, letters, arrows, space and Enter, with scripts and without."""

from playwright.sync_api import expect

from daemon import DOCTOR, PASSWORD, PIN, USER

NOTE = "Scritto senza mouse"


def walk_to(page, target, most=250):
    """Presses Tab until the focus is on the target."""
    target.wait_for()
    for _ in range(most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {target}")


def fill(page, label, text):
    walk_to(page, page.get_by_label(label, exact=True))
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def press(page, target, key="Enter"):
    walk_to(page, target)
    page.keyboard.press(key)


def sign_in(page):
    page.goto("/")
    fill(page, "Username", USER)
    fill(page, "Password", PASSWORD)
    fill(page, "PIN", PIN)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Filtri")).to_be_visible()


def open_practice(page, person, state="Inviata"):
    fill(page, "Codice fiscale Beneficiario", person["beneficiaryFiscalCode"])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Risultati trovati: 1", exact=True)).to_be_visible()
    number = page.get_by_role("row").nth(1).get_by_role("cell").first.inner_text()
    press(page, page.get_by_role("link", name=f"{state} (apri la pratica"))
    expect(page.get_by_role("heading", name="Dettaglio pratica")).to_be_visible()
    return number


def back_to_the_list(page):
    press(page, page.get_by_role("link", name="← Indietro").first)
    expect(page.get_by_role("heading", name="Filtri")).to_be_visible()


def test_the_manual_by_keyboard_alone(visitor, samples):
    page = visitor
    sign_in(page)

    # 3.2: a search without result, and the way out of it.
    fill(page, "Cognome Beneficiario", "Nessuno")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("ATTENZIONE! Non ci sono elementi")
    press(page, page.get_by_role("link", name="Annulla Ricerca"))
    expect(page.get_by_label("Cognome Beneficiario", exact=True)).to_have_value("")

    # 3.2: the other tab, its states, and back.
    press(page, page.get_by_role("link", name="Pratiche chiuse", exact=True))
    walk_to(page, page.get_by_label("Stato", exact=True))
    page.keyboard.type("RESP")
    press(page, page.get_by_role("button", name="Cerca"))
    page.wait_for_url("**stato=RESPINTA**")
    press(page, page.get_by_role("link", name="Pratiche da fare", exact=True))

    # 3.2: the history, by its icon.
    person = samples[-1]
    fill(page, "Codice fiscale Beneficiario", person["beneficiaryFiscalCode"])
    page.keyboard.press("Enter")
    press(page, page.get_by_role("link", name="Cronologia della pratica"))
    expect(page.get_by_role("heading", name="CRONOLOGIA")).to_be_visible()
    press(page, page.get_by_role("link", name="Chiudi"))

    # 4: taking charge, with a note.
    number = open_practice(page, person)
    fill(page, "Beneficiario", NOTE)
    press(page, page.get_by_role("button", name="Presa in carico"), "Space")
    expect(page.get_by_text(f"Pratica {number} presa in carico con successo")).to_be_visible()
    expect(page.locator("body")).to_contain_text("Stato pratica: In lavorazione")
    expect(page.locator("body")).to_contain_text(DOCTOR["code"])

    # 6: rejecting, first without a reason.
    press(page, page.get_by_role("button", name="Respingi"))
    expect(page.get_by_role("heading", name="RESPINGI", exact=True)).to_be_visible()
    press(page, page.get_by_role("button", name="SÌ"))
    expect(page.locator("#motivazione-errore")).to_have_text("Selezionare una motivazione")
    walk_to(page, page.get_by_label("Motivazione"))
    page.keyboard.type("Doc")
    press(page, page.get_by_role("button", name="SÌ"))
    expect(page.get_by_text(f"Pratica {number} respinta con successo")).to_be_visible()
    expect(page.locator("body")).to_contain_text("RESPINTA - DOCUMENTAZIONE NON CORRETTA")

    # 5: both steps of a validation in one.
    page.goto("/")
    number = open_practice(page, samples[-2])
    if not page.get_by_label("Come da catalogo").count():
        choose_unlimited(page)
    press(page, page.get_by_role("button", name="Valida", exact=True))
    expect(page.get_by_text(f"Pratica {number} validata con successo")).to_be_visible()

    press(page, page.get_by_role("button", name="Esci"))
    expect(page.get_by_role("heading", name="Servizionline")).to_be_visible()


def choose_unlimited(page):
    """Radio buttons are one stop of Tab; arrows choose among them, space the one that has the focus."""
    wanted = page.get_by_label("Senza scadenza")
    group = page.locator(f"input[name={wanted.get_attribute('name')}]")
    for _ in range(250):
        page.keyboard.press("Tab")
        if page.evaluate("name => document.activeElement.name === name", group.first.get_attribute("name")):
            break
    for _ in range(group.count()):
        if wanted.evaluate("element => element === document.activeElement"):
            page.keyboard.press("Space")
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    assert wanted.is_checked()

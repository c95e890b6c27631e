# SPDX-License-Identifier: EUPL-1.2
"""What a doctor does at the desk, by clicking."""

from playwright.sync_api import expect

from daemon import PASSWORD, PIN, USER


def sign_in(page, pin=PIN):
    page.goto("/")
    page.get_by_label("Username").fill(USER)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("PIN", exact=True).fill(pin)
    page.get_by_role("button", name="Accedi").click()


def search(page, tab="Pratiche da fare", **filters):
    """Opens a tab, fills in the filters by their labels and presses Cerca."""
    page.get_by_role("link", name=tab, exact=True).click()
    for label, value in filters.items():
        field = page.get_by_label(label.replace("_", " "), exact=True)
        if label == "Stato":
            field.select_option(label=value)
        else:
            field.fill(value)
    # Who goes back before the answer is there meets a page that is neither the old one nor the new.
    with page.expect_navigation():
        page.get_by_role("button", name="Cerca").click()


def open_practice(page, person, state="Inviata", tab="Pratiche da fare"):
    """Looks a person's practice up and clicks on the word of its state; gives its number."""
    page.goto("/")
    search(page, tab, Codice_fiscale_Beneficiario=person["beneficiaryFiscalCode"])
    expect(page.get_by_role("heading", name="Risultati trovati: 1", exact=True)).to_be_visible()
    number = page.get_by_role("row").nth(1).get_by_role("cell").first.inner_text()
    page.get_by_role("link", name=state).click()
    expect(page.get_by_role("heading", name="Dettaglio pratica")).to_be_visible()
    return number


def choose_end(page):
    """Where the catalogue knows no duration the doctor has to choose one."""
    if not page.get_by_label("Come da catalogo").count():
        page.get_by_label("Senza scadenza").check()


def expect_words(page, *words):
    for word in words:
        expect(page.locator("body")).to_contain_text(word)


def expect_columns(table, *names):
    expect(table.get_by_role("columnheader")).to_have_text(list(names))


def options(page, label):
    """The choices of a drop-down."""
    return page.get_by_label(label, exact=True).locator("option").all_inner_texts()

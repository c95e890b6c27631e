# SPDX-License-Identifier: EUPL-1.2
"""Manual chapter 3: signing in, searching, the history."""

from playwright.sync_api import expect

from daemon import DOCTOR, USER
from desk import expect_columns, expect_words, open_practice, options, search, sign_in

NOTHING_FOUND = "ATTENZIONE! Non ci sono elementi corrispondenti ai parametri di ricerca inseriti"
GDPR = "Ai sensi del GDPR i tuoi accessi verranno tracciati e comunicati eventualmente al cittadino"


def test_the_desk_is_behind_the_sign_in(visitor, picture):
    visitor.goto("/")
    expect_words(
        visitor, "Servizionline", "Accedi con le tue credenziali", "Accesso tramite username, password e PIN"
    )
    picture(visitor, "01-accesso")
    sign_in(visitor, pin="00000")
    expect(visitor.get_by_role("alert")).to_contain_text("Credenziali non valide o troppi tentativi")
    expect(visitor.get_by_label("Username")).to_have_value(USER)


def test_the_tabs_and_their_filters(page, samples, picture):
    expect_words(page, DOCTOR["name"], GDPR)
    assert options(page, "Stato") == ["TUTTE", "INVIATA", "IN LAVORAZIONE"]
    expect(page.get_by_label("Codice esenzione patologia/malattia rara")).to_have_attribute("placeholder", "TUTTE")
    expect_words(page, "SP Backoffice Sanità", "Esenzioni per patologie e invalidità", "Esci ✕")
    for label in ("Data creazione da", "Data creazione a"):
        expect(page.get_by_label(label, exact=True)).to_have_attribute("placeholder", "gg/mm/aaaa")
    for label in ("Cognome Beneficiario", "Nome Beneficiario", "Codice fiscale Beneficiario"):
        expect(page.get_by_label(label, exact=True)).to_be_visible()
    picture(page, "02-pratiche-da-fare")
    search(page, "Pratiche chiuse")
    assert options(page, "Stato") == ["TUTTE", "ANNULLATA", "RESPINTA", "VALIDATA"]
    expect_words(page, GDPR)


def test_a_search_that_finds_nothing(page, samples, picture):
    search(page, Cognome_Beneficiario="Nessuno")
    expect(page.get_by_role("status")).to_have_text(NOTHING_FOUND)
    assert page.url.endswith("/?scheda=da-fare&cognome=Nessuno")
    picture(page, "03-nessun-risultato")
    page.get_by_role("link", name="Annulla Ricerca").click()
    expect(page.get_by_label("Cognome Beneficiario", exact=True)).to_have_value("")
    expect(page.get_by_text(NOTHING_FOUND)).to_have_count(0)


def test_a_date_that_cannot_be(page, samples):
    search(page, Data_creazione_da="31/02/2026")
    field = page.get_by_label("Data creazione da", exact=True)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#dal-errore")).to_contain_text("Data non valida")


def test_an_exemption_is_found_by_code_and_by_name(page, samples):
    code = samples[0]["exemptionCode"]
    label = "Codice_esenzione_patologia/malattia_rara"
    search(page, **{label: code})
    for cell in page.get_by_role("row").get_by_text(code, exact=True).all():
        expect(cell).to_be_visible()
    hint = page.locator("#esenzione-aiuto")
    expect(hint).to_contain_text(code)
    name = hint.inner_text().split(" ", 1)[1]
    search(page, **{label: name})
    expect(page.get_by_role("heading", name="Risultati trovati")).to_be_visible()
    expect(hint).to_contain_text(code)
    search(page, **{label: "parola inesistente"})
    expect(page.locator("#esenzione-errore")).to_contain_text("Nessuna esenzione ha il codice o il nome")
    expect(page.get_by_role("link", name="Nessuna esenzione ha il codice o il nome")).to_be_visible()


def test_each_column_sorts_and_the_address_keeps_the_order(page, samples):
    columns = [
        "N. Pratica", "ASL", "Distretto", "Beneficiario", "Compilatore", "Codice", "Stato pratica", "Data Richiesta",
    ]  # fmt: skip
    for column in columns:
        page.get_by_role("link", name=column, exact=True).click()
        header = page.get_by_role("columnheader", name=column, exact=True)
        if column == columns[0]:
            # By number it was sorted already: the first click turns it round.
            expect(header).to_have_attribute("aria-sort", "descending")
            continue
        expect(header).to_have_attribute("aria-sort", "ascending")
        assert page.locator("th[aria-sort]").count() == 1
    page.get_by_role("link", name="Codice", exact=True).click()
    codes = page.locator("td[data-label=Codice]").all_inner_texts()
    assert codes == sorted(codes)
    page.get_by_role("link", name="Successiva").click()
    page.reload()
    assert "ordine=codice" in page.url and "pagina=2" in page.url
    assert page.locator("td[data-label=Codice]").first.inner_text() >= codes[-1]
    search(page, Cognome_Beneficiario="A")
    page.go_back()
    page.go_back()
    expect(page.locator("td[data-label=Codice]").first).to_be_visible()


def test_the_list(page, samples, picture):
    person = samples[0]
    search(page, Cognome_Beneficiario=person["beneficiaryFamilyName"], Nome_Beneficiario=person["beneficiaryGivenName"])
    expect(page.get_by_text("Risultati trovati: ")).to_be_visible()
    expect(page.get_by_role("link", name="Annulla Ricerca")).to_be_visible()
    expect_columns(
        page.get_by_role("table"), "N. Pratica", "ASL", "Distretto", "Beneficiario", "Compilatore", "Codice",
        "Stato pratica", "Data Richiesta", "Azioni",
    )  # fmt: skip
    row = page.get_by_role("row").filter(has_text=person["beneficiaryFiscalCode"])
    name = f"{person['beneficiaryGivenName']} {person['beneficiaryFamilyName']}"
    for text in (name, "Utente", person["exemptionCode"], "Inviata"):
        expect(row).to_contain_text(text)
    picture(page, "04-risultati")
    row.get_by_role("link", name="Cronologia").click()
    expect(page.get_by_role("heading", name="CRONOLOGIA")).to_be_visible()
    expect_columns(
        page.get_by_role("table"), "Data e ora", "Utente", "Stato pratica", "Nota Beneficiario", "Nota Interna"
    )
    expect(page.get_by_role("row")).to_have_count(2)
    picture(page, "05-cronologia")
    page.get_by_role("link", name="← Indietro").click()
    expect(page.get_by_label("Cognome Beneficiario", exact=True)).to_have_value(person["beneficiaryFamilyName"])


def test_the_detail(page, samples, picture):
    person = samples[0]
    number = open_practice(page, person)
    expect_words(
        page, "← Indietro", "INVIATA", "Pratica di esenzione per", "Malattie croniche", "Vai al certificato",
        "Numero pratica", number, "Beneficiario", person["beneficiaryFiscalCode"],
        f"{person['beneficiaryFamilyName']} {person['beneficiaryGivenName']}", "Esenzione", person["exemptionCode"],
        "Stato pratica: Inviata", "Aggiornato al", "Diagnosi", "Dal documento", "Inserito dal medico",
    )  # fmt: skip
    picture(page, "06-dettaglio")
    page.get_by_role("link", name="Vai al certificato").click()
    expect(page.get_by_role("heading", name="Certificato", exact=True)).to_be_in_viewport()

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
    assert options(page, "Codice esenzione patologia/malattia rara")[0] == "TUTTE"
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
    picture(page, "03-nessun-risultato")
    page.get_by_role("link", name="Annulla Ricerca").click()
    expect(page.get_by_label("Cognome Beneficiario", exact=True)).to_have_value("")
    expect(page.get_by_text(NOTHING_FOUND)).to_have_count(0)


def test_a_date_that_cannot_be(page, samples):
    search(page, Data_creazione_da="31/02/2026")
    field = page.get_by_label("Data creazione da", exact=True)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#dal-errore")).to_contain_text("Data non valida")


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

# SPDX-License-Identifier: EUPL-1.2
"""Manual chapters 4, 5 and 6: taking charge, validating, rejecting, each by clicking."""

from pathlib import Path

from playwright.sync_api import expect

from daemon import DOCTOR
from desk import choose_end, expect_words, open_practice, options, search, sign_in

NOTE, INTERNAL = "Serve il referto più recente <b>", "Visto con il collega"
READERS = "agli operatori/medici di distretto dell'ASL che gestiscono la pratica"


def history(page, row):
    """A line of the Cronologia, the newest being 1."""
    return page.get_by_role("region", name="Cronologia").get_by_role("row").nth(row)


def test_chapter_4_taking_charge(page, samples, picture):
    person = samples[1]
    page.goto("/")
    search(page, Stato="INVIATA", Codice_fiscale_Beneficiario=person["beneficiaryFiscalCode"])
    number = open_practice(page, person)
    expect(page.get_by_role("button", name="Respingi")).to_be_visible()
    expect(page.get_by_role("group", name="Nota").get_by_text(READERS)).to_have_count(2)
    page.get_by_label("Beneficiario", exact=True).fill(NOTE)
    page.get_by_label("Interna", exact=True).fill(INTERNAL)
    page.get_by_role("button", name="Presa in carico").click()
    expect(page.get_by_text(f"Pratica {number} presa in carico con successo")).to_be_visible()
    expect_words(page, "IN LAVORAZIONE", "Stato pratica: In lavorazione")
    for text in (DOCTOR["code"], DOCTOR["role"], "In lavorazione", NOTE, INTERNAL):
        expect(history(page, 1)).to_contain_text(text)
    expect(history(page, 2)).to_contain_text("Inviata")
    expect(page.get_by_role("button", name="Presa in carico")).to_have_count(0)
    picture(page, "10-presa-in-carico")


def test_chapter_4_the_certificate_can_be_saved(page, samples):
    person = samples[1]
    page.goto("/")
    search(page, Codice_fiscale_Beneficiario=person["beneficiaryFiscalCode"])
    page.get_by_role("row").nth(1).get_by_role("link").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Scarica certificato").click()
    assert Path(download.value.path()).read_bytes() == person["path"].read_bytes()
    assert download.value.suggested_filename == person["path"].name


def test_chapter_5_validating_after_taking_charge(page, samples, daemon, picture):
    person = samples[2]
    number = open_practice(page, person)
    page.get_by_role("button", name="Presa in carico").click()
    open_practice(page, person, state="In lavorazione")
    page.get_by_label("Beneficiario", exact=True).fill(NOTE)
    choose_end(page)
    picture(page, "11-da-validare")
    page.get_by_role("button", name="Valida").click()
    expect(page.get_by_text(f"Pratica {number} validata con successo")).to_be_visible()
    expect_words(page, "VALIDATA", "Stato pratica: Validata", "Disponibile fino al", "Avviso ad AURA")
    expect(page.get_by_role("button", name="Valida")).to_have_count(0)
    expect(page.get_by_role("button", name="Respingi")).to_have_count(0)
    notice = daemon.notice(number, "VALIDAZIONE")
    assert person["beneficiaryFiscalCode"] in notice and person["exemptionCode"] in notice
    assert "referto" not in notice
    open_practice(page, person, state="Validata", tab="Pratiche chiuse")
    expect(page.get_by_text("Inviato", exact=True)).to_be_visible()
    picture(page, "12-validata")


def test_chapter_5_both_in_one_pass(page, samples, daemon):
    person = samples[3]
    number = open_practice(page, person)
    choose_end(page)
    page.get_by_role("button", name="Valida").click()
    expect(page.get_by_text(f"Pratica {number} validata con successo")).to_be_visible()
    for row, state in ((1, "Validata"), (2, "In lavorazione"), (3, "Inviata")):
        expect(history(page, row)).to_contain_text(state)
    daemon.notice(number, "VALIDAZIONE")


def test_chapter_6_rejecting(page, samples, daemon, picture, mode):
    person = samples[4]
    number = open_practice(page, person)
    page.get_by_label("Beneficiario", exact=True).fill(NOTE)
    page.get_by_role("button", name="Respingi").click()
    # A dialog on the page, or a page of its own where there is no script.
    expect(page.get_by_role("heading", name="RESPINGI", exact=True)).to_be_visible()
    expect_words(page, f"Sei sicuro di voler respingere la pratica {number}?", NOTE)
    assert options(page, "Motivazione") == [
        "Selezione motivazione", "Requisiti non sufficienti", "Documentazione non corretta",
        "Documentazione insufficiente", "Altro",
    ]  # fmt: skip
    page.get_by_role("button" if mode == "with-scripts" else "link", name="NO", exact=True).click()
    expect(page.get_by_label("Beneficiario", exact=True)).to_have_value(NOTE)
    page.get_by_role("button", name="Respingi").click()
    page.get_by_role("button", name="SÌ").click()
    expect(page.locator("#motivazione-errore")).to_have_text("Selezionare una motivazione")
    page.get_by_label("Motivazione").select_option(label="Requisiti non sufficienti")
    picture(page, "13-respingi")
    page.get_by_role("button", name="SÌ").click()
    expect(page.get_by_text(f"Pratica {number} respinta con successo")).to_be_visible()
    expect_words(page, "RESPINTA - REQUISITI NON SUFFICIENTI", "Stato pratica: Respinta", "Respinta il")
    expect(history(page, 1)).to_contain_text(NOTE)
    picture(page, "14-respinta")
    notice = daemon.notice(number, "RESPINGIMENTO")
    assert "REQUISITI" not in notice.upper() and "referto" not in notice


def test_enter_in_a_line_decides_nothing(page, samples):
    person = samples[0]
    open_practice(page, person)
    page.get_by_label("Valida dal").press("Enter")
    expect_words(page, "INVIATA")
    open_practice(page, person)


def test_leaving(visitor):
    sign_in(visitor)
    visitor.get_by_role("button", name="Esci").click()
    expect(visitor.get_by_role("heading", name="Servizionline")).to_be_visible()
    visitor.goto("/")
    expect(visitor.get_by_role("button", name="Accedi")).to_be_visible()

# SPDX-License-Identifier: EUPL-1.2
"""The document beside its data: pages, zoom, text, sections, and the way from a value to its place and back."""

import zipfile

import pytest
from playwright.sync_api import expect

from desk import expect_words, open_practice


@pytest.fixture
def wide(page):
    page.set_viewport_size({"width": 1440, "height": 900})
    return page


def viewer(page):
    return page.get_by_role("region", name="Certificato", exact=True)


def test_the_document_stands_left_of_its_data_on_a_wide_screen(wide, letters, picture):
    open_practice(wide, letters[1])
    document, data = viewer(wide).bounding_box(), wide.get_by_role("region", name="Cronologia", exact=True).bounding_box()
    assert document["x"] + document["width"] <= data["x"]
    # It stays in sight while the data scroll by.
    wide.get_by_label("Interna", exact=True).scroll_into_view_if_needed()
    shown = viewer(wide).bounding_box()
    assert shown["y"] < 100 and shown["y"] + shown["height"] > 450
    wide.mouse.wheel(0, -10_000)
    picture(wide, "20-documento-accanto")


def test_the_pages_grow_by_a_choice_on_the_page_and_by_the_address(wide, letters, mode):
    open_practice(wide, letters[1])
    sheet = viewer(wide).locator(".sheet").first
    fitted = sheet.bounding_box()["width"]
    wide.get_by_text("200%", exact=True).click()
    assert sheet.bounding_box()["width"] == pytest.approx(2 * fitted, rel=0.05)
    wide.goto(wide.url.split("?")[0] + "?zoom=150")
    expect(wide.get_by_label("150%")).to_be_checked()
    assert sheet.bounding_box()["width"] == pytest.approx(1.5 * fitted, rel=0.05)
    if mode == "with-scripts":
        wide.get_by_role("button", name="Riduci le pagine").click()
        expect(wide.get_by_label("125%")).to_be_checked()
        assert wide.url.endswith("zoom=125")


def test_a_page_can_be_read_as_text(wide, letters):
    person = letters[1]
    open_practice(wide, person)
    viewer(wide).get_by_role("link", name="Testo della pagina").first.click()
    expect(wide.get_by_role("heading", name="Testo della pagina 1")).to_be_visible()
    expect_words(wide, person["beneficiaryFiscalCode"], person["exemptionCode"])
    wide.get_by_role("link", name="Torna alla pagina").click()
    expect(wide.get_by_role("heading", name="Dettaglio pratica")).to_be_visible()


def test_a_value_from_structured_data_shows_its_section_in_words(wide, samples, picture):
    open_practice(wide, samples[0])
    row = wide.get_by_role("row").filter(has_text="Codice esenzione").filter(has_text="sezione")
    row.get_by_role("link", name="sezione").click()
    section = wide.locator("article:target, article.is-asked")
    expect(section).to_have_count(1)
    expect(section).to_contain_text(samples[0]["exemptionCode"])
    picture(wide, "21-sezione")
    section.get_by_role("link", name="Codice esenzione").click()
    expect(wide.locator("tr:target")).to_contain_text("Codice esenzione")


def test_a_value_that_the_page_shows_too_has_its_box_there(wide, samples):
    person = samples[0]
    open_practice(wide, person)
    for label, value in (("Codice esenzione", person["exemptionCode"]), ("Codice fiscale", person["beneficiaryFiscalCode"])):
        row = wide.locator(".values tr").filter(has_text=label).filter(has_text=value).first
        row.get_by_role("link", name="vedi").click()
        expect(wide.locator(".box:target title, .box.is-asked title")).to_contain_text(value)


def test_row_and_box_light_each_other_up(wide, letters, mode):
    if mode == "without-scripts":
        pytest.skip("lighting up is what the script adds; links and targets are tested elsewhere")
    open_practice(wide, letters[1])
    row = wide.locator(".values tr").filter(has_text="Codice fiscale").filter(has_text="testo").first
    row.hover()
    box = wide.locator(".box.is-lit")
    expect(box).to_have_count(1)
    expect(box.locator("title")).to_contain_text("Codice fiscale")
    wide.mouse.move(0, 0)
    expect(wide.locator(".is-lit")).to_have_count(0)
    # By keyboard: from the value to its box and back.
    row.get_by_role("link", name="vedi").focus()
    expect(box).to_have_count(1)
    wide.keyboard.press("Enter")
    target = wide.locator(".box.is-asked")
    expect(target).to_have_count(1)
    target.focus()
    expect(wide.locator("tr.is-lit")).to_contain_text("Codice fiscale")
    wide.keyboard.press("Enter")
    expect(wide.locator("tr:target")).to_contain_text("Codice fiscale")


def test_a_value_is_shown_on_its_page_and_its_row_stays_where_it_is(wide, samples, mode):
    if mode == "without-scripts":
        pytest.skip("without scripts the browser follows the link, and the column with it")
    open_practice(wide, samples[0])
    rows = wide.locator(".values tr:has(a.place)")
    for index in range(rows.count()):
        row = rows.nth(index)
        link = row.get_by_role("link").filter(has_text="vedi").first
        if not link.count():
            continue
        link.scroll_into_view_if_needed()
        before = row.bounding_box()["y"]
        link.click()
        wide.wait_for_timeout(700)
        assert row.bounding_box()["y"] == pytest.approx(before, abs=2)
        # No other row than those whose value stands in the same place.
        same = wide.locator(f".values tr:has(a[href='{link.get_attribute('href')}'])")
        expect(wide.locator(".values tr.is-lit")).to_have_count(same.count())
        assert "is-lit" in row.get_attribute("class")


def test_the_size_of_the_pages_is_kept_for_the_next_practice(wide, letters, mode):
    open_practice(wide, letters[1])
    if mode == "with-scripts":
        wide.get_by_text("150%", exact=True).click()
    else:
        wide.goto(wide.url.split("?")[0] + "?zoom=150")
    if mode == "with-scripts":
        open_practice(wide, letters[0])
        expect(wide.get_by_label("150%")).to_be_checked()
        wide.get_by_text("Adatta", exact=True).click()
    else:
        links = wide.get_by_role("navigation", name="Pratiche dell'elenco").get_by_role("link")
        assert all(link.get_attribute("href").endswith("?zoom=150") for link in links.all())


def test_several_documents_are_fetched_at_once_and_the_tab_is_that_of_the_document_shown(wide, daemon, samples, mode):
    person = samples[-4]
    daemon.drop("secondo.pdf", person["path"].read_bytes() + b"\n%secondo\n")
    open_practice(wide, person)
    with wide.expect_download() as download:
        wide.get_by_role("link", name="Scarica certificato (2 file)").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert "secondo.pdf" in archive.namelist() and len(archive.namelist()) == 2
        assert archive.read("secondo.pdf").endswith(b"%secondo\n")
    if mode == "with-scripts":
        tabs = wide.get_by_role("navigation", name="Documenti della pratica").get_by_role("link")
        expect(tabs.nth(0)).to_have_attribute("aria-current", "true")
        tabs.nth(1).click()
        expect(tabs.nth(1)).to_have_attribute("aria-current", "true")
        expect(tabs.nth(0)).not_to_have_attribute("aria-current", "true")

# SPDX-License-Identifier: EUPL-1.2
"""Every value leads to its place on the page of the document, and the place leads back; also without scripts."""

from playwright.sync_api import expect

from desk import expect_words, open_practice


def section(page):
    return page.get_by_role("region", name="Da dove vengono i valori")


def test_a_value_leads_to_its_place_and_back(page, letters, picture):
    person = letters[0]
    open_practice(page, person)
    row = section(page).get_by_role("row").filter(has_text="Codice esenzione")
    expect(row).to_contain_text("testo, pagina 1")
    row.get_by_role("link", name="vedi").click()
    box = page.locator("svg a:target, svg a.is-asked")
    expect(box).to_have_count(1)
    expect(box.locator("title")).to_contain_text(f"Codice esenzione: {person['exemptionCode']}")
    picture(page, "07-provenienza")
    box.click()
    expect(page.locator("tr:target")).to_contain_text("Codice esenzione")


def test_the_page_of_the_document_is_shown_with_its_boxes_inside(page, letters):
    open_practice(page, letters[0])
    sheet = page.get_by_role("region", name="Certificato", exact=True).get_by_role("img").first
    sheet.scroll_into_view_if_needed()
    answer = page.request.get(sheet.get_attribute("src"))
    assert answer.headers["content-type"] == "image/png"
    assert answer.body().startswith(b"\x89PNG")
    frame = sheet.bounding_box()
    boxes = page.locator("svg a rect").all()
    assert len(boxes) >= 5
    for box in (box.bounding_box() for box in boxes):
        assert frame["x"] <= box["x"] and box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
        assert frame["y"] <= box["y"] and box["y"] + box["height"] <= frame["y"] + frame["height"] + 1


def test_structured_data_tell_their_place_and_signatures_their_worth(page, samples):
    open_practice(page, samples[0])
    expect_words(page, "dati strutturati", "Firma digitale", "assente")
    row = section(page).get_by_role("row").filter(has_text="Codice esenzione")
    row.get_by_text("Posizione nei dati").click()
    expect(row.locator("code")).to_contain_text("ClinicalDocument")

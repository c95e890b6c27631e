# SPDX-License-Identifier: EUPL-1.2
"""A telephone held upright shows everything without scrolling sideways, and no page breaks its own rules."""

import pytest

from desk import open_practice

TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
UNLABELLED = """
    [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
        .filter(field => field.labels.length === 0).map(field => field.name)
"""
TWICE = """
    [...document.querySelectorAll('[id]')].map(element => element.id)
        .filter((id, index, all) => all.indexOf(id) !== index)
"""
DANGLING = """
    [...document.querySelectorAll('[aria-describedby], [aria-labelledby]')]
        .flatMap(element => [element.getAttribute('aria-describedby'), element.getAttribute('aria-labelledby')])
        .filter(ids => ids).flatMap(ids => ids.trim().split(/\\s+/)).filter(id => !document.getElementById(id))
"""


@pytest.fixture
def places(page, samples):
    number = open_practice(page, samples[0])
    practice = f"/pratiche/{number}"
    return [
        "/", "/?dal=x", "/?scheda=chiuse", practice, f"{practice}/respingi", f"{practice}/annulla",
        f"{practice}/cronologia", "/documenti-da-abbinare", "/nulla",
    ]  # fmt: skip


def test_every_page_is_sound(page, places, mode, picture):
    if mode != "with-scripts":
        pytest.skip("the page is measured by script")
    broken = []
    page.on("console", lambda message: message.type == "error" and "400" not in message.text
            and "404" not in message.text and broken.append(message.text))  # fmt: skip
    for width in (320, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        for index, place in enumerate(places):
            page.goto(place)
            assert not page.evaluate(TOO_WIDE), f"{place} at {width}"
            assert page.evaluate(UNLABELLED) == [], place
            assert page.evaluate(TWICE) == [], place
            assert page.evaluate(DANGLING) == [], place
            assert page.get_by_role("heading", level=1).count() == 1, place
            picture(page, f"30-{width}-{index}")
    assert broken == []

# SPDX-License-Identifier: EUPL-1.2
"""What readers ask of their browser: paper, few colours, no motion."""

import pytest
from playwright.sync_api import expect

import checks


@pytest.fixture
def listed(mode, page, samples):
    if mode != "with-scripts":
        pytest.skip("axe-core waits for timers, which stand still without scripts")
    page.get_by_role("heading", name="Risultati trovati").wait_for()
    yield page
    page.emulate_media(media="screen", forced_colors="none", reduced_motion="no-preference")


def test_paper_shows_the_list_and_nothing_to_press(listed):
    listed.emulate_media(media="print")
    for hidden in (".tabs", ".filters", ".places", ".bottom", ".pager"):
        assert not listed.locator(hidden).first.is_visible(), hidden
    expect(listed.get_by_role("heading", name="Risultati trovati")).to_be_visible()
    expect(listed.locator("td").first).to_be_visible()
    checks.resize(listed, 794)
    assert checks.layout(listed) == []


def test_with_few_colours_everything_keeps_a_border(listed):
    listed.emulate_media(forced_colors="active")
    for wanted in (".pill", "button"):
        width = listed.locator(f"main {wanted}").first.evaluate("one => getComputedStyle(one).borderTopWidth")
        assert width != "0px", wanted
    listed.keyboard.press("Tab")
    assert listed.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert checks.accessibility(listed) == []


def test_without_motion_nothing_moves(listed):
    listed.emulate_media(reduced_motion="reduce")
    moving = listed.evaluate(
        """() => [...document.querySelectorAll('*')].filter(one => {
            const style = getComputedStyle(one);
            return parseFloat(style.transitionDuration) > 0 || parseFloat(style.animationDuration) > 0
                || style.scrollBehavior === 'smooth';
        }).map(one => one.outerHTML.slice(0, 80))"""
    )
    assert moving == []


def test_a_name_without_blanks_leaves_every_column_in_the_window(listed):
    checks.resize(listed, 1280)
    names = listed.locator("td[data-label='Beneficiario'] .long")
    names.first.evaluate("name => { name.textContent = 'W'.repeat(240) }")
    frame = listed.locator(".scroll:has(.list)")
    assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth")

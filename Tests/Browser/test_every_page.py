# SPDX-License-Identifier: EUPL-1.2
"""Every page in every state (`states.py`) keeps the rules of accessibility and of layout: in all widths and at 200 % and 400 %
zoom, with scripts and without, with Bootstrap Italia and in the plain look, and with a reader's own spacing."""

import os
from pathlib import Path

import pytest

import checks
from daemon import PASSWORD, PIN, Daemon
from states import STATES, House

#: Width in the page's own pixels, and how many pixels of the screen each has: the last two are a window of 1280 pixels at a
#: zoom of 200 % and of 400 %.
WINDOWS = [(1280, 1), (1920, 1), (768, 1), (320, 1), (640, 2), (320, 4)]
AXE_WINDOWS = {(1280, 1), (768, 1), (320, 1)}

#: Scripts and Bootstrap Italia are each there and not there; the browser asks for them in vain where they are not.
LOOKS = {
    "with-scripts-bootstrap-italia": [],
    "without-scripts-plain": ["**/assets/*.js", "**/assets/bootstrap-italia-*", "**/assets/*.woff2"],
}


@pytest.fixture(scope="module")
def house(browser, tmp_path_factory):
    daemon = Daemon(tmp_path_factory.mktemp("house"))
    daemon.start()
    yield House.furnished(daemon, browser)
    daemon.stop()


@pytest.fixture(scope="module", params=LOOKS)
def look(request):
    return request.param


@pytest.fixture(scope="module")
def visitors(browser, house, look):
    """A page of each operator, by user name; made when asked for."""
    pages = {}

    def page_of(who):
        if who not in pages:
            context = browser.new_context(base_url=house.daemon.address, locale="it-IT")
            context.set_default_timeout(15_000)
            for pattern in LOOKS[look]:
                context.route(pattern, lambda route: route.abort())
            pages[who] = context.new_page()
            if who:
                sign_in(pages[who], who)
        return pages[who]

    yield page_of
    for page in pages.values():
        page.context.close()


def sign_in(page, user):
    page.goto("/accesso")
    page.get_by_label("Username").fill(user)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("PIN", exact=True).fill(PIN)
    page.get_by_role("button", name="Accedi").first.click()
    page.wait_for_url(lambda url: "/accesso" not in url)


def save(page, look, state, window):
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        Path(folder, look).mkdir(parents=True, exist_ok=True)
        checks.picture(page, f"{folder}/{look}/{state.name}-{window[0]}.png", whole=True)
        # As it stands in the window: what the architecture page shows.
        checks.picture(page, f"{folder}/{look}/{state.name}-{window[0]}-window.png")


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_every_page_in_every_state(visitors, house, look, state):
    if state.scripted and not look.startswith("with-scripts"):
        pytest.skip("this state is made by a script")
    page = visitors(state.who)
    faults = []

    def complain(message):
        # That a page is refused, or a file left out by this look, the browser tells too.
        if message.type == "error" and "Failed to load resource" not in message.text:
            faults.append(message.text)

    page.on("console", complain)
    checks.resize(page, 1280)
    state.show(page, house)
    problems = [f"page: {text}" for text in checks.soundness(page)]
    for window in WINDOWS:
        checks.resize(page, window[0], scale=window[1])
        problems += [f"{window}: {text}" for text in checks.layout(page)]
        if window in AXE_WINDOWS:
            problems += [f"{window}: {text}" for text in checks.accessibility(page)]
            save(page, look, state, window)
    checks.with_wide_spacing(page)
    for width in (320, 1280):
        checks.resize(page, width)
        problems += [f"wide spacing at {width}: {text}" for text in checks.layout(page)]
    page.remove_listener("console", complain)
    assert problems + faults == [], "\n".join(problems + faults)

# SPDX-License-Identifier: EUPL-1.2
"""One daemon and one browser context a mode: with scripts, and without, since every page works without."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from daemon import Daemon
from desk import sign_in

CHROMIUM = "/usr/bin/chromium"


@pytest.fixture(scope="session")
def browser():
    # There is no graphics card where tests run; without the process for it one thing less can hang.
    arguments = ["--disable-gpu"] + (["--no-sandbox"] if os.geteuid() == 0 else [])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session", params=["with-scripts", "without-scripts"])
def mode(request):
    return request.param


@pytest.fixture(scope="session")
def daemon(mode, tmp_path_factory):
    daemon = Daemon(tmp_path_factory.mktemp(mode))
    daemon.start()
    yield daemon
    daemon.stop()


@pytest.fixture(scope="session")
def samples(daemon):
    samples = daemon.drop_samples(132)
    assert len(samples) >= 12
    return samples


@pytest.fixture(scope="session")
def letters(daemon, samples):
    """Those of the samples that are read from their printed text alone."""
    assert daemon.letters
    return daemon.letters


@pytest.fixture(scope="session")
def new_context(browser, daemon, mode):
    """Makes a browser profile of its own, without cookies."""

    def make():
        context = browser.new_context(
            base_url=daemon.address, java_script_enabled=mode == "with-scripts", locale="it-IT",
            viewport={"width": 1280, "height": 900},
        )  # fmt: skip
        context.set_default_timeout(15_000)
        return context

    return make


@pytest.fixture
def visitor(new_context):
    """A page of somebody who is not signed in."""
    context = new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def signed_in(new_context):
    context = new_context()
    sign_in(context.new_page())
    yield context
    context.close()


@pytest.fixture
def page(signed_in):
    """A page of the district doctor, at the desk."""
    page = signed_in.new_page()
    page.goto("/")
    yield page
    # Chromium never closes a page that is still on its way to another.
    page.goto("about:blank")
    page.close()


@pytest.fixture
def picture(mode):
    """Saves what the screen shows, where the environment names a folder for it."""
    folder = os.environ.get("SCREENSHOTS")

    def save(page, name):
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{folder}/{mode}-{name}.png", full_page=True)

    return save

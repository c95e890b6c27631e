# SPDX-License-Identifier: EUPL-1.2
"""What the desk costs on the wire, as the browser counts it: packed, with head and fonts; and that it asks nobody else."""

import gzip

import pytest

from daemon import ASSETS

FIRST, NEXT = 150_000, 15_000
SIZES = """
() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .map(one => ({ name: one.name, bytes: one.transferSize }))
"""


@pytest.fixture
def counting(mode):
    if mode != "with-scripts":
        pytest.skip("the browser counts by script")


def weights(page, address):
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page.evaluate(SIZES)


def test_the_first_page_and_the_next_are_light(counting, signed_in, new_context, samples, record_property):
    cookies = signed_in.cookies()
    context = new_context()
    context.add_cookies(cookies)
    page = context.new_page()
    first = weights(page, "/")
    following = weights(page, "/?ordine=-data")
    context.close()
    total, again = (sum(one["bytes"] for one in found) for found in (first, following))
    record_property("first page, bytes", total)
    record_property("next page, bytes", again)
    print(f"\nfirst page {total} bytes in {len(first)} answers, next page {again} bytes")
    assert total <= FIRST, first
    assert again <= NEXT, following
    assert any("titillium" in one["name"] for one in first), "the fonts of the set-up were not there"


def test_nobody_else_is_asked(counting, signed_in, daemon, samples):
    page = signed_in.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for address in ("/", "/accessibilita", "/tasti", "/documenti-da-abbinare"):
        page.goto(address)
    page.close()
    assert asked and all(url.startswith(daemon.address) for url in asked), asked


def test_what_is_packed_unpacks_to_the_same(visitor):
    plain = visitor.request.get("/accesso", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    for address in ("/accessibilita", "/accesso"):
        packed = visitor.request.get(address, headers={"Accept-Encoding": "gzip"})
        assert packed.headers["content-encoding"] == "gzip"
        assert packed.headers["vary"] == "Accept-Encoding"
        assert packed.text().startswith("<!DOCTYPE html>")


def test_assets_are_kept_for_ever_and_change_their_name(visitor):
    visitor.goto("/accesso")
    links = [link.get_attribute("href") for link in visitor.locator("link[rel=stylesheet]").all()]
    assert len(links) >= 2, links
    for address in links:
        answer = visitor.request.get(address)
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert len(gzip.compress(answer.body())) < 10_000, address


def test_the_licences_lie_beside_the_assets():
    for name in ("bootstrap-italia", "titillium-web", "roboto-mono"):
        assert (ASSETS / f"LICENCE-{name}.txt").stat().st_size > 1000

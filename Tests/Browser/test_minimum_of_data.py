# SPDX-License-Identifier: EUPL-1.2
"""What is seen of people stays on their pages: the log, the figures and the page of an error name nobody."""

import json
import re
import urllib.error
import urllib.request


def people(daemon):
    """Codes and names of everybody in the archive."""
    lines = daemon.run("practices", "list", "--json").splitlines()
    for person in (json.loads(line)["beneficiary"] for line in lines):
        yield from (person[key] for key in ("fiscalCode", "familyName", "givenName") if person[key])


def test_log_and_figures_name_nobody(daemon, samples):
    words = set(people(daemon))
    assert words
    log = (daemon.root / "daemon.log").read_text()
    with urllib.request.urlopen(f"{daemon.address}/metrics") as answer:
        figures = answer.read().decode()
    for word in words:
        # As a word of its own: a short name may be a part of any.
        alone = re.compile(rf"\b{re.escape(word)}\b")
        assert not alone.search(figures)
        assert not alone.search(log)


def test_an_error_does_not_repeat_what_was_asked(daemon, samples):
    code = next(iter(people(daemon)))
    for path in (f"/niente/{code}", f"/?codice-fiscale={code}&x={code}", f"/accesso?sessione={code}"):
        try:
            with urllib.request.urlopen(f"{daemon.address}{path}") as answer:
                page = answer.read().decode()
        except urllib.error.HTTPError as error:
            page = error.read().decode()
        # The sign-in carries the address on that was asked for, filters included, and shows it to nobody.
        assert code not in re.sub(r'name="poi" value="[^"]*"|poi=[^"&]*', "", page)

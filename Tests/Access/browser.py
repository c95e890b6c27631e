# SPDX-License-Identifier: EUPL-1.2
"""A browser without a screen, for ways in that lead over other servers."""

import dataclasses
import re
import ssl
import urllib.error
import urllib.parse
import urllib.request


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


@dataclasses.dataclass
class Cookie:
    host: str
    name: str
    value: str
    secure: bool


class Browser:
    def __init__(self, authority=None):
        self.jar = []
        context = ssl.create_default_context(cafile=authority) if authority else ssl.create_default_context()
        self.opener = urllib.request.build_opener(_NoRedirect, urllib.request.HTTPSHandler(context=context))
        self.trail = []

    def open(self, address, form=None, fields=()):
        """One page, without following anywhere."""
        body = urllib.parse.urlencode(form).encode() if form is not None else None
        request = urllib.request.Request(address, data=body)
        place = urllib.parse.urlsplit(address)
        held = [one for one in self.jar if one.host == place.hostname and (place.scheme == "https" or not one.secure)]
        if held:
            request.add_unredirected_header("Cookie", "; ".join(f"{one.name}={one.value}" for one in held))
        for name, value in fields:
            request.add_unredirected_header(name, value)
        try:
            answer = self.opener.open(request, timeout=20)
        except urllib.error.HTTPError as error:
            answer = error
        text = answer.read().decode("utf-8", "replace")
        for line in answer.headers.get_all("Set-Cookie") or []:
            self._keep(place.hostname, line)
        self.trail.append((answer.status, address))
        return Page(answer.status, address, answer.headers, text)

    def _keep(self, host, line):
        pair, *attributes = [part.strip() for part in line.split(";")]
        name, value = pair.split("=", 1)
        lower = [attribute.lower() for attribute in attributes]
        self.jar = [one for one in self.jar if (one.host, one.name) != (host, name)]
        if value and "max-age=0" not in lower:
            self.jar.append(Cookie(host, name, value, "secure" in lower))

    def go(self, address, form=None, fields=()):
        """Follows redirects as a browser does."""
        page = self.open(address, form, fields)
        for _ in range(12):
            if page.status not in (301, 302, 303, 307, 308):
                return page
            page = self.open(urllib.parse.urljoin(page.address, page.headers["Location"]), None, fields)
        raise AssertionError(self.trail)


class Page:
    def __init__(self, status, address, headers, text):
        self.status, self.address, self.headers, self.text = status, address, headers, text

    @property
    def words(self):
        return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", self.text)).strip()

    def form(self):
        """Where the page's form goes, and what it holds."""
        action = re.search(r'<form[^>]*action="([^"]*)"', self.text)
        pairs = re.findall(r'<input[^>]*name="([^"]*)"[^>]*value="([^"]*)"', self.text)
        unescaped = {name: value.replace("&#x0A;", "\n").replace("&amp;", "&").replace("&#39;", "'") for name, value in pairs}
        return urllib.parse.urljoin(self.address, action[1].replace("&amp;", "&") if action else ""), unescaped

# SPDX-License-Identifier: EUPL-1.2
"""A browser without a screen, for ways in that lead over other servers."""

import http.cookiejar
import re
import ssl
import urllib.error
import urllib.parse
import urllib.request


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


class Browser:
    def __init__(self, authority=None):
        self.jar = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(rfc2965=True))
        context = ssl.create_default_context(cafile=authority) if authority else ssl.create_default_context()
        self.opener = urllib.request.build_opener(
            _NoRedirect, urllib.request.HTTPCookieProcessor(self.jar), urllib.request.HTTPSHandler(context=context)
        )
        self.trail = []

    def open(self, address, form=None, fields=()):
        """One page, without following anywhere."""
        body = urllib.parse.urlencode(form).encode() if form is not None else None
        request = urllib.request.Request(address, data=body)
        for name, value in fields:
            request.add_unredirected_header(name, value)
        try:
            answer = self.opener.open(request, timeout=20)
        except urllib.error.HTTPError as error:
            answer = error
        text = answer.read().decode("utf-8", "replace")
        self.trail.append((answer.status, address))
        return Page(answer.status, address, answer.headers, text)

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

# SPDX-License-Identifier: EUPL-1.2
"""Sessions and limits of the daemon as a server of its own."""

import random
import re
import select
import socket
import ssl
import subprocess
import time

import pytest

from house import DOCTOR, PASSWORD, PIN, USER, House


def test_the_whole_way_with_credentials(house):
    door = house.pages()
    answer = house.credentials(door)
    assert answer.status == 303 and answer.one("location") == "/"
    line = next(line for line in answer.all("set-cookie") if line.startswith("__Host-esenzioni="))
    for part in ("Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert part in line
    assert "Domain" not in line
    session = house.signed_in(answer)
    assert door.get("/", cookies=session).status == 200
    page = door.get("/sessioni", cookies=session)
    assert "Username, password e PIN" in page.words
    assert door.post("/uscita", {"gettone": page.token()}, session).status == 303
    assert door.get("/", cookies=session).status == 303


def test_a_session_made_beforehand_is_never_taken_over(house):
    door = house.pages()
    session = house.signed_in(house.credentials(door))
    planted = {house.session_name(): "0" * 64}
    answer = house.credentials(door, cookies=planted)
    assert house.signed_in(answer) not in (None, planted, session)


def test_leaving_everywhere(house):
    door = house.pages()
    sessions = [house.signed_in(house.credentials(door)) for _ in range(3)]
    page = door.get("/sessioni", cookies=sessions[0])
    assert page.words.count("Modalità di accesso") >= 3
    assert door.post("/sessioni/chiudi", {"gettone": page.token(), "sessione": "tutte"}, sessions[0]).status == 303
    assert [door.get("/", cookies=session).status for session in sessions] == [303, 303, 303]


def test_a_disabled_operator_is_out_at_once(house):
    code = "AAAAAA00B77B000F"
    house.users("add", code, "--user", "breve", secrets=f"{PASSWORD}\n{PIN}\n")
    door = house.pages()
    session = house.signed_in(house.credentials(door, "breve"))
    assert door.get("/", cookies=session).status == 200
    house.command("users", "disable", code)
    assert door.get("/", cookies=session).status == 303
    answer = house.credentials(door, "breve")
    assert answer.status == 401 and "Credenziali non valide" in answer.words


def test_the_headers_of_every_answer(house):
    for path in ("/accesso", "/", "/nulla", "/livez"):
        answer = house.pages().get(path)
        assert answer.one("strict-transport-security") == "max-age=63072000"
        assert answer.one("x-content-type-options") == "nosniff"
        assert answer.one("x-frame-options") == "DENY"
        assert answer.one("cache-control") == "no-store"
        assert "default-src 'none'" in answer.one("content-security-policy")
        assert "unsafe" not in answer.one("content-security-policy")
        assert answer.one("server") is None and answer.one("x-powered-by") is None
    asset = re.search(r'href="(/assets/[^"]*css)"', house.pages().get("/accesso").body)[1]
    assert "max-age" in house.pages().get(asset).one("cache-control")


@pytest.mark.parametrize("version", ["-tls1", "-tls1_1", "-ssl3"])
def test_old_tls_is_refused(house, version):
    command = ["openssl", "s_client", version, "-cipher", "DEFAULT:@SECLEVEL=0", "-connect", f"127.0.0.1:{house.port}"]
    done = subprocess.run(command, input="", text=True, capture_output=True)
    assert done.returncode != 0 or "Cipher is (NONE)" in done.stdout


@pytest.mark.parametrize("cipher", ["AES128-SHA", "AES256-GCM-SHA384", "ECDHE-RSA-AES256-SHA", "DES-CBC3-SHA", "RC4-SHA"])
def test_weak_ciphers_are_refused(house, cipher):
    command = ["openssl", "s_client", "-tls1_2", "-cipher", f"{cipher}:@SECLEVEL=0", "-connect", f"127.0.0.1:{house.port}"]
    done = subprocess.run(command, input="", text=True, capture_output=True)
    assert done.returncode != 0 or "Cipher is (NONE)" in done.stdout


def test_requests_that_are_too_large(house):
    door = house.pages()
    long = door.get("/accesso", ("X-Long", "x" * 40_000))
    assert long is None or long.status in (400, 431)
    many = door.get("/accesso", *[(f"X-{place}", "x") for place in range(300)])
    assert many is None or many.status in (400, 431)
    large = door.post("/accesso", {"username": "x" * 200_000})
    assert large is None or large.status == 413


@pytest.mark.parametrize("head", [
    b"GET /accesso HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"GET /accesso HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
    b"GET /accesso HTTP/1.1\r\nHost: localhost\r\nX: a\r\n folded\r\nConnection: close\r\n\r\n",
    b"GET /accesso\r\n\r\n", b"\x16\x03\x01\x00",
])  # fmt: skip
def test_requests_that_mean_two_things(house, head):
    """Nothing of the kind is answered with a page that a proxy might take for another request's."""
    with house.pages().connect() as connection:
        connection.sendall(head)
        connection.settimeout(3)
        try:
            data = connection.recv(65536)
        except (TimeoutError, ConnectionError, ssl.SSLError):
            return
    assert not data or data.startswith(b"HTTP/1.1 4")


HIDDEN = b"GET /livez?hidden HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
FORM = b"POST /accesso HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
CHUNKED = FORM + b"Transfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize("head", [
    FORM + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    FORM + b"Content-Length: 5\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    FORM + b"Content-Length: 5\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    FORM + b"Content-Length: 5\r\nTransfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
    FORM + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    FORM + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    FORM + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    *[FORM + b"Content-Length: " + length + b"\r\n\r\nabcde" for length in (b"+5", b"5, 5", b"-1", b"0x5", b"18446744073709551621")],
    b"GET /livez HTTP/1.1\nHost: localhost\n\n", b"GET /livez HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n",
    b"GET /livez HTTP/1.1\r\nHost: localhost\rX: y\r\n\r\n", b"GET /livez HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n",
    CHUNKED + b"-1\r\n", CHUNKED + b"0x0\r\n\r\n", CHUNKED + b"0\n\n", CHUNKED + b"0;\n\r\n\r\n", CHUNKED + b"1\r\nAXX\r\n0\r\n\r\n",
])  # fmt: skip
def test_nothing_that_hides_behind_an_unclear_request_is_answered(small, head):
    """A proxy might have taken the second request for the body of the first: it is never looked at."""
    faults = small.log.read_text().count("request failed")
    with socket.create_connection(("127.0.0.1", small.port), timeout=10) as connection:
        connection.sendall(head + HIDDEN)
        data = b""
        try:
            while piece := connection.recv(65536):
                data += piece
        except ConnectionError:
            pass
    assert data.count(b"HTTP/1.1 ") == 1 and data.startswith(b"HTTP/1.1 400")
    assert small.log.read_text().count("request failed") == faults


def test_who_somebody_is_cannot_follow_behind_a_body(small):
    with socket.create_connection(("127.0.0.1", small.port), timeout=10) as connection:
        connection.sendall(CHUNKED + b"0\r\nShib-Identita-CodiceFiscale: " + DOCTOR.encode() + b"\r\n\r\n" + HIDDEN)
        data = b""
        while piece := connection.recv(65536):
            data += piece
    assert data.startswith(b"HTTP/1.1 403") and b"esenzioni=" not in data


def test_a_form_of_another_site_is_refused(house):
    door = house.pages()
    form = door.get("/accesso")
    body = {"gettone": form.token(), "username": USER, "password": PASSWORD, "pin": PIN}
    for site in ("cross-site", "same-site"):
        answer = door.post("/accesso", body, form.cookies, ("Sec-Fetch-Site", site))
        assert answer.status == 403 and house.signed_in(answer) is None
    assert door.post("/accesso", {**body, "gettone": "0" * 64}, form.cookies).status == 403
    assert house.signed_in(door.post("/accesso", body, {})) is None


def test_tampered_cookies_over_the_wire(house):
    """A few here; a hundred thousand in the process (SessionTamperingTests)."""
    door = house.pages()
    name, value = next(iter(house.signed_in(house.credentials(door)).items()))
    chance = random.Random(6)
    for _ in range(60):
        place = chance.randrange(64)
        wrong = value[:place] + chance.choice([c for c in "0123456789abcdefG " if c != value[place]]) + value[place + 1 :]
        assert door.get("/", cookies={name: wrong}).status == 303
    assert door.get("/", cookies={name: value}).status == 200


def narrow(root):
    """A daemon in clear with narrow limits."""
    limits = "  request_seconds: 2\n  max_connections: 20\n  requests_per_second: 20\n"
    house = House(root, secure=False, extra=limits)
    house.start()
    yield house
    house.stop()


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    yield from narrow(tmp_path_factory.mktemp("small"))


@pytest.fixture
def unused(tmp_path):
    """One whose limits no other test has used up."""
    yield from narrow(tmp_path)


def closed_after(connection, patience):
    start = time.monotonic()
    connection.settimeout(patience)
    try:
        while connection.recv(4096):
            pass
    except ConnectionError:
        pass
    return time.monotonic() - start


def test_a_client_that_sends_byte_by_byte_is_given_up(small):
    for head in (b"GET /accesso HTTP/1.1\r\nHost: l", b"POST /accesso HTTP/1.1\r\nHost: l\r\nContent-Length: 90\r\n"
                 b"Content-Type: application/x-www-form-urlencoded\r\n\r\na"):  # fmt: skip
        with socket.create_connection(("127.0.0.1", small.port)) as connection:
            connection.sendall(head)
            start = time.monotonic()
            with pytest.raises(OSError):
                # Slow by itself: between two bytes it looks whether the other end has had enough.
                while time.monotonic() - start < 8 and not select.select([connection], [], [], 0.2)[0]:
                    connection.sendall(b"a")
                connection.settimeout(1)
                connection.recv(1)
                raise ConnectionError("given up")
            assert time.monotonic() - start < 6


def test_silent_connections_do_not_keep_others_out(small):
    idle = [socket.create_connection(("127.0.0.1", small.port)) for _ in range(40)]
    assert closed_after(idle[0], 8) < 6
    for connection in idle:
        connection.close()
    assert small.pages().get("/livez").status == 200


def test_connections_between_two_requests_make_room_when_there_are_many(unused):
    kept = []
    for _ in range(18):
        connection = socket.create_connection(("127.0.0.1", unused.port))
        connection.sendall(b"GET /livez HTTP/1.1\r\nHost: l\r\n\r\n")
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")
        kept.append(connection)
    # The early ones had room enough and may rest for 75 seconds.
    assert closed_after(kept[-1], 20) < 12
    kept[0].sendall(b"GET /livez HTTP/1.1\r\nHost: l\r\n\r\n")
    assert kept[0].recv(4096).startswith(b"HTTP/1.1 200")
    for connection in kept:
        connection.close()


def test_too_many_requests_are_told_so(small):
    door = small.pages()
    statuses = [door.get("/accesso").status for _ in range(160)]
    assert statuses[0] == 200 and 429 in statuses
    assert door.get("/livez").status == 200


def test_guessing_stops(unused):
    door = unused.pages()
    answers = {unused.credentials(door, password=f"sbagliata {place}").words for place in range(8)}
    assert len(answers) == 1
    assert unused.credentials(door).status == 401
    assert unused.refusals().count("password-wrong") == 4
    assert "too-many-for-name" in unused.refusals()
    before = unused.refusals()
    same = unused.credentials(door, user="nessuno", password="x")
    assert same.status == 401 and unused.refusals()[len(before)] == "password-wrong"


def test_no_code_and_no_name_in_the_log(house, small):
    for one in (house, small):
        text = one.log.read_text()
        assert DOCTOR not in text and PASSWORD not in text and f"user={USER}" not in text

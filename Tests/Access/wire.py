# SPDX-License-Identifier: EUPL-1.2
"""HTTP as bytes on a connection: a client library would mend what these tests want to send."""

import dataclasses
import re
import socket
import ssl
import urllib.parse


@dataclasses.dataclass
class Answer:
    status: int
    fields: list
    body: str

    def all(self, name):
        return [value for field, value in self.fields if field == name.lower()]

    def one(self, name):
        values = self.all(name)
        return values[0] if values else None

    @property
    def cookies(self):
        return dict(line.split(";")[0].split("=", 1) for line in self.all("set-cookie"))

    @property
    def words(self):
        return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", self.body)).strip()

    def token(self):
        return re.search(r'name="gettone" value="([0-9a-f]{64})"', self.body)[1]


@dataclasses.dataclass
class Door:
    """Where to connect: a port in clear, a port with TLS, or a socket of this machine."""

    place: object
    tls: ssl.SSLContext | None = None
    session: ssl.SSLSession | None = None

    def connect(self):
        if isinstance(self.place, int):
            plain = socket.create_connection(("127.0.0.1", self.place), timeout=20)
        else:
            plain = socket.socket(socket.AF_UNIX)
            plain.settimeout(20)
            plain.connect(str(self.place))
        if not self.tls:
            return plain
        return self.tls.wrap_socket(plain, server_hostname="localhost", session=self.session)

    def send(self, request: bytes):
        """Sends the bytes as they are; nothing where the other end closes without an answer."""
        with self.connect() as connection:
            connection.sendall(request)
            pieces = []
            try:
                while piece := connection.recv(65536):
                    pieces.append(piece)
            except (ConnectionResetError, ssl.SSLError):
                if not pieces:
                    raise
            if isinstance(connection, ssl.SSLSocket):
                self.session = connection.session
        return parse(b"".join(pieces))

    def get(self, path, *fields, cookies=None, method="GET", body=None):
        lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close"]
        if cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in cookies.items()))
        if body is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        head = "\r\n".join(lines).encode() + b"\r\n"
        for name, value in fields:
            head += (name if isinstance(name, bytes) else name.encode()) + b": "
            head += (value if isinstance(value, bytes) else value.encode()) + b"\r\n"
        return self.send(head + b"\r\n" + (body or b""))

    def post(self, path, form, cookies=None, *fields):
        body = urllib.parse.urlencode(form).encode()
        return self.get(path, *fields, cookies=cookies, method="POST", body=body)


def parse(data):
    if not data:
        return None
    head, _, body = data.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    fields = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines[1:])]
    return Answer(int(lines[0].split()[1]), fields, body.decode("utf-8", "replace"))

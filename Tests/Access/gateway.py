# SPDX-License-Identifier: EUPL-1.2
"""The region's gateway as it is: Apache 2.4 with mod_auth_mellon before the daemon, and a SAML identity provider (pysaml2)."""

import base64
import html
import os
import socket
import subprocess
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT
from saml2.authn_context import PASSWORDPROTECTEDTRANSPORT
from saml2.config import IdPConfig
from saml2.metadata import entity_descriptor
from saml2.saml import NAME_FORMAT_BASIC
from saml2.server import Server

from house import REPOSITORY, free_port, wait_until

GUIDE = REPOSITORY / "Sources/esenzioni/Documentation.docc/WaysIn.md"
MODULES = Path("/usr/lib/apache2/modules")


class IdentityProvider:
    """Signs in whoever it is told to."""

    def __init__(self, office, folder, service_metadata):
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        pair = office.issue("/CN=idp", kind="rsa2048", extensions=["basicConstraints=CA:FALSE"])
        config = IdPConfig()
        config.load({
            "entityid": f"{self.base}/idp",
            "key_file": str(pair.key),
            "cert_file": str(pair.certificate),
            "xmlsec_binary": "/usr/bin/xmlsec1",
            "metadata": {"local": [str(service_metadata)]},
            "service": {"idp": {
                "endpoints": {"single_sign_on_service": [(f"{self.base}/sso", BINDING_HTTP_REDIRECT)]},
                "policy": {"default": {"attribute_restrictions": None, "name_form": NAME_FORMAT_BASIC, "fail_on_missing_requested": False}},
                "sign_response": True, "sign_assertion": True,
            }},
        })  # fmt: skip
        self.server = Server(config=config)
        self.metadata = Path(folder) / "idp.xml"
        self.metadata.write_text(str(entity_descriptor(config)))
        #: The fiscal code of whoever signs in next.
        self.person = None
        provider = self

        class Desk(BaseHTTPRequestHandler):
            def do_GET(self):
                query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
                page = provider.answer(query).encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(page)

            def log_message(self, *_):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", self.port), Desk)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def answer(self, query):
        request = self.server.parse_authn_request(query["SAMLRequest"], BINDING_HTTP_REDIRECT).message
        arguments = self.server.response_args(request)
        response = self.server.create_authn_response(
            identity={"fiscalNumber": [f"TINIT-{self.person}"], "name": ["Corrado"]}, userid=self.person,
            authn={"class_ref": PASSWORDPROTECTEDTRANSPORT, "authn_auth": self.base}, sign_response=True,
            sign_assertion=True, **arguments,
        )  # fmt: skip
        encoded = base64.b64encode(str(response).encode()).decode()
        state = html.escape(query.get("RelayState", ""))
        return (
            f'<form method="post" action="{arguments["destination"]}"><input name="SAMLResponse" value="{encoded}">'
            f'<input name="RelayState" value="{state}"></form>'
        )

    def stop(self):
        self.http.shutdown()


class Apache:
    """Apache in a folder of its own, with the very lines that the guide gives."""

    def __init__(self, office, folder, gateway):
        self.folder = Path(folder)
        self.folder.mkdir()
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self.socket = gateway
        self.pair = office.issue("/CN=sp", kind="rsa2048", extensions=["basicConstraints=CA:FALSE"])
        certificate = "".join(self.pair.pem.splitlines()[1:-1])
        self.metadata = self.folder / "sp.xml"
        self.metadata.write_text(
            f'<EntityDescriptor entityID="{self.address}/mellon/metadata" xmlns="urn:oasis:names:tc:SAML:2.0:metadata"'
            ' xmlns:ds="http://www.w3.org/2000/09/xmldsig#">'
            '<SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true"'
            ' protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">'
            f"<KeyDescriptor use=\"signing\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate>"
            "</ds:X509Data></ds:KeyInfo></KeyDescriptor>"
            "<NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:transient</NameIDFormat>"
            '<AssertionConsumerService index="0" isDefault="true" Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST"'
            f' Location="{self.address}/mellon/postResponse"/></SPSSODescriptor></EntityDescriptor>'
        )
        self.process = None

    def start(self, identity_provider):
        shipped = GUIDE.read_text().split("```apache\n")[1].split("```")[0]
        for name, value in {
            "/etc/apache2/esenzioni/sp.key": self.pair.key, "/etc/apache2/esenzioni/sp.crt": self.pair.certificate,
            "/etc/apache2/esenzioni/sp.xml": self.metadata, "/etc/apache2/esenzioni/idp.xml": identity_provider.metadata,
            "/run/esenzioni/gateway.sock": self.socket,
        }.items():  # fmt: skip
            assert name in shipped, f"{name} is not in the guide"
            shipped = shipped.replace(name, str(value))
        # The test speaks http on loopback; the guide's host speaks https.
        shipped = shipped.replace("MellonSecureCookie On", "MellonSecureCookie Off").replace("MellonCookieSameSite none", "")
        config = self.folder / "apache.conf"
        modules = "mpm_event authn_core authz_core authz_user headers proxy proxy_http auth_mellon unixd env".split()
        loads = "\n".join(
            f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in modules if (MODULES / f"mod_{name}.so").exists()
        )
        user = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
        config.write_text(
            f"ServerRoot {self.folder}\nPidFile {self.folder}/pid\nListen 127.0.0.1:{self.port}\nServerName localhost\n"
            f"{loads}\n{user}ErrorLog {self.folder}/error.log\nMutex file:{self.folder} default\n"
            f"<VirtualHost 127.0.0.1:{self.port}>\nServerName {self.address}\nUseCanonicalName On\n{shipped}\n"
            f"CustomLog {self.folder}/access.log esenzioni\n</VirtualHost>\n"
        )
        self.process = subprocess.Popen(
            ["/usr/sbin/apache2", "-f", config, "-DFOREGROUND"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        wait_until(self._listens, "Apache")

    def _listens(self):
        assert self.process.poll() is None, self.process.stderr.read().decode() + self.errors()
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def errors(self):
        return self._log("error.log")

    def accesses(self):
        return self._log("access.log")

    def _log(self, name):
        log = self.folder / name
        return log.read_text() if log.exists() else ""

    def stop(self):
        self.process.terminate()
        self.process.wait(30)

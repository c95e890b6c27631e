# SPDX-License-Identifier: EUPL-1.2
"""Authorities as a region has them, and cards of every kind, sound and unsound, each with what is to become of it."""

import dataclasses
import datetime

from house import DISABLED, DOCTOR, STRANGER
from office import AUTHORITY, CLIENT

CARD = f"/C=IT/O=Prova/CN={DOCTOR}\\/6030000000000001.abc"
NAMED = "/C=IT/CN=ROSSI MARIO"


@dataclasses.dataclass
class Card:
    name: str
    #: What the log says, or nothing for somebody who comes in; "no connection" where the handshake itself fails.
    reason: str | None
    file: object
    key: object


def around(days):
    """A moment so many days from now, as `faketime` takes it."""
    return (datetime.datetime.now() + datetime.timedelta(days=days)).strftime("%Y-%m-%d %H:%M:%S")


def without(*parts):
    return [line for line in CLIENT if not any(line.startswith(part) for part in parts)]


def lay_out(house):
    office = house.office
    make = office.issue
    cards = []

    def card(name, reason, subject=CARD, by=None, extensions=CLIENT, between=(), **more):
        made = make(subject, by=by or issuer, extensions=extensions, **more)
        cards.append(Card(name, reason, made.chained(*between), made.key))
        return made

    root = make("/CN=Radice", extensions=AUTHORITY, days=3650)
    issuer = make("/CN=Carte", by=root, extensions=AUTHORITY)
    sent = make("/CN=Carte, mandata dal browser", by=root, extensions=AUTHORITY)
    other = make("/CN=Radice altrui", extensions=AUTHORITY)
    other_twin = make("/CN=Carte", by=other, extensions=AUTHORITY)
    bare = make("/CN=Senza lista", by=root, extensions=AUTHORITY)
    stale = make("/CN=Lista vecchia", by=root, extensions=AUTHORITY)
    early = make("/CN=Lista futura", by=root, extensions=AUTHORITY)
    forged = make("/CN=Lista falsa", by=root, extensions=AUTHORITY)
    fallen = make("/CN=Revocata essa stessa", by=root, extensions=AUTHORITY)
    gone = make("/CN=Scaduta", by=root, extensions=AUTHORITY, at="2024-01-01", days=30)
    narrow = make("/CN=Senza altre sotto", by=root, extensions=["basicConstraints=critical,CA:TRUE,pathlen:0", *AUTHORITY[1:]])
    below = make("/CN=Sotto chi non può", by=narrow, extensions=AUTHORITY)
    idle = make("/CN=Non firma", by=root, extensions=["basicConstraints=critical,CA:TRUE", "keyUsage=critical,cRLSign", "subjectKeyIdentifier=hash"])
    deep = [root]
    for place in range(5):
        deep.append(make(f"/CN=Scala {place}", by=deep[-1], extensions=AUTHORITY))

    card("common name with the card's number", None)
    card("common name alone", None, f"/CN={DOCTOR}")
    card("serial number TINIT", None, f"{NAMED}/serialNumber=TINIT-{DOCTOR}")
    card("serial number IT", None, f"{NAMED}/serialNumber=IT:{DOCTOR}")
    card("both agree", None, f"{CARD}/serialNumber=TINIT-{DOCTOR}")
    card("small letters", None, f"/CN={DOCTOR.lower()}\\/1")
    card("RSA 2048", None, kind="rsa2048")
    card("P-384", None, kind="P-384")
    card("no extended key usage", None, extensions=without("extendedKeyUsage"))
    card("client and mail", None, extensions=[*without("extendedKeyUsage"), "extendedKeyUsage=clientAuth,emailProtection"])
    card("policy of CIE", None, extensions=[*without("certificatePolicies"), "certificatePolicies=1.3.76.47.4"])
    card("authority sent along", None, by=sent, between=[sent])
    card("issued by the root itself", None, by=root)
    card("accents in the name", None, f"/CN=Niccolò Però/serialNumber=TINIT-{DOCTOR}")
    card("an unrelated certificate sent along", None, between=[other])

    card("nobody's operator", "operator-unknown", f"/CN={STRANGER}\\/1")
    card("disabled operator", "operator-disabled", f"/CN={DISABLED}\\/1")
    card("expired", "certificate-expired", at="2024-01-01", days=30)
    card("expired yesterday", "certificate-expired", at=around(-40), days=39)
    card("not yet valid", "certificate-not-yet-valid", at=around(40), days=30)
    card("of another authority", "certificate-authority-unknown", by=other)
    card("of another authority with the same name", "certificate-authority-unknown", by=other_twin, between=[other_twin])
    card("by itself", "certificate-authority-unknown", by=None, extensions=CLIENT)
    made = make(CARD, extensions=CLIENT)
    cards[-1] = Card("by itself", "certificate-authority-unknown", made.chained(), made.key)
    card("authority not sent along", "certificate-authority-unknown", by=sent)
    revoked = card("revoked", "certificate-revoked")
    card("authority revoked", "certificate-revoked", by=fallen)
    card("authority without list", "certificate-revocation-unknown", by=bare)
    card("list out of date", "certificate-revocation-unknown", by=stale)
    card("list of tomorrow", "certificate-revocation-unknown", by=early)
    card("list signed by another", "certificate-revocation-unknown", by=forged)
    card("authority expired", "certificate-expired", by=gone)
    card("server's use", "certificate-wrong-use", extensions=[*without("extendedKeyUsage"), "extendedKeyUsage=serverAuth"])
    card("mail's use", "certificate-wrong-use", extensions=[*without("extendedKeyUsage"), "extendedKeyUsage=emailProtection"])
    card("signing's use", "no connection", extensions=[*without("keyUsage", "extendedKeyUsage"), "keyUsage=critical,nonRepudiation"])
    card("encryption's use", "no connection", extensions=[*without("keyUsage"), "keyUsage=critical,keyEncipherment"])
    card("an authority's own", "certificate-wrong-use", extensions=[*without("basicConstraints", "keyUsage"), "basicConstraints=critical,CA:TRUE", "keyUsage=critical,digitalSignature,keyCertSign"])
    card("issued by a card", "certificate-authority-unknown", by=make(CARD, by=issuer, extensions=CLIENT))
    leaf = make(CARD, by=issuer, extensions=CLIENT)
    card("issued by a card, sent along", "certificate-chain-unsound", by=leaf, between=[leaf])
    card("below one that may have none", "certificate-chain-too-long", by=below, between=[below])
    card("by one that may not issue", "certificate-authority-unknown", by=idle)
    card("chain too long", "certificate-chain-too-long", by=deep[-1], between=deep[:0:-1])
    card("RSA 1024", "certificate-algorithm-weak", kind="rsa1024")
    card("SHA-1", "certificate-algorithm-weak", digest="sha1")
    card("no policy", "certificate-policy-missing", extensions=without("certificatePolicies"))
    card("another policy", "certificate-policy-missing", extensions=[*without("certificatePolicies"), "certificatePolicies=1.2.3.4"])
    card("no code", "certificate-code-missing", NAMED)
    card("code in the organisation", "certificate-code-missing", f"/O={DOCTOR}/OU={DOCTOR}/CN=ROSSI MARIO")
    card("code in the address of mail", "certificate-code-missing", f"{NAMED}/emailAddress={DOCTOR}@example.it")
    card("code in the alternative name", "certificate-code-missing", NAMED, extensions=[*CLIENT, f"subjectAltName=DNS:{DOCTOR}"])
    card("serial number without prefix", "certificate-code-missing", f"{NAMED}/serialNumber={DOCTOR}")
    card("wrong check character", "certificate-code-unsound", f"/CN={DOCTOR[:-1]}X\\/1")
    card("wrong check character after TINIT", "certificate-code-unsound", f"{NAMED}/serialNumber=TINIT-{DOCTOR[:-1]}X")
    card("a company's number", "certificate-code-unsound", f"{NAMED}/serialNumber=TINIT-01234567897")
    card("two persons", "certificate-code-ambiguous", f"{CARD}/serialNumber=TINIT-{STRANGER}")
    card("two common names", "certificate-code-ambiguous", f"/CN={DOCTOR}\\/1/CN={STRANGER}\\/2")

    folder = house.authorities
    known = [root, issuer, bare, stale, early, forged, fallen, gone, narrow, idle]
    (folder / "autorita.pem").write_text("".join(authority.pem for authority in known))
    lists = [root.revocation_list(fallen), issuer.revocation_list(revoked)]
    lists += [authority.revocation_list() for authority in (sent, fallen, gone, narrow, below, idle, *deep[1:])]
    lists.append(stale.revocation_list(start="20240101000000Z", end="20240201000000Z"))
    lists.append(early.revocation_list(start="20990101000000Z", end="20990201000000Z"))
    lists.append(make("/CN=Lista falsa", extensions=AUTHORITY).revocation_list())
    (folder / "liste.pem").write_text("".join(lists))
    house.issuer = issuer
    return cards

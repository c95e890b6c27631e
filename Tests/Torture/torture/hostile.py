# SPDX-License-Identifier: EUPL-1.2
"""Documents that mean harm, made here from what the standards allow, each with what may become of it.

`reasons` are the codes of which the answer must give at least one; `None` stands for a document that may also be read for what
it harmlessly is.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .papers import certificate, letter, raw_pdf, request, stream
from .people import person

XML = b'<?xml version="1.0" encoding="UTF-8"?>\n'
CDA = b'<ClinicalDocument xmlns="urn:hl7-org:v3">'
PORT = b"@PORT"
VICTIM = person(77)
UNREADABLE = ("xml-malformed", "xml-forbidden", "content-unrecognised", "content-truncated", "content-too-large",
              "pdf-unreadable", "pdf-encrypted", "text-missing", "reader-failed", "reader-timeout", "envelope-damaged",
              "request-invalid", "recognition-unavailable", "layout-unknown", "text-garbled")  # fmt: skip


@dataclass(frozen=True)
class Hostile:
    name: str
    content: bytes
    reasons: tuple[str, ...] | None = UNREADABLE
    sender: str = "ospedale"


def documents(port: int) -> Iterator[Hostile]:
    """All of them; those that call the network call `port` of this machine, of the same number of digits in all runs."""
    for one in (*_xml(), *_pdf(), *_other(), *_requests()):
        yield replace(one, content=one.content.replace(PORT, f"{port:05}".encode()))


def _doctype(inner: bytes, body: bytes) -> bytes:
    return XML + b"<!DOCTYPE ClinicalDocument [" + inner + b"]>\n" + CDA + body + b"</ClinicalDocument>"


def _xml() -> Iterator[Hostile]:
    laughs = b'<!ENTITY a0 "lol">' + b"".join(
        b'<!ENTITY a%d "%s">' % (depth, b"&a%d;" % (depth - 1) * 10) for depth in range(1, 11)
    )
    yield Hostile("miliardo-di-risate.xml", _doctype(laughs, b"<title>&a10;</title>"), ("xml-forbidden",))
    quadratic = b'<!ENTITY a "' + b"x" * 100_000 + b'">'
    yield Hostile("quadratico.xml", _doctype(quadratic, b"<title>" + b"&a;" * 20_000 + b"</title>"), ("xml-forbidden",))
    external = b'<!ENTITY x SYSTEM "file:///etc/passwd">'
    yield Hostile("entita-esterna.xml", _doctype(external, b"<title>&x;</title>"), ("xml-forbidden",))
    parameter = b'<!ENTITY % p SYSTEM "http://127.0.0.1:@PORT/evil.dtd"> %p;'
    yield Hostile("entita-parametro.xml", _doctype(parameter, b"<title/>"), ("xml-forbidden",))
    recursive = b'<!ENTITY a "&b;"><!ENTITY b "&a;">'
    yield Hostile("ricorsiva.xml", _doctype(recursive, b"<title>&a;</title>"), ("xml-forbidden",))
    remote = XML + b'<!DOCTYPE ClinicalDocument SYSTEM "http://127.0.0.1:@PORT/x.dtd">' + CDA + b"</ClinicalDocument>"
    yield Hostile("dtd-remota.xml", remote, ("xml-forbidden",))
    include = b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="file:///etc/passwd"/>'
    sound = certificate(VICTIM, note="NOTA")
    yield Hostile("xinclude.xml", sound.replace(b"NOTA", include), None)
    sheet = b'<?xml-stylesheet type="text/xsl" href="http://127.0.0.1:@PORT/x.xsl"?>\n<ClinicalDocument '
    yield Hostile("foglio-di-stile.xml", sound.replace(b"NOTA", b"stile").replace(b"<ClinicalDocument ", sheet), None)
    yield Hostile("profondo.xml", XML + CDA + b"<a>" * 200_000 + b"</a>" * 200_000 + b"</ClinicalDocument>")
    wide = b" ".join(b'a%d="x"' % number for number in range(200_000))
    yield Hostile("mille-attributi.xml", XML + CDA + b"<a " + wide + b"/></ClinicalDocument>")
    yield Hostile("attributo-lungo.xml", XML + CDA + b'<a b="' + b"x" * 15_000_000 + b'"/></ClinicalDocument>')
    spaces = b"".join(b'<n%d xmlns:p%d="urn:%d"/>' % (number, number, number) for number in range(100_000))
    yield Hostile("spazi-dei-nomi.xml", XML + CDA + spaces + b"</ClinicalDocument>")
    yield Hostile("una-parola.xml", XML + CDA + b"<title>" + b"a" * 19_000_000 + b"</title></ClinicalDocument>")
    yield Hostile(
        "codifica-ignota.xml", b'<?xml version="1.0" encoding="EBCDIC-XX"?>' + CDA + b"</ClinicalDocument>", None
    )
    yield Hostile("utf7.xml", b'<?xml version="1.0" encoding="UTF-7"?>+ADw-ClinicalDocument/+AD4-')
    utf16 = sound.decode().replace("NOTA", "sedici").replace("UTF-8", "UTF-16").encode("utf-16")
    yield Hostile("utf16-a-meta.xml", utf16[: len(utf16) // 2 - 1])
    yield Hostile("byte-zero.xml", sound.replace(b"NOTA", b"a\x00b"))
    yield Hostile("radice-due-volte.xml", sound.replace(b"NOTA", b"uno") + sound.replace(b"NOTA", b"due"), None)


def _page(content: bytes, extra: str = "", page: str = "") -> list[bytes]:
    return [
        f"<</Type/Catalog/Pages 2 0 R{extra}>>".encode(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R{page}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        content,
    ]


HELLO = stream(b"BT /F 9 Tf 30 800 Td (nulla) Tj ET")


def _pdf() -> Iterator[Hostile]:
    bomb = zlib.compress(zlib.compress(b" " * 400_000_000, 9), 9)
    twice = stream(bomb, "/Filter[/FlateDecode/FlateDecode]")
    yield Hostile("bomba.pdf", raw_pdf(_page(twice)), None)
    xfa = _page(HELLO, "/AcroForm<</XFA[(datasets) 6 0 R]>>") + [twice]
    yield Hostile("bomba-xfa.pdf", raw_pdf(xfa), None)
    files = "/Names<</EmbeddedFiles<</Names[(cda.xml) 6 0 R]>>>>"
    spec = b"<</Type/Filespec/F(../../../../etc/cron.d/x)/UF(../../../../etc/cron.d/x)/EF<</F 7 0 R>>>>"
    inner = stream(certificate(VICTIM, note="allegato con un nome cattivo"), "/Type/EmbeddedFile")
    yield Hostile("allegato-fuori.pdf", raw_pdf([*_page(HELLO, files), spec, inner]), None)
    yield Hostile("allegato-bomba.pdf", raw_pdf([*_page(HELLO, files), spec, twice]), None)
    circle = "/Names<</EmbeddedFiles 6 0 R>>"
    yield Hostile("albero-circolare.pdf", raw_pdf([*_page(HELLO, circle), b"<</Kids[6 0 R 6 0 R]>>"]), None)
    pages = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]
    yield Hostile("pagine-circolari.pdf", raw_pdf(pages), None)
    itself = stream(b"/X Do /X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>")
    loop = [*_page(itself)[:4], itself]
    loop[2] = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>/Contents 5 0 R>>"
    yield Hostile("disegno-circolare.pdf", raw_pdf(loop), None)
    length = [*_page(b"<</Length 5 0 R>>stream\nx\nendstream")]
    yield Hostile("lunghezza-di-se-stessa.pdf", raw_pdf(length), None)
    huge = raw_pdf(_page(HELLO)).replace(b"[0 0 595 842]", b"[0 0 9e9 9e9]")
    yield Hostile("pagina-immensa.pdf", huge, None)
    image = stream(zlib.compress(b"\0" * 1000), "/Type/XObject/Subtype/Image/Width 2147483647/Height 2147483647"
                   "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode")  # fmt: skip
    picture = [*_page(stream(b"q 595 0 0 842 0 0 cm /I Do Q")), image]
    picture[2] = picture[2].replace(b"/Font<</F 4 0 R>>", b"/XObject<</I 6 0 R>>")
    yield Hostile("immagine-immensa.pdf", raw_pdf(picture), None)
    script = "/OpenAction<</S/JavaScript/JS(app.launchURL\\('http://127.0.0.1:@PORT/'\\))>>"
    yield Hostile("javascript.pdf", raw_pdf(_page(HELLO, script)), None)
    launch = "/OpenAction<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)>>>>"
    yield Hostile("avvia.pdf", raw_pdf(_page(HELLO, launch)), None)
    remote = "/AA<</O<</S/URI/URI(http://127.0.0.1:@PORT/)>>>>"
    yield Hostile("rete.pdf", raw_pdf(_page(HELLO, page=remote)), None)
    reference = b"<</Length 9/F(/etc/passwd)/FFilter[]>>stream\nnulla\nendstream"
    yield Hostile("flusso-esterno.pdf", raw_pdf(_page(reference)), None)
    whole = letter(VICTIM, note="riferimenti")
    yield Hostile(
        "riferimenti-rotti.pdf", whole.replace(b"00000 n", b"99999 n").replace(b"startxref\n", b"startxref\n9"), None
    )
    yield Hostile(
        "xref-a-se-stesso.pdf", whole.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % whole.rindex(b"xref\n0")), None
    )
    yield Hostile("parentesi.pdf", raw_pdf(_page(stream(b"[" * 500_000))), None)
    yield Hostile("dizionari.pdf", raw_pdf([*_page(HELLO), b"<</A" * 100_000 + b">>" * 100_000]), None)
    yield Hostile("tagliato.pdf", whole[: len(whole) // 2], None)
    yield Hostile("solo-testata.pdf", b"%PDF-1.7\n")
    many = b" ".join(b"BT /F 9 Tf %d %d Td (%d) Tj ET" % (n % 500, n % 800, n) for n in range(300_000))
    yield Hostile("trecentomila-parole.pdf", raw_pdf(_page(stream(zlib.compress(many), "/Filter/FlateDecode"))), None)


def _other() -> Iterator[Hostile]:
    yield Hostile("vuoto.xml", b"")
    yield Hostile("un-byte.pdf", b"%")
    yield Hostile("una-parola.txt", b"a" * 19_900_000)
    yield Hostile("troppo-grande.pdf", b"%PDF-1.7\n" + b"0" * 20_000_001, ("content-too-large",))
    yield Hostile("programma.pdf", b"\x7fELF" + b"\x00" * 4000)
    yield Hostile("archivio.pdf", b"PK\x03\x04" + b"\x00" * 4000)
    yield Hostile("gzip.xml", zlib.compress(b" " * 50_000_000, 9))
    both = letter(VICTIM, note="poliglotta")
    yield Hostile("poliglotta.xml", b"<html><script>alert(1)</script><!--\n" + both + b"\n-->" + XML, None)
    yield Hostile("pdf-che-si-dice.xml", letter(VICTIM, note="suffisso sbagliato"), None)
    yield Hostile("xml-che-si-dice.pdf", certificate(VICTIM, note="suffisso sbagliato"), None)
    nested = b"\x30\x80" * 200_000
    yield Hostile("busta-profonda.p7m", nested)
    yield Hostile(
        "busta-lunga.p7m", b"\x30\x84\xff\xff\xff\xff\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02" + b"\0" * 900
    )
    yield Hostile("base64-infinito.p7m", b"MIAGCSqGSIb3DQEHAqCA" + b"A" * 5_000_000)
    yield Hostile("pem-aperto.p7m", b"-----BEGIN PKCS7-----\n" + b"A" * 70 + b"\n")


def _requests() -> Iterator[Hostile]:
    evil = request(VICTIM, "013", {"x": b"1"}).replace(b"<nome>x</nome>", b"<nome>../../../etc/passwd</nome>")
    yield Hostile("h-1/richiesta.xml", evil, ("request-invalid", "xml-malformed"), "portale")
    many = {f"f{number}": str(number).encode() for number in range(51)}
    yield Hostile("h-2/richiesta.xml", request(VICTIM, "013", many), ("request-invalid",), "portale")
    bomb = request(VICTIM, "013", {}).replace(b"<richiesta", b'<!DOCTYPE r [<!ENTITY a "b">]><richiesta', 1)
    yield Hostile("h-3/richiesta.xml", bomb, ("xml-forbidden",), "portale")

# SPDX-License-Identifier: EUPL-1.2
"""Bytes of documents, written here from the standards and the contract, by no code of the product."""

from hashlib import sha256
from xml.sax.saxutils import escape

from .people import Person

FISCAL_CODE = "2.16.840.1.113883.2.9.4.3.2"
LOINC = "2.16.840.1.113883.6.1"
ICD9 = "2.16.840.1.113883.6.103"
EXEMPTIONS = "2.16.840.1.113883.2.9.6.1.22"


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def certificate(person: Person, exemption: str = "013", diagnosis: str = "25000", note: str = "") -> bytes:
    """A specialist's report as HL7 CDA R2; `note` makes its bytes different from those of another."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<id root="2.16.840.1.113883.2.9.2.10.4.4" extension="{digest(f"{person.code}{exemption}{note}".encode())[:12]}"/>
<code code="11488-4" codeSystem="{LOINC}"/><title>Referto specialistico</title>
<effectiveTime value="20260316095652+0100"/>
<recordTarget><patientRole><id root="{FISCAL_CODE}" extension="{person.code}"/><patient><name>
<family>{person.family}</family><given>{person.given}</given></name>
<administrativeGenderCode code="M" codeSystem="2.16.840.1.113883.5.1"/>
<birthTime value="{person.born.replace("-", "")}"/></patient></patientRole></recordTarget>
<author><assignedAuthor><id root="{FISCAL_CODE}" extension="BNCNNA60A41L219F"/><assignedPerson><name>
<family>Bianchi</family><given>Anna</given></name></assignedPerson></assignedAuthor></author>
<custodian><assignedCustodian><representedCustodianOrganization><id root="2.16.840.1.113883.2.9.4.1.1"
extension="010301"/><name>ASL Città di Torino</name></representedCustodianOrganization></assignedCustodian></custodian>
<component><structuredBody>
<component><section><code code="29548-5" codeSystem="{LOINC}"/><text>{escape(note)}</text><entry>
<observation classCode="OBS" moodCode="EVN"><code code="29308-4" codeSystem="{LOINC}"/>
<value xsi:type="CD" code="{diagnosis}" codeSystem="{ICD9}" displayName="Malattia"/></observation></entry>
</section></component>
<component><section><code code="57827-8" codeSystem="{LOINC}"/><entry><act classCode="ACT" moodCode="EVN">
<code code="{exemption}" codeSystem="{EXEMPTIONS}" displayName="Esenzione"/><statusCode code="active"/>
<effectiveTime><low value="20240510"/></effectiveTime></act></entry></section></component>
</structuredBody></component></ClinicalDocument>
""".encode()


def nameless(note: str) -> bytes:
    """A certificate whose person has no fiscal code: it waits to be matched."""
    whole = certificate(NOBODY, note=note).decode()
    return whole.replace(f'<id root="{FISCAL_CODE}" extension="{NOBODY.code}"/>', "<id nullFlavor='UNK'/>").encode()


NOBODY = Person("IGNOTO", "UGO", "1950-01-01", "GNTGUO50A01L219X")


def text_pdf(lines: list[str]) -> bytes:
    """A PDF of one page of text in a font that is not embedded."""
    shown = "\n".join(f"BT /F 9 Tf 30 {800 - 18 * row} Td ({_pdf(line)}) Tj ET" for row, line in enumerate(lines))
    return raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            stream(shown.encode("latin-1")),
        ]
    )


def stream(content: bytes, entries: str = "") -> bytes:
    return f"<<{entries}/Length {len(content)}>>stream\n".encode() + content + b"\nendstream"


def raw_pdf(objects: list[bytes], trailer: str = "") -> bytes:
    """A PDF put together from its objects, the catalogue first, with a sound table of cross-references."""
    file = b"%PDF-1.7\n"
    table = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    for number, content in enumerate(objects, 1):
        table += f"{len(file):010} 00000 n \n"
        file += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    end = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{len(file)}\n%%EOF\n"
    return file + (table + end).encode()


def _pdf(text: str) -> str:
    return "".join(f"\\{letter}" if letter in "()\\" else letter for letter in text)


def letter(person: Person, exemption: str = "013", note: str = "") -> bytes:
    """A certificate that is only text on a page."""
    day = "/".join(reversed(person.born.split("-")))
    return text_pdf(
        [
            "CERTIFICATO SPECIALISTICO PER ESENZIONE", f"Cognome: {person.family}", f"Nome: {person.given}", f"Nato il: {day}",
            f"Codice fiscale: {person.code}", "è affetto dalla seguente patologia:", "DIABETE MELLITO",
            f"Codice esenzione: {exemption}", "Codice diagnosi: 250.00", "Data emissione: 21/11/2025",
            "Il medico specialista: dott.ssa COSTA CHIARA", note,
        ]
    )  # fmt: skip


def laboratory(person: Person, note: str = "") -> bytes:
    """A laboratory report without exemption: no evidence."""
    whole = certificate(person, note=note).decode()
    head, _, tail = whole.partition('<component><section><code code="57827-8"')
    head = head.replace("11488-4", "11502-2").replace("Referto specialistico", "Referto di laboratorio")
    return (head + tail.partition("</component>")[2]).encode()


def request(person: Person, exemption: str, attachments: dict[str, bytes], *, asl: str = "") -> bytes:
    """A citizen's request that lists `attachments` by name."""
    listed = "".join(
        f"<allegato><nome>{escape(name)}</nome><tipo>CM</tipo><sha256>{digest(content)}</sha256></allegato>"
        for name, content in attachments.items()
    )
    place = f"<codiceAsl>{asl}</codiceAsl>" if asl else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<richiesta xmlns="urn:esenzioni:richiesta:1"><dataOra>2026-01-19T10:00:00+01:00</dataOra>
<compilatore><tipo>CITTADINO</tipo><codiceFiscale>{person.code}</codiceFiscale></compilatore>
<beneficiario><codiceFiscale>{person.code}</codiceFiscale><cognome>{person.family}</cognome><nome>{person.given}</nome>
<dataNascita>{person.born}</dataNascita><sesso>M</sesso></beneficiario>{place}<codiceEsenzione>{exemption}</codiceEsenzione>
{listed}</richiesta>
""".encode()


def cancellation(number: str, requester: str) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<annullamento xmlns="urn:esenzioni:annullamento:1"><numeroPratica>{number}</numeroPratica>
<codiceFiscaleRichiedente>{requester}</codiceFiscaleRichiedente></annullamento>
""".encode()


def reply(message: str, code: str) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<esito xmlns="urn:esenzioni:aura:esito:1"><idMessaggio>{message}</idMessaggio><codiceRitorno>{code}</codiceRitorno>
<messaggio><codice>1</codice><descrizione>esito</descrizione></messaggio></esito>
""".encode()

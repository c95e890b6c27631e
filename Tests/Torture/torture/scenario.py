# SPDX-License-Identifier: EUPL-1.2
"""The life of a house in some thirty steps, each small enough to be repeated for every call that it makes."""

from collections.abc import Callable
from dataclasses import dataclass

from .house import ADD_DOCTOR, CLINIC, DOCTOR, HOSPITAL, PORTAL, SECRETS, House
from .ledger import Ledger
from .papers import cancellation, certificate, digest, laboratory, letter, nameless, reply, request
from .people import person

Prepare = Callable[[House, Ledger], None]
Command = Callable[[House], tuple[str, ...]]

ANNA, BRUNO, CARLA, DINO, ELSA, FABIO, GINA = (person(number) for number in (7, 1234, 2345, 3456, 4567, 5678, 6789))
ATTACHMENTS = {"certificato.xml": certificate(DINO, "013"), "cartella.pdf": letter(DINO, "013", "cartella")}
GARBAGE = b"\x00\x01 this is no document at all \xff\xfe" * 20
INGEST = ("ingest", "--json")


@dataclass(frozen=True)
class Step:
    name: str
    command: Command | None
    """Nothing where only the daemon does it."""
    expect: str
    """A query whose answer is true once the step is done: the scenario must not go another way unseen."""
    prepare: Prepare = lambda house, ledger: None
    given: str = ""
    code: int = 0
    """How the command ends: `ingest` with 1 where a document is refused."""


def _ingest(_: House) -> tuple[str, ...]:
    return INGEST


def _dropped(*files: tuple[str, str, bytes]) -> Prepare:
    def prepare(house: House, ledger: Ledger) -> None:
        for sender, name, content in files:
            ledger.drop(house, sender, name, content)

    return prepare


def _drop(step: str, outcome: str, *files: tuple[str, str, bytes]) -> Step:
    """Files that are dropped and taken in; `outcome` is that of the last."""
    expect = f"SELECT outcome = '{outcome}' FROM delivery ORDER BY id DESC LIMIT 1"
    return Step(step, _ingest, expect, _dropped(*files), code=1 if outcome == "SCARTATO" else 0)


def number(house: House, code: str, state: str) -> str:
    """The newest practice of a person in a state."""
    found = house.query(
        "SELECT number FROM practice WHERE fiscalCode = ? AND state = ? ORDER BY number DESC LIMIT 1", code, state
    )
    return found[0]["number"] if found else "202601030199999999"


def _decide(step: str, code: str, before: str, after: str, action: str, *options: str) -> Step:
    def command(house: House) -> tuple[str, ...]:
        return "decide", number(house, code, before), action, "--as", DOCTOR, *options

    return Step(step, command, f"SELECT count(*) FROM practice WHERE fiscalCode = '{code}' AND state = '{after}'")


def _message(house: House, code: str, kind: str) -> str:
    found = house.query(
        "SELECT messageID FROM notice JOIN practice ON practice.number = notice.practice "
        "WHERE fiscalCode = ? AND kind = ? ORDER BY id DESC", code, kind,
    )  # fmt: skip
    return found[0]["messageID"] if found else "unknown"


def _reply(step: str, expect: str, file: str, content: Callable[[House], bytes]) -> Step:
    def prepare(house: House, _: Ledger) -> None:
        house.replies.mkdir(parents=True, exist_ok=True)
        growing = house.replies / f".{file}.part"
        growing.write_bytes(content(house))
        growing.rename(house.replies / file)

    return Step(step, None, expect, prepare)


def _withdrawal(house: House, ledger: Ledger) -> None:
    content = cancellation(number(house, ELSA.code, "INVIATA"), ELSA.code)
    ledger.drop(house, PORTAL, "annullamento.xml", content)


def _retry(house: House) -> tuple[str, ...]:
    rows = house.query("SELECT delivery FROM quarantine ORDER BY delivery LIMIT 1")
    return "quarantine", "retry", str(rows[0]["delivery"] if rows else 0)


def _given(house: House, ledger: Ledger) -> None:
    content = certificate(GINA, "048", "1749", "dato a mano")
    (house.root / "dato.xml").write_bytes(content)
    ledger.note(CLINIC, "dato.xml", content, optional=True)


def _state(code: str, kind: str, state: str) -> str:
    return (
        "SELECT count(*) FROM notice JOIN practice ON practice.number = notice.practice "
        f"WHERE fiscalCode = '{code}' AND kind = '{kind}' AND notice.state = '{state}'"
    )


REASON = ("--reason", "DOCUMENTAZIONE_INSUFFICIENTE", "--note-beneficiary", "manca il referto", "--note-internal", "n")
WHOLE = "SELECT count(*) FROM practiceDocument WHERE role = 'attachment'"

SCENARIO: tuple[Step, ...] = (
    Step("first start", _ingest, "SELECT 1"),
    Step("users add", lambda _: ADD_DOCTOR, "SELECT count(*) FROM operator", given=SECRETS),
    _drop("certificate as CDA", "ACQUISITO", (HOSPITAL, "anna.xml", certificate(ANNA))),
    _drop("second sender, folder below", "ACQUISITO", (CLINIC, "reparto/bruno.xml", certificate(BRUNO, "055", "01160"))),
    _drop("text PDF", "ACQUISITO", (HOSPITAL, "carla.pdf", letter(CARLA))),
    _drop("garbage", "SCARTATO", (HOSPITAL, "rumore.bin", GARBAGE)),
    _drop("the same bytes again", "DUPLICATO", (CLINIC, "anna-di-nuovo.xml", certificate(ANNA))),
    _drop("the same name, other bytes", "ACQUISITO", (HOSPITAL, "anna.xml", certificate(ANNA, note="corretto"))),
    _drop("no evidence", "NON_PERTINENTE", (HOSPITAL, "esami.xml", laboratory(FABIO))),
    _drop("no person", "DA_ABBINARE", (HOSPITAL, "senza-nome.xml", nameless("senza codice"))),
    Step("half a request", _ingest, "SELECT count(*) = 2 FROM delivery WHERE heldSince IS NOT NULL", _dropped(
        (PORTAL, "r-1/richiesta.xml", request(DINO, "013", ATTACHMENTS)),
        (PORTAL, "r-1/cartella.pdf", ATTACHMENTS["cartella.pdf"]),
    )),
    Step("the rest of the request", _ingest, f"{WHOLE} HAVING count(*) = 2", _dropped(
        (PORTAL, "r-1/certificato.xml", ATTACHMENTS["certificato.xml"]),
    )),
    _drop("a request without attachments", "ACQUISITO", (PORTAL, "r-2/richiesta.xml", request(ELSA, "055", {}))),
    Step("withdrawal by the portal", _ingest, f"SELECT state = 'ANNULLATA' FROM practice WHERE fiscalCode = '{ELSA.code}'",
         _withdrawal),
    _drop("withdrawal of nothing", "SCARTATO", (PORTAL, "nulla.xml", cancellation("202601020399999999", ELSA.code))),
    _decide("take charge", ANNA.code, "INVIATA", "IN_LAVORAZIONE", "take-charge"),
    _decide("validate what was taken", ANNA.code, "IN_LAVORAZIONE", "VALIDATA", "validate", "--until", "2031-12-31"),
    _decide("validate in one pass", BRUNO.code, "INVIATA", "VALIDATA", "validate", "--until", "unlimited"),
    _decide("reject", CARLA.code, "INVIATA", "RESPINTA", "reject", *REASON),
    _reply("AURA accepts", _state(ANNA.code, "VALIDAZIONE", "ACCETTATO"), "esito-1.xml",
           lambda house: reply(_message(house, ANNA.code, "VALIDAZIONE"), "Ok")),
    _reply("AURA refuses", _state(BRUNO.code, "VALIDAZIONE", "SCARTATO"), "esito-2.xml",
           lambda house: reply(_message(house, BRUNO.code, "VALIDAZIONE"), "KO")),
    _reply("AURA on an unknown message", "SELECT 1", "esito-3.xml", lambda _: reply("never-sent", "OK")),
    _reply("AURA's malformed reply", "SELECT 1", "esito-4.xml", lambda _: b"<esito><idMessaggio>"),
    Step("resend", lambda house: ("aura", "resend", _message(house, BRUNO.code, "VALIDAZIONE")),
         "SELECT timesSent = 2 FROM notice ORDER BY timesSent DESC LIMIT 1"),
    _decide("cancel what was validated", ANNA.code, "VALIDATA", "ANNULLATA", "cancel"),
    _drop("already exempt", "ACQUISITO", (HOSPITAL, "bruno-2.xml", certificate(BRUNO, "055", "01160", "di nuovo"))),
    _decide("cancel what is open", BRUNO.code, "INVIATA", "ANNULLATA", "cancel"),
    _drop("joins the open practice", "ACQUISITO", (CLINIC, "dino.pdf", letter(DINO, "013", "altro"))),
    Step("retry from quarantine", _retry, "SELECT count(*) = 1 FROM receipt WHERE fileName LIKE 'rumore.bin.%'",
         lambda _, ledger: ledger.allow_retry(digest(GARBAGE)), code=1),
    Step("a file given by command", lambda house: (*INGEST, "--sender", CLINIC, str(house.root / "dato.xml")),
         "SELECT count(*) FROM delivery WHERE name = 'dato.xml'", _given),
    Step("many at once", _ingest, "SELECT count(*) FROM delivery WHERE name = 'fabio.xml'", _dropped(
        (HOSPITAL, "fabio.xml", certificate(FABIO, "048", "1749")), (HOSPITAL, "copia.xml", certificate(FABIO, "048", "1749")),
        (CLINIC, "rotto.pdf", b"%PDF-1.7\nnothing\n%%EOF"), (PORTAL, "r-3/richiesta.xml", request(FABIO, "055", {})),
    ), code=1),
    Step("users disable", lambda _: ("users", "disable", DOCTOR), "SELECT disabledAt IS NOT NULL FROM operator"),
)  # fmt: skip

# SPDX-License-Identifier: EUPL-1.2
"""Every page of the desk in every state that it can be in. A new page or state is a line here: `test_every_page.py` then holds
it against all the rules, in all widths, with and without scripts, in both looks."""

from dataclasses import dataclass
from typing import Callable

from playwright.sync_api import Page

from daemon import ASL, DOCTOR, PASSWORD, PIN, Daemon

OTHER_ASL = "010209"
EMPTY = {"code": "TRNBDT47C09D732S", "name": "DEMO VUOTO", "role": "OPERATORE_ASL_DISTRETTO", "user": "vuoto"}
SPECIALIST = {"code": "AAAAAA00B77B000F", "name": "DEMO SPECIALISTA", "role": "MEDICO_SPECIALISTA_CAS", "user": "cas"}
ADMINISTRATOR = {"code": "AAAAAA00A11D000L", "name": "DEMO AMMINISTRATORE", "role": "AMMINISTRATORE_CSI", "user": "csi"}

CERTIFICATE_WITHOUT_CODE = """
<!DOCTYPE html><html lang="it"><meta charset="utf-8"><title>Certificato</title>
<body style="font: 14px sans-serif"><h2>ASL Città di Torino - Certificato specialistico</h2>
<p>Si certifica che la sig.ra BIANCHI CARLA, nata il 03/04/1961, è affetta da diabete mellito (ICD-9-CM 250).</p>
<p>Si chiede l'esenzione per patologia, codice 013.</p><p>Torino, 12/11/2025</p><p>dott. Verdi Anna</p></body></html>
"""


@dataclass
class House:
    """A daemon with practices in every state, and the operators who look at them."""

    daemon: Daemon
    #: By state, in the words of the pages.
    practices: dict[str, str]
    #: Somebody whose practice is open, as the documents state it.
    person: dict
    #: The number of the document that waits for its person.
    unmatched: str

    @classmethod
    def furnished(cls, daemon, browser):
        """Fills the daemon's house; takes some seconds."""
        for who in (EMPTY, SPECIALIST, ADMINISTRATOR):
            asl = {EMPTY["user"]: OTHER_ASL, SPECIALIST["user"]: ASL}.get(who["user"])
            daemon.add_operator(who["code"], who["name"], who["role"], asl, who["user"])
        people = daemon.drop_samples(77)
        daemon.drop("relazione-senza-codice.pdf", printed(browser, CERTIFICATE_WITHOUT_CODE))
        daemon.drop("rovinato.pdf", b"%PDF-1.4 nothing of this can be read\n%%EOF\n")
        numbers = daemon.numbers()
        in_order = [numbers[person["beneficiaryFiscalCode"]] for person in people]
        received, in_progress, validated, rejected, cancelled = in_order[:5]
        daemon.decide(in_progress, "take-charge", "--note-internal", "Visto con il collega")
        daemon.decide(validated, "validate", "--until", "unlimited")
        daemon.decide(rejected, "reject", "--reason", "ALTRO", "--note-beneficiary", "Serve il referto più recente")
        daemon.decide(cancelled, "cancel")
        practices = {
            "Inviata": received, "In lavorazione": in_progress, "Validata": validated, "Respinta": rejected,
            "Annullata": cancelled,
        }  # fmt: skip
        return cls(daemon, practices, people[0], "")


def printed(browser, html):
    """A page as a PDF, the way a department prints one from its own program."""
    page = browser.new_page()
    page.set_content(html)
    content = page.pdf(format="A4")
    page.close()
    return content


@dataclass(frozen=True)
class State:
    """A page in a state: who looks at it, and how it gets there."""

    name: str
    show: Callable[[Page, House], object]
    #: The user name of who looks; nobody signed in where there is none.
    who: str | None = "demo25"
    #: Whether it needs scripts, as a dialog of theirs does.
    scripted: bool = False


def at(address):
    """Shows a fixed address; `{Inviata}` stands for a practice in that state."""
    return lambda page, house: page.goto(address.format_map(house.practices))


def refused(field, value, button, address="/"):
    """Fills one field wrongly and sends the form."""

    def show(page, house):
        page.goto(address)
        page.locator(f"[name^={field}]").first.fill(value)
        page.get_by_role("button", name=button).first.click()

    return show


def wrong_sign_in(page, house):
    page.goto("/accesso")
    for label, text in (("Username", "demo25"), ("Password", "sbagliata")):
        page.get_by_label(label).fill(text)
    page.get_by_label("PIN", exact=True).fill("0")
    page.get_by_role("button", name="Accedi").first.click()


def known_person(page, house):
    page.goto("/documenti-da-abbinare")
    page.get_by_label("Codice fiscale").first.fill(house.person["beneficiaryFiscalCode"])
    page.get_by_role("button", name="Verifica").first.click()


def clicked(address, link):
    """Shows an address and follows a link of it."""

    def show(page, house):
        page.goto(address)
        page.get_by_role("link", name=link).first.click()

    return show


def rejection_without_reason(page, house):
    page.goto(f"/pratiche/{house.practices['Inviata']}")
    page.get_by_role("button", name="Respingi").click()
    page.get_by_role("button", name="SÌ").click()


def changed_meanwhile(page, house):
    page.goto(f"/pratiche/{house.practices['In lavorazione']}")
    page.locator("input[name=versione]").first.evaluate("field => { field.value = '1' }")
    page.get_by_label("Interna", exact=True).fill("Scritto prima di sapere della modifica")
    page.get_by_role("button", name="Valida", exact=True).click()


def practice_refused(page, house):
    page.goto(f"/pratiche/{house.practices['Inviata']}")
    page.get_by_label("Valida dal").fill("ieri")
    page.locator("#diagnosi").fill("ABC")
    page.get_by_label("Data di fine").fill("domani")
    page.get_by_role("button", name="Valida", exact=True).click()
    page.locator("#errori").wait_for()


def end_to_confirm(page, house):
    page.goto(f"/pratiche/{house.practices['Inviata']}")
    page.get_by_label("Fino al giorno scritto qui sotto").check()
    page.get_by_label("Data di fine").fill("01/01/2199")
    page.get_by_role("button", name="Valida", exact=True).click()
    page.get_by_label("Confermo la fine").wait_for()


def pair_doubted(page, house):
    page.goto(f"/pratiche/{house.practices['In lavorazione']}")
    page.locator("#esenzione").fill("038")
    page.locator("#durata-illimitata").check()
    page.get_by_role("button", name="Valida", exact=True).click()
    page.get_by_role("link", name="La diagnosi non appartiene").wait_for()


def draft_kept(page, house):
    page.goto(f"/pratiche/{house.practices['Inviata']}")
    page.get_by_label("Interna", exact=True).fill("Da finire domani")
    page.get_by_role("button", name="Salva bozza").click()
    page.get_by_text("Hai ripreso la bozza").wait_for()


def rejection_asked(page, house):
    page.goto(f"/pratiche/{house.practices['Inviata']}")
    page.get_by_role("button", name="Respingi").click()
    page.locator("dialog[open]").wait_for()


def page_as_text(page, house):
    page.goto(f"/pratiche/{house.practices['Inviata']}")
    page.get_by_role("link", name="Testo della pagina").first.click()
    page.get_by_role("heading", name="Testo della pagina").wait_for()


def start_to_confirm(page, house):
    page.goto(f"/pratiche/{house.practices['Inviata']}")
    page.get_by_label("Valida dal").fill("27/11/2062")
    page.get_by_role("button", name="Valida", exact=True).click()
    page.get_by_label("Confermo l'inizio").wait_for()


def kept_after_the_session(page, house):
    address = f"/pratiche/{house.practices['Inviata']}"
    page.goto(address)
    fields = {name: page.locator(f"#decisione [name={name}]").first.input_value() for name in ("gettone", "versione", "modulo")}
    page.get_by_role("button", name="Esci").click()
    page.get_by_label("Username").wait_for()
    note = "Scritto quando la sessione era già finita"
    page.request.post(f"{address}/valida", form={**fields, "nota-interna": note, "durata": "illimitata"})
    page.get_by_label("Username").fill("csi")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("PIN", exact=True).fill(PIN)
    page.get_by_role("button", name="Accedi").first.click()
    page.get_by_role("heading", name="Riprendi").wait_for()


def unmatched_as_text(page, house):
    page.goto("/documenti-da-abbinare")
    page.get_by_role("link", name="Testo della pagina").first.click()
    page.get_by_role("heading", name="Testo della pagina").wait_for()


def list_of_keys(page, house):
    page.goto("/")
    page.keyboard.press("?")
    page.locator("dialog[open]").wait_for()


def one_found(page, house):
    page.goto(f"/?codice-fiscale={house.person['beneficiaryFiscalCode']}")


STATES = [
    State("accesso", at("/accesso"), who=None),
    State("accesso-rifiutato", wrong_sign_in, who=None),
    State("accesso-scaduto", at("/accesso?sessione=scaduta"), who=None),
    State("dichiarazione", at("/accessibilita"), who=None),
    State("pagina-non-trovata-senza-accesso", at("/nulla"), who=None),
    State("sessioni", at("/sessioni")),
    State("cambio-credenziali", at("/accesso/cambio")),
    State("elenco", at("/")),
    State("elenco-chiuse", at("/?scheda=chiuse")),
    State("elenco-ordinato", at("/?ordine=-beneficiario&pagina=2")),
    State("elenco-una", one_found),
    State("elenco-nessuna", at("/?cognome=Nessuno")),
    State("elenco-vuoto", at("/"), who="vuoto"),
    State("elenco-errori", at("/?dal=x&al=31/02/26&esenzione=nessuna")),
    State("elenco-esenzioni", at("/?esenzione=malattia")),
    State("elenco-specialista", at("/"), who="cas"),
    State("elenco-amministratore", at("/"), who="csi"),
    State("elenco-tasti", list_of_keys, scripted=True),
    State("cronologia", at("/pratiche/{In lavorazione}/cronologia")),
    State("pratica-inviata", at("/pratiche/{Inviata}")),
    State("pratica-ingrandita", at("/pratiche/{Inviata}?zoom=300")),
    State("pratica-errori", practice_refused),
    State("pratica-inizio-lontano", start_to_confirm),
    State("pratica-fine-lontana", end_to_confirm),
    State("pratica-coppia", pair_doubted),
    State("pratica-bozza", draft_kept),
    State("pratica-dialogo", rejection_asked, scripted=True),
    State("catalogo", at("/pratiche/{Inviata}/catalogo?cerca=diabete")),
    State("catalogo-nulla", at("/pratiche/{Inviata}/catalogo?cerca=zzzz")),
    State("testo-della-pagina", page_as_text),
    State("pratica-in-lavorazione", at("/pratiche/{In lavorazione}")),
    State("pratica-validata", at("/pratiche/{Validata}")),
    State("pratica-respinta", at("/pratiche/{Respinta}")),
    State("pratica-annullata", at("/pratiche/{Annullata}")),
    State("pratica-specialista", at("/pratiche/{Inviata}"), who="cas"),
    State("respingi", at("/pratiche/{Inviata}/respingi")),
    State("respingi-senza-motivazione", rejection_without_reason),
    State("annulla", at("/pratiche/{Validata}/annulla")),
    State("modificata", changed_meanwhile),
    State("da-abbinare", at("/documenti-da-abbinare")),
    State("da-abbinare-vuoto", at("/documenti-da-abbinare"), who="vuoto"),
    State("da-abbinare-errore", refused("codice-fiscale-", "RSSMRA48R11B111A", "Abbina", "/documenti-da-abbinare")),
    State("da-abbinare-verifica", known_person),
    State("da-abbinare-testo", unmatched_as_text),
    State("non-pertinente", clicked("/documenti-da-abbinare", "Non pertinente")),
    State("tasti", at("/tasti")),
    State("tasti-errore", refused("tasto-v", "r", "Salva", "/tasti")),
    State("non-consentito", at("/documenti-da-abbinare"), who="cas"),
    State("non-trovata", at("/pratiche/202601030199999999")),
    State("stato", at("/stato"), who="csi"),
    State("quarantena", at("/stato/quarantena"), who="csi"),
    State("quarantena-file", clicked("/stato/quarantena", "rovinato.pdf"), who="csi"),
    State("quarantena-riprova", at("/stato/quarantena/riprova"), who="csi"),
    State("quarantena-vuota", at("/stato/quarantena?motivo=password-protected"), who="csi"),
    State("ripresa", kept_after_the_session, who="csi"),
]

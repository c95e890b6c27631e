# SPDX-License-Identifier: EUPL-1.2
"""People who do not exist, with common names, so that nobody in particular is meant."""

import datetime
from dataclasses import dataclass

from .fiscalcode import fiscal_code

FAMILIES = """ROSSI FERRERO BIANCHI GALLO BRUNO COSTA GIORDANO MARTINI FONTANA CONTI BO RE FERRARIS ROSSO BARBERIS GIRAUDO
BOSIO CERUTTI GARIGLIO PELLEGRINO VIGLIONE BERTOLINO CERRATO FO OH AINA ESPOSITO RUSSO ROMANO COLOMBO RICCI MARINO GRECO
LOMBARDI MORETTI BARBIERI FABBRI CARUSO FERRARA GALLI FERRI SANTORO MARIANI RINALDI SERRA LEONE VITALE FRANCO BERNARDI
SACCÀ CARRÀ NICOLÒ LODÀ CÒ ZAGO IACOBUCCI QUAGLIA SCHIAVONE ABBÀ POPESCU HOXHA CHEN BENALI IONESCU MÜLLER GONÇALVES ŞTEFAN
GIOVANNINI PIEMONTESE NOVARA ASTI TORTONA SORDO MALATO SESSO CAPPA DATA PRESENTE FIRMATO""".split()
DOUBLE_FAMILIES = """D'AMICO|DE LUCA|ACTIS DATO|DELL'ACQUA|DALLA CHIESA|DI STEFANO|LO RUSSO|D'ANGELO|DE' MEDICI|DEL MASTRO|
LA ROSA|DE LA CRUZ|BIANCO MANGONE|CARLEVARIS ROSSI|DELLA VALLE|MAC DONALD|EL FASSI|ROSSI-FERRERO|DAL POZZO|LI CALZI|
D’ALESSANDRO|BARBERIS DI CASTELNUOVO""".replace("\n", "").split("|")
MEN = """MARIO LUCA GIOVANNI PAOLO CARLO ANDREA STEFANO FRANCESCO ROBERTO MASSIMO ALDO NICCOLÒ GIUSEPPE EDOARDO UGO ELIO IVO
LEO ANTONIO LUIGI PIETRO DOMENICO SALVATORE VINCENZO MICHELE MARCO ALESSANDRO DAVIDE GIÒ OSVALDO RENATO TEÒFILO IAN KEVIN
YOUSSEF WEI GHEORGHE ANDRÉ ROSARIO FELICE PIO PASQUALE""".split()
WOMEN = """MARIA LUCIA GIOVANNA PAOLA CARLA SILVIA STEFANIA FRANCESCA ELENA MARTINA ADA BEATRICE GIUSEPPINA CHIARA EVA ANNA
ROSA ANGELA TERESA CATERINA RITA FRANCA ASSUNTA IDA UMBERTA NOEMI ZOÈ AÏCHA LIU FATIMA IOANA MICHELLE ALÌDA PRUDENZA
SERENA ESTER LIA DIAMANTE VITTORIA""".split()
DOUBLE_MEN = "PIER GIORGIO|GIAN LUCA|GIOVANNI BATTISTA|CARLO ALBERTO|JEAN-PIERRE|MARIO ANTONIO|ANGELO MARIA|PIER LUIGI"
DOUBLE_WOMEN = (
    "ANNA MARIA|MARIA GRAZIA|MARIA VITTORIA ELISABETTA|ROSA ANNA|MARIE-CLAIRE|MARIA DE LOS ANGELES|LUISA M'HAMED"
)

# Municipalities, and countries for those born abroad, with the code that a fiscal code gives them.
TOWNS = [entry.rsplit(" ", 1) for entry in """TORINO L219|CUNEO D205|BRA B111|ALBA A124|ASTI A479|NOVARA F952|VERCELLI L750|
BIELLA A859|ALESSANDRIA A182|COLLEGNO C860|CHIERI C627|MILANO F205|ROMA H501|NAPOLI F839|GENOVA D969|PALERMO G273|BARI A662|
FIRENZE D612|BOLOGNA A944|VENEZIA L736|CATANIA C351|VERONA L781|MESSINA F158|PADOVA G224|TRIESTE L424|BRESCIA B157|
PARMA G337|MODENA F257|CAGLIARI B354|FOGGIA D643|SALERNO H703|FERRARA D548|SAVONA I480|IMPERIA E290|AOSTA A326|IVREA E379|
PINEROLO G674|MONCALIERI F335|RIVOLI H355|SALUZZO H727|FOSSANO D742|MONDOVÌ F351|SAVIGLIANO I470|NICHELINO F889|
SETTIMO TORINESE I703|CASALE MONFERRATO B885|ACQUI TERME A052|NOVI LIGURE F965|VERBANIA L746|CARMAGNOLA B791|CIRIÈ C722|
VENARIA REALE L727|L'AQUILA A345|FORLÌ D704|REGGIO DI CALABRIA H224|ROMANIA Z129|MAROCCO Z330|ALBANIA Z100|FRANCIA Z110|
GERMANIA Z112|CINA Z210|EGITTO Z336""".replace("\n", "").split("|")]  # fmt: skip
PROVINCES = {"TORINO": "TO", "CUNEO": "CN", "BRA": "CN", "ALBA": "CN", "ASTI": "AT", "NOVARA": "NO", "VERCELLI": "VC",
             "BIELLA": "BI", "ALESSANDRIA": "AL", "COLLEGNO": "TO", "CHIERI": "TO", "MILANO": "MI", "ROMA": "RM",
             "NAPOLI": "NA", "GENOVA": "GE", "PINEROLO": "TO", "MONCALIERI": "TO", "RIVOLI": "TO", "SALUZZO": "CN",
             "FOSSANO": "CN", "SAVIGLIANO": "CN", "NICHELINO": "TO", "CARMAGNOLA": "TO", "IVREA": "TO"}  # fmt: skip
STREETS = ["Via Roma", "Corso Francia", "Via Cavour", "Piazza Castello", "Via delle Rose", "Strada Statale 24", "Via XX Settembre",
           "Corso Vittorio Emanuele II", "Via Carlo Alberto", "Vicolo dell'Olmo"]  # fmt: skip
RESIDENCES = [("Torino", "10138"), ("Cuneo", "12100"), ("Bra", "12042"), ("Asti", "14100"), ("Novara", "28100"),
              ("Collegno", "10093"), ("Chieri", "10023"), ("Rivoli", "10098"), ("Mondovì", "12084"),
              ("Borgo San Dalmazzo", "12011")]  # fmt: skip


@dataclass(frozen=True)
class Person:
    family: str
    given: str
    sex: str
    birth: datetime.date
    town: str
    place: str
    code: str
    street: str
    city: str
    postcode: str
    phone: str

    @property
    def province(self):
        return PROVINCES.get(self.town, "EE" if self.place.startswith("Z") else "")


def day_between(random, first, last):
    return first + datetime.timedelta(days=random.randrange((last - first).days + 1))


def invented_person(random, youngest=2022, oldest=1930, kind="person"):
    sex = random.choice("MF")
    family = random.choice(FAMILIES if random.random() < 0.78 else DOUBLE_FAMILIES)
    simple, double = (MEN, DOUBLE_MEN) if sex == "M" else (WOMEN, DOUBLE_WOMEN)
    given = random.choice(simple if random.random() < 0.8 else double.split("|"))
    if kind == "doctor" and family in ("DATA", "SESSO", "PRESENTE", "MALATO", "FIRMATO"):
        family = "FERRERO"
    birth = day_between(random, datetime.date(oldest, 1, 1), datetime.date(youngest, 12, 31))
    town, place = random.choice(TOWNS)
    city, postcode = random.choice(RESIDENCES)
    omocodia = random.choice((1, 1, 2, 3, 7)) if random.random() < 0.04 else 0
    return Person(
        family, given, sex, birth, town, place, fiscal_code(family, given, sex, birth, place, omocodia),
        f"{random.choice(STREETS)} {random.randrange(1, 240)}", city, postcode,
        f"{random.choice(('011', '0171', '0141', '333', '347'))}{random.choice((' ', '/', '-'))}{random.randrange(2000000, 9999999)}",
    )  # fmt: skip

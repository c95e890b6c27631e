# SPDX-License-Identifier: EUPL-1.2

import pytest

from cards import lay_out
from house import House


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    """One daemon over TLS, with credentials, cards and the gateway."""
    house = House(tmp_path_factory.mktemp("house"))
    house.cards_made = lay_out(house)
    house.start()
    yield house
    house.stop()

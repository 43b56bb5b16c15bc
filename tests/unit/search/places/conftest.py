"""The gazetteer as it is shipped, and a short way to ask it."""

from collections.abc import Callable

import pytest

from services.search.language import words
from services.search.places import Gazetteer, Place

Ask = Callable[[str], Place | None]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="session")
def named(gazetteer: Gazetteer) -> Ask:
    return lambda said: gazetteer.named(words(said))

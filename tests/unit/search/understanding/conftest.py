"""A short way to have a query understood."""

from collections.abc import Callable

import pytest

from services.search.language import words
from services.search.places import Gazetteer
from services.search.understanding import Understood, understand

Read = Callable[..., Understood]


@pytest.fixture(scope="session")
def read() -> Read:
    """What a query says; names after it are switched off."""

    def reading(said: str, *without: str) -> Understood:
        return understand(words(said), Gazetteer.load(), without=without)

    return reading


def left(understood: Understood) -> str:
    """What is looked for."""
    return " ".join(understood.left)

"""The good world, for tests to break."""

import pytest

from tests.chaos.seen import Evidence
from tests.chaos.told import Told
from tests.unit.chaos.world import world


@pytest.fixture
def good() -> tuple[Told, Evidence]:
    """What was told and found in a world where nothing is wrong."""
    return world()

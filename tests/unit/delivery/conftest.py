"""The delivery service without servers."""

import pytest

from tests.unit.delivery.stand import Stand


@pytest.fixture
def stand() -> Stand:
    return Stand()

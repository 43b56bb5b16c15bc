"""What a query says of amounts."""

import pytest

from services.search.understanding import Quantity
from tests.unit.search.understanding.conftest import Read, left


@pytest.mark.parametrize(
    ("said", "value", "unit", "rest"),
    [
        ("1 kg peda", 1000, "g", "peda"),
        ("पेड़ा 1 किलो", 1000, "g", "पेड़ा"),
        ("आधा किलो घी", 500, "g", "घी"),
        ("500gm sattu", 500, "g", "sattu"),
        ("2 piece chair", 2, "piece", "chair"),
        ("ek darjan chudi", 12, "piece", "chudi"),
        ("एक दर्जन चूड़ी", 12, "piece", "चूड़ी"),
        ("do litre doodh", 2000, "ml", "doodh"),
    ],
)
def test_an_amount_with_a_unit_is_a_quantity(
    read: Read, said: str, value: float, unit: str, rest: str
):
    understood = read(said)
    assert understood.quantities == [Quantity(value=value, unit=unit)]
    assert left(understood) == rest


def test_an_amount_and_a_price_do_not_mix(read: Read):
    understood = read("500gm sattu 200 tak")
    assert understood.quantities == [Quantity(value=500, unit="g")]
    assert understood.max_price == 20_000
    assert left(understood) == "sattu"


@pytest.mark.parametrize("said", ["three piece suit", "one gram gold"])
def test_what_goods_are_called_is_no_quantity(read: Read, said: str):
    understood = read(said)
    assert understood.quantities == []
    assert left(understood) == said


def test_a_quantity_that_is_switched_off_is_looked_for(read: Read):
    understood = read("peda 1 kg", "quantity")
    assert understood.quantities == []
    assert left(understood) == "peda 1 kg"

"""Whether a query hints at goods or a service."""

import pytest

from services.search.understanding import Hint
from tests.unit.search.understanding.conftest import Read, left


@pytest.mark.parametrize(
    ("said", "strength", "rest"),
    [
        ("fridge repair karwana hai", 0.8, "fridge repair"),
        ("फ्रिज मरम्मत", 0.8, "फ्रिज मरम्मत"),
        ("nal mistri", 0.8, "nal mistri"),
        ("laundry service", 0.8, "laundry"),
        ("ghar pe aake baal katne wala", 0.8, "baal katne"),
        ("bal katwane hain", 0.5, "bal katwane"),
        ("बाल कटवाने हैं", 0.5, "बाल कटवाने"),
        ("nala saf karwana", 0.5, "nala saf"),
        ("घर साफ करवाना है", 0.5, "घर साफ"),
    ],
)
def test_verbs_of_work_hint_at_a_service(read: Read, said: str, strength: float, rest: str):
    understood = read(said)
    assert understood.kind == Hint(kind="service", strength=strength)
    assert left(understood) == rest


@pytest.mark.parametrize("said", ["buy clay pot", "clay pot kharidna hai", "clay pot mangwana hai"])
def test_verbs_of_buying_hint_at_goods(read: Read, said: str):
    understood = read(said)
    assert understood.kind == Hint(kind="goods", strength=0.5)
    assert left(understood) == "clay pot"


@pytest.mark.parametrize("said", ["peda", "plumber", "chudi wala", "खरना प्रसाद", "saree chahiye"])
def test_without_such_verbs_nothing_is_guessed(read: Read, said: str):
    assert read(said).kind is None


def test_a_hint_that_is_switched_off_leaves_the_same_words(read: Read):
    understood = read("fridge repair karwana hai", "kind")
    assert understood.kind is None
    assert left(understood) == "fridge repair"

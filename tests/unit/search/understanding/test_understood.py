"""Whole sentences, what is left of them, and what is told about it."""

import pytest

from contracts.message import builtins
from tests.unit.search.understanding.conftest import Read, left


def test_a_spoken_sentence_says_price_and_place(read: Read):
    understood = read("mujhe deoghar me 300 rupaye tak ka peda chahiye ghar pahunchana hai")
    assert left(understood) == "peda"
    assert understood.max_price == 30_000
    assert understood.place is not None
    assert understood.place.place.code == 324
    assert [part.name for part in understood.parts] == ["place", "max_price"]
    assert [part.said for part in understood.parts] == ["deoghar me", "300 rupaye tak ka"]


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        (
            "bhaiya mere ghar ke paas koi accha plumber bata do nal tapak raha hai",
            "plumber nal tapak",
        ),
        (
            "मुझे शादी के लिए लाल चूड़ी चाहिए पांच सौ रुपये से कम में",
            "शादी लाल चूड़ी",
        ),
        ("can you find a carpenter near deoghar please", "carpenter"),
        ("i want to buy a clay pot for 300 rupees", "clay pot"),
        ("shaadi ke liye banarasi saree do hazaar se kam varanasi se", "shaadi banarasi saree"),
        ("नमस्ते मुझे एक दर्जन दीये चाहिए", "दीये"),
        ("koi electrician milega kya madhupur mein", "electrician"),
    ],
)
def test_politeness_and_carrying_verbs_fall_away(read: Read, said: str, rest: str):
    assert left(read(said)) == rest


def test_words_that_are_left_keep_their_places(read: Read):
    understood = read("lal chudi 200 se kam shaadi ke liye")
    assert understood.left == ("lal", "chudi", "shaadi")
    assert understood.positions == (0, 1, 5)


@pytest.mark.parametrize("said", ["for the", "chahiye", "home service", "घर आकर"])
def test_a_query_that_says_nothing_else_is_looked_for_as_it_is(read: Read, said: str):
    assert left(read(said)) == said


def test_a_query_of_a_price_alone_has_nothing_to_look_for(read: Read):
    understood = read("under 500")
    assert understood.left == ()
    assert understood.max_price == 50_000


def test_nothing_says_nothing(read: Read):
    understood = read("")
    assert (understood.parts, understood.left) == ((), ())


def test_the_same_words_say_the_same_in_both_scripts(read: Read):
    hindi, latin = read("मधुपुर में 500 से कम साड़ी"), read("madhupur me 500 se kam saree")
    assert [(p.name, p.value, p.at) for p in hindi.parts] == [
        (p.name, p.value, p.at) for p in latin.parts
    ]


def test_what_was_understood_can_be_sent(read: Read):
    sent = builtins(read("peda 1 kg 200 se kam"))
    assert list(sent["parts"]) == [
        {
            "name": "quantity",
            "value": {"value": 1000.0, "unit": "g"},
            "said": "1 kg",
            "at": (1, 2),
        },
        {"name": "max_price", "value": 20_000, "said": "200 se kam", "at": (3, 4, 5)},
    ]


@pytest.mark.parametrize(
    "said",
    ["₹", "-", "🙂", "200 200 200", "se kam", "me me me", "x_01a2038a-76f6-7b0f-a0c3"],
)
def test_junk_is_read_without_harm(read: Read, said: str):
    understood = read(said)
    assert understood.place is None
    assert not understood.near_me

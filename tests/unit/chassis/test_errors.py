"""Refusals: their code, status, fate and words."""

import re
import string
import unicodedata

import pytest

from chassis.answers import (
    IdempotencyKeyInFlight,
    IdempotencyKeyMissing,
    IdempotencyKeyReused,
)
from chassis.errors import (
    AlreadyHandled,
    Changed,
    Clash,
    Conflict,
    Fate,
    Forbidden,
    IllegalMove,
    Invalid,
    Malformed,
    MethodNotAllowed,
    NotFound,
    NotYet,
    Refusal,
    TooLarge,
    TooMany,
    Unauthenticated,
    Unavailable,
    WrongMedia,
    fate_of,
)
from chassis.limits import TooManyRequests
from contracts.envelope import Undecodable
from contracts.values import Text
from services.orders.domain.refusals import OrderNotFound, ParcelHasLeft, PinNotServed
from services.payments.domain.refusals import ProviderAway, SignatureNotValid
from tests.unit.chassis.every_refusal import raised, refusals

STATUS = {
    Malformed: 400,
    IdempotencyKeyMissing: 400,
    SignatureNotValid: 400,
    Unauthenticated: 401,
    Forbidden: 403,
    NotFound: 404,
    OrderNotFound: 404,
    Conflict: 409,
    IllegalMove: 409,
    IdempotencyKeyInFlight: 409,
    MethodNotAllowed: 405,
    Changed: 412,
    WrongMedia: 415,
    IdempotencyKeyReused: 422,
    ParcelHasLeft: 409,
    TooLarge: 413,
    Invalid: 422,
    PinNotServed: 422,
    TooMany: 429,
    Unavailable: 503,
    ProviderAway: 503,
}
FATES = [
    (AlreadyHandled("evt_1"), Fate.ACK),
    (Undecodable("x"), Fate.PARK),
    (NotYet("x"), Fate.RETRY),
    (NotFound(), Fate.RETRY),
    (OrderNotFound(), Fate.RETRY),
    (Unavailable(), Fate.RETRY),
    (ProviderAway(), Fate.RETRY),
    (Malformed(), Fate.PARK),
    (Conflict(), Fate.PARK),
    (IllegalMove(), Fate.PARK),
    (Invalid(), Fate.PARK),
    (Forbidden(), Fate.PARK),
    (TypeError("x"), Fate.PARK),
    (Clash("x"), Fate.RETRY),
    (KeyError("x"), Fate.RETRY),
    (TimeoutError("x"), Fate.RETRY),
]
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")


def fields_of(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(("kind", "status"), STATUS.items())
def test_the_status_is_that_of_the_nearest_kind(kind: type[Refusal], status: int):
    assert kind().status == status


@pytest.mark.parametrize(("error", "fate"), FATES, ids=lambda value: type(value).__name__)
def test_the_fate_is_that_of_the_nearest_kind(error: Exception, fate: Fate):
    assert fate_of(error) is fate


@pytest.mark.parametrize(
    ("error", "most"),
    [(Unavailable(), 720), (NotYet(), 35), (NotFound(), 35), (KeyError("x"), 8)],
    ids=lambda value: type(value).__name__,
)
def test_patience_ends_after_so_many_attempts(error: Exception, most: int):
    assert [fate_of(error, n) for n in (1, most - 1, most)] == [Fate.RETRY, Fate.RETRY, Fate.PARK]


@pytest.mark.parametrize(
    ("refusal", "seconds"),
    [
        (Unavailable(), 2),
        (TooMany(), 2),
        (IdempotencyKeyInFlight(), 1),
        (TooManyRequests(seconds=7), 7),
        (Conflict(), 0),
        (Invalid(), 0),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_refusal_tells_whether_waiting_helps(refusal: Refusal, seconds: int):
    assert refusal.wait == seconds


def test_the_code_comes_from_the_name():
    assert NotFound().code == "not_found"
    assert PinNotServed().code == "pin_not_served"
    assert str(PinNotServed(pin="834009")) == "pin_not_served"


def test_a_sentence_names_the_values_in_both_languages():
    refusal = IllegalMove(field="status", now="placed", wanted="completed")
    assert refusal.detail("en") == "It is placed, it cannot become completed."
    assert refusal.detail("hi") == "“placed” से “completed” नहीं हो सकता।"


def test_a_value_that_looks_like_a_placeholder_is_only_a_value():
    refusal = PinNotServed(pin="{x.__class__}")
    assert refusal.detail("en") == "We do not deliver to PIN {x.__class__} yet."


@pytest.mark.parametrize("kind", refusals(), ids=lambda kind: kind.__name__)
def test_every_refusal_speaks_hindi_and_english(kind: type[Refusal]):
    text: Text = kind.text
    assert _DEVANAGARI.search(text.hi)
    assert text.en
    assert not _DEVANAGARI.search(text.en)
    assert unicodedata.is_normalized("NFC", text.hi)


def test_the_same_code_is_the_same_status_in_every_service():
    status: dict[str, set[int]] = {}
    for kind in refusals():
        status.setdefault(kind().code, set()).add(kind().status)
    assert {code: found for code, found in status.items() if len(found) > 1} == {}


def test_every_refusal_is_raised_with_the_values_that_its_words_need():
    texts = {kind.__name__: kind.text for kind in refusals()}
    short = [
        (where, name)
        for where, name, given in raised()
        if not fields_of(texts[name].hi) | fields_of(texts[name].en) <= given
    ]
    assert short == []

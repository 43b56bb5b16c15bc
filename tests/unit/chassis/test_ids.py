"""Ids: their bits, their order, and when they repeat."""

import time
import uuid

import pytest

from chassis.ids import derived_id, keyed_id, new_id

KEYED = "per_a82215fd-bffa-80c3-a5f0-a2001c5de470"


def test_an_id_is_its_prefix_and_a_version_7_uuid():
    prefix, _, rest = new_id("ord").partition("_")
    found = uuid.UUID(rest)
    assert (prefix, found.version, found.variant) == ("ord", 7, uuid.RFC_4122)


def test_its_first_48_bits_are_the_milliseconds(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(time, "time_ns", lambda: 1_760_419_800_250_999_999)
    assert uuid.UUID(new_id("ord")[4:]).int >> 80 == 1_760_419_800_250


def test_ids_of_later_milliseconds_sort_later(monkeypatch: pytest.MonkeyPatch):
    moments = iter(range(1_760_419_800_250_000_000, 1_760_419_801_250_000_000, 1_000_000))
    monkeypatch.setattr(time, "time_ns", lambda: next(moments))
    ids = [new_id("ord") for _ in range(1000)]
    assert ids == sorted(ids)


def test_ids_of_one_millisecond_differ(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(time, "time_ns", lambda: 1_760_419_800_250_000_000)
    assert len({new_id("ord") for _ in range(1000)}) == 1000


def test_a_derived_id_is_the_same_for_ever():
    assert derived_id("pay", "ord_1") == "pay_341fb35e-2c01-8788-9210-6af198a41b2e"
    found = uuid.UUID(derived_id("pay", "ord_1")[4:])
    assert (found.version, found.variant) == (8, uuid.RFC_4122)


@pytest.mark.parametrize("other", [("ord_2",), ("ord", "_1"), ("ord_1", ""), ()])
def test_other_parts_derive_another_id(other: tuple[str, ...]):
    assert derived_id("pay", *other) != derived_id("pay", "ord_1")


def test_parts_do_not_run_into_each_other():
    assert derived_id("x", "ab", "c") != derived_id("x", "a", "bc")


def test_a_keyed_id_is_found_by_nobody_without_the_key():
    key = "k" * 32
    assert keyed_id("per", key, "phone", "+919812345678") == KEYED
    assert keyed_id("per", "l" * 32, "phone", "+919812345678") != KEYED
    assert derived_id("per", "phone", "+919812345678") != KEYED
    assert uuid.UUID(KEYED[4:]).version == 8

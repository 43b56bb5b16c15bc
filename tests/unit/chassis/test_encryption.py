"""Sealed fields: what opens them, what does not, and what a change of keys does to them."""

import base64
import json
import logging
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from msgspec.structs import replace

from chassis.encryption import (
    FieldKeyNotKnown,
    FieldVault,
    Place,
    SealBroken,
    key_id_of,
)
from chassis.field_keys import read_field_keys
from chassis.settings import BadSettings

PLACE = Place(collection="payout_accounts", id="pac_1", field="number")
NUMBER = "31234567890123"
SEALED_IN_2025 = "enc:v1:old:AAECAwQFBgcICQoLxtiLv7Ijzp1_P6c5iKf78fZx7exMelzNs_5H1MTN"


def key(kid: str, byte: int = 1) -> dict[str, str]:
    k = base64.urlsafe_b64encode(bytes([byte]) * 32).rstrip(b"=").decode()
    return {"kty": "oct", "kid": kid, "k": k}


OLD, NEW = key("old", 1), key("new", 2)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / "fields.json", OLD)


def write(path: Path, *keys: Any) -> Path:
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(keys))
    return fresh.replace(path)


def vault(file: Path) -> FieldVault:
    return FieldVault(str(file))


def test_what_was_sealed_opens_at_its_place_and_shows_nothing(file: Path):
    sealed = vault(file).seal(NUMBER, PLACE)
    assert sealed.startswith("enc:v1:old:")
    assert NUMBER not in sealed
    assert NUMBER.encode() not in base64.urlsafe_b64decode(sealed.rpartition(":")[2] + "==")
    assert vault(file).open(sealed, PLACE) == NUMBER


def test_what_was_sealed_once_is_read_for_ever(file: Path):
    assert vault(file).open(SEALED_IN_2025, PLACE) == NUMBER


def test_the_same_value_is_never_sealed_to_the_same_text(file: Path):
    mine = vault(file)
    assert len({mine.seal(NUMBER, PLACE) for _ in range(50)}) == 50


@pytest.mark.parametrize("value", ["", "सुनीता देवी", "x" * 10_000])
def test_any_text_can_be_sealed(file: Path, value: str):
    mine = vault(file)
    assert mine.open(mine.seal(value, PLACE), PLACE) == value


@pytest.mark.parametrize("field", ["collection", "id", "field"])
def test_a_value_brought_from_another_place_does_not_open(file: Path, field: str):
    mine = vault(file)
    with pytest.raises(SealBroken) as broken:
        mine.open(mine.seal(NUMBER, PLACE), replace(PLACE, **{field: "other"}))
    assert NUMBER not in str(broken.value)


def test_parts_of_a_place_cannot_be_moved_into_each_other(file: Path):
    mine = vault(file)
    sealed = mine.seal(NUMBER, Place(collection="a", id='b", "c', field="d"))
    with pytest.raises(SealBroken):
        mine.open(sealed, Place(collection="a", id="b", field='c", "d'))


def test_every_changed_bit_is_found(file: Path):
    mine = vault(file)
    head, _, text = mine.seal(NUMBER, PLACE).rpartition(":")
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    for at in range(len(raw) * 8):
        changed = bytearray(raw)
        changed[at // 8] ^= 1 << at % 8
        with pytest.raises(SealBroken):
            mine.open(f"{head}:{base64.urlsafe_b64encode(changed).decode()}", PLACE)


@pytest.mark.parametrize(
    "sealed",
    [
        *(
            "",
            NUMBER,
            "enc:v1:",
            "enc:v1:old",
            "enc:v1:old:",
            "enc:v2:old:AAAA",
            "xenc:v1:old:AAAA",
        ),
        *("enc:v1:old:AAAA", "enc:v1:old:!!!!", "enc:v1:old:A", SEALED_IN_2025[:-3]),
    ],
)
def test_what_is_no_sealed_value_does_not_open(file: Path, sealed: str):
    with pytest.raises(SealBroken):
        vault(file).open(sealed, PLACE)


def test_the_name_of_another_key_does_not_open_it(file: Path):
    write(file, OLD, NEW)
    mine = vault(file)
    sealed = mine.seal(NUMBER, PLACE)
    with pytest.raises(SealBroken):
        mine.open(sealed.replace(":old:", ":new:"), PLACE)


def test_a_key_that_is_not_there_is_named(file: Path):
    sealed = vault(file).seal(NUMBER, PLACE)
    write(file, NEW)
    with pytest.raises(FieldKeyNotKnown, match=r"^old$"):
        vault(file).open(sealed, PLACE)


def test_the_first_key_seals_and_every_key_opens(file: Path):
    before = vault(file).seal(NUMBER, PLACE)
    write(file, NEW, OLD)
    mine = vault(file)
    after = mine.seal(NUMBER, PLACE)
    assert (key_id_of(before), key_id_of(after)) == ("old", "new")
    assert [mine.open(sealed, PLACE) for sealed in (before, after)] == [NUMBER, NUMBER]
    assert (mine.newest, mine.kids) == ("new", ["new", "old"])


def test_a_new_key_is_used_without_a_restart(file: Path):
    mine = vault(file)
    before = mine.seal(NUMBER, PLACE)
    write(file, NEW, OLD)
    assert key_id_of(mine.seal(NUMBER, PLACE)) == "new"
    assert mine.open(before, PLACE) == NUMBER


def test_readers_do_not_notice_that_keys_change(file: Path):
    mine, opened = vault(file), []
    sealed = mine.seal(NUMBER, PLACE)

    def read() -> None:
        opened.extend(mine.open(sealed, PLACE) for _ in range(300))

    readers = [Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for keys in [(NEW, OLD), (OLD, NEW), (OLD,)] * 10:
        write(file, *keys)
    for reader in readers:
        reader.join()
    assert opened == [NUMBER] * 1200


@pytest.mark.parametrize("broken", ["", "[]", '[{"kty": "oct"}]'])
def test_a_file_that_breaks_while_in_use_changes_nothing_and_is_told_once(
    file: Path, broken: str, caplog: pytest.LogCaptureFixture
):
    mine = vault(file)
    sealed = mine.seal(NUMBER, PLACE)
    file.write_text(broken + " ")
    with caplog.at_level(logging.ERROR):
        assert [mine.open(sealed, PLACE) for _ in range(3)] == [NUMBER] * 3
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("kept the field keys that were read before: HAAT_FIELD_")


def test_digests_of_the_same_value_are_the_same_and_of_others_not(file: Path):
    mine = vault(file)
    assert mine.digest(NUMBER, "account") == vault(file).digest(NUMBER, "account")
    others = [mine.digest(NUMBER, "phone"), mine.digest(NUMBER + "0", "account")]
    assert mine.digest(NUMBER, "account") not in others
    assert mine.digest("b", "a") != mine.digest("", 'a", "b')


def test_digests_cannot_be_made_without_the_key(file: Path):
    before = vault(file).digest(NUMBER, "account")
    write(file, key("old", 9))
    assert vault(file).digest(NUMBER, "account") != before


def test_a_digest_from_before_a_rotation_is_still_found(file: Path):
    before = vault(file).digest(NUMBER, "account")
    write(file, NEW, OLD)
    assert vault(file).digests(NUMBER, "account") == [vault(file).digest(NUMBER, "account"), before]


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ([], "expected at least one key, each of its own kid"),
        ([OLD, OLD], "expected at least one key, each of its own kid"),
        ([OLD | {"k": "c2hvcnQ"}], "old: expected 32 bytes"),
        ([OLD | {"k": "?" * 43}], "old: expected 32 bytes"),
        ([OLD | {"kid": "a:b"}], "ValidationError"),
        ([OLD | {"kty": "RSA"}], "ValidationError"),
    ],
)
def test_keys_that_cannot_be_used_stop_the_start_and_are_not_told(
    file: Path, keys: list[Any], why: str
):
    write(file, *keys)
    with pytest.raises(BadSettings) as bad:
        vault(file)
    assert str(bad.value) == f"HAAT_FIELD_KEYS_FILE: {why}"


def test_a_missing_file_stops_the_start(tmp_path: Path):
    with pytest.raises(BadSettings, match=r"^HAAT_FIELD_KEYS_FILE: FileNotFoundError$"):
        vault(tmp_path / "none.json")


def test_a_key_that_is_printed_shows_its_name_only(file: Path):
    assert repr(read_field_keys(file)) == "[FieldKey(kid='old')]"

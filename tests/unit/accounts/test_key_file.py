"""Signing keys rotate without a restart, and tokens of both keys hold meanwhile."""

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import jwt
import msgspec
import pytest

from chassis import people
from chassis.clock import SystemClock
from chassis.errors import Unauthenticated
from chassis.people import SignedTokens
from chassis.settings import BadSettings
from services.accounts.adapters.key_file import KeyFile
from services.accounts.adapters.keys import KeySigner, SigningKey, key_set
from services.accounts.settings import read_hash_keys
from tests.unit.accounts.conftest import signing_key

OLD, NEW = signing_key("old"), signing_key("new")


class Accounts:
    """Signs by a file, and publishes; other services fetch what is published."""

    def __init__(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._file, self.fetched = file, 0
        self.write(OLD)
        self._keys = KeyFile(str(file))
        self._signer = KeySigner(self._keys.keys, SystemClock())
        monkeypatch.setattr(jwt.PyJWKClient, "fetch_data", self._fetch(jwt.PyJWKClient.fetch_data))

    def _fetch(self, _: Any) -> Any:
        def fetch(client: Any) -> Any:
            self.fetched += 1
            client._last_successful_fetch = self.now
            published = json.loads(key_set(self._keys.keys()))
            client.jwk_set_cache.put(jwt.PyJWKSet.from_dict(published))
            return published

        return fetch

    now = 1_000.0

    def write(self, *keys: SigningKey) -> None:
        """As an operator does: a new file in place of the old."""
        fresh = self._file.with_suffix(".new")
        fresh.write_bytes(msgspec.json.encode(list(keys)))
        os.replace(fresh, self._file)

    def token(self) -> str:
        return self._signer.token("per_1", [], "hi", timedelta(minutes=15)).token


@pytest.fixture
def accounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Accounts:
    return Accounts(tmp_path / "signing.json", monkeypatch)


def kid(token: str) -> str:
    return str(jwt.get_unverified_header(token)["kid"])


def test_tokens_of_both_keys_hold_at_each_step_of_a_rotation(accounts: Accounts) -> None:
    service = SignedTokens("http://accounts.example/jwks")
    first = accounts.token()
    assert (kid(first), service.person(first).id) == ("old", "per_1")
    accounts.write(OLD, NEW)
    assert kid(accounts.token()) == "old"
    accounts.write(NEW, OLD)
    second = accounts.token()
    assert kid(second) == "new"
    fresh = SignedTokens("http://accounts.example/jwks")
    assert [fresh.person(token).id for token in (first, second)] == ["per_1", "per_1"]
    accounts.write(NEW)
    assert fresh.person(first).id == "per_1"  # until it looks again
    later = SignedTokens("http://accounts.example/jwks")
    assert later.person(second).id == "per_1"
    with pytest.raises(Unauthenticated):
        later.person(first)


def test_an_unknown_key_is_looked_for_once_and_then_not_for_ten_seconds(
    accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = [1_000.0]
    monkeypatch.setattr("jwt.jwks_client.time.monotonic", lambda: moment[0])
    service = SignedTokens("http://accounts.example/jwks")
    service.person(accounts.token())
    moment[0] += people.NEW_KEY_SECONDS
    accounts.write(NEW, OLD)
    assert service.person(accounts.token()).id == "per_1"
    assert accounts.fetched == 2
    accounts.now = moment[0]
    forged = jwt.encode({}, _private(), algorithm="EdDSA", headers={"kid": "forged"})
    for _ in range(20):
        with pytest.raises(Unauthenticated):
            service.person(forged)
    assert accounts.fetched == 2
    moment[0] += people.NEW_KEY_SECONDS
    with pytest.raises(Unauthenticated):
        service.person(forged)
    assert accounts.fetched == 3


def _private() -> Any:
    return jwt.PyJWK.from_dict(msgspec.to_builtins(signing_key("x")), algorithm="EdDSA").key


def test_a_file_that_cannot_be_read_leaves_the_keys_as_they_were(tmp_path: Path) -> None:
    file = tmp_path / "signing.json"
    file.write_bytes(msgspec.json.encode([OLD]))
    keys = KeyFile(str(file))
    file.write_text("half a fi")
    assert keys.keys() == [OLD]
    file.unlink()
    assert keys.keys() == [OLD]
    file.write_bytes(msgspec.json.encode([NEW, OLD]))
    assert keys.keys() == [NEW, OLD]


def test_without_any_key_it_does_not_start(tmp_path: Path) -> None:
    with pytest.raises(BadSettings):
        KeyFile(str(tmp_path / "none"))


def test_keys_of_hashes_are_read_from_the_settings_and_told_by_none() -> None:
    assert read_hash_keys(f"{'a' * 32}, {'b' * 40}") == ["a" * 32, "b" * 40]
    for wrong in ("", "short", f"{'a' * 32},short"):
        with pytest.raises(BadSettings) as bad:
            read_hash_keys(wrong)
        assert str(bad.value) == "HAAT_HASH_KEYS: expected keys of 32 characters or more"

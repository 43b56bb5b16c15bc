"""`haat asyncapi` keeps what is new, and refuses what would break or rewrite the past."""

import argparse
import hashlib
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from deploy.local.commands import asyncapi
from deploy.local.kept_events import DIGESTS, PAYLOADS, SCHEMAS, changes, digests, keep, unkept
from deploy.local.settings import ROOT, Settings, load_settings

PLACED = "order.placed.1.json"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of all that is kept."""
    for folder in (PAYLOADS, SCHEMAS):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "docs").mkdir()
    return tmp_path


@pytest.fixture
def settings(root: Path) -> Settings:
    return replace(load_settings({"HAAT_ENV_FILE": os.devnull}), root=root)


def relied_on(root: Path, **fields: object) -> None:
    """As if `order.expired` had been kept with these fields as well."""
    path = root / SCHEMAS / "order.expired.1.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    schema["$defs"]["OrderExpired"]["properties"] |= fields
    path.write_text(json.dumps(schema), encoding="utf-8")


def test_what_is_kept_is_the_present(root: Path):
    assert (changes(root), unkept(root)) == ([], [])


def test_a_broken_type_is_told_and_nothing_is_written(
    root: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
):
    relied_on(root, reason={"type": "string"})
    before = (root / SCHEMAS / "order.expired.1.json").read_bytes()
    assert asyncapi.run(settings, argparse.Namespace()) == 1
    assert capsys.readouterr().err == "order.expired: reason: field removed or renamed\n"
    assert (root / SCHEMAS / "order.expired.1.json").read_bytes() == before
    assert list((root / "docs").iterdir()) == []


def test_a_removed_event_is_told(root: Path):
    shutil.copy(root / SCHEMAS / PLACED, root / SCHEMAS / "order.forgotten.1.json")
    assert changes(root) == ["order.forgotten: data: event removed"]


def test_a_compatible_type_is_kept(
    root: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
):
    path = root / SCHEMAS / PLACED
    kept = path.read_bytes()
    schema = json.loads(kept)
    del schema["$defs"]["Address"]["properties"]["landmark"]
    path.write_text(json.dumps(schema), encoding="utf-8")
    assert unkept(root) == ["order.placed: has a new schema"]
    assert asyncapi.run(settings, argparse.Namespace()) == 0
    assert capsys.readouterr().out == "kept: order.placed: has a new schema\n"
    assert path.read_bytes() == kept
    for name in (asyncapi.FILE, asyncapi.PAGE):
        assert (root / name).read_bytes() == (ROOT / name).read_bytes()


def test_an_edited_payload_is_told_and_never_listed_anew(root: Path):
    listed = digests(root)
    path = root / PAYLOADS / PLACED
    path.write_bytes(path.read_bytes() + b"\n")
    told = [f"{PLACED}: payload edited; it stays as it is, a new one goes beside it"]
    assert changes(root) == told
    keep(root)
    assert (changes(root), digests(root)) == (told, listed)


def test_a_removed_payload_is_told(root: Path):
    (root / PAYLOADS / PLACED).unlink()
    assert changes(root) == [f"{PLACED}: payload removed; it stays for ever"]


def test_a_new_payload_is_listed_beside_the_others(root: Path):
    listed, new = digests(root), "order.placed.1.gift_note.json"
    shutil.copy(root / PAYLOADS / PLACED, root / PAYLOADS / new)
    assert unkept(root) == [f"{new}: has no digest yet"]
    keep(root)
    digest = hashlib.sha256((root / PAYLOADS / new).read_bytes()).hexdigest()
    assert digests(root) == listed | {new: digest}
    assert f"{digest}  {new}\n" in (root / PAYLOADS / DIGESTS).read_text(encoding="utf-8")

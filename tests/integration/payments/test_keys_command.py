"""`haat keys` on a real database: from a new key to an old one that may go."""

import argparse
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pymongo.database import Database

from chassis.field_keys import read_field_keys
from deploy.local.commands import keys
from deploy.local.settings import load_settings
from tests.integration.payments.test_payout_accounts import Counter
from tests.unit.payments.desk import NEW_KEY, OWNER, registered, write_keys


@pytest.fixture
def counter(tmp_path: Path, database: Database[dict[str, Any]]) -> Counter:
    """Three accounts under the old key."""
    made = Counter(tmp_path, database)
    for n in range(3):
        made.hear(registered(f"sel_{n}"), id=f"evt_{n}")
        made.enter(f"pac_{n}", seller=f"sel_{n}")
    return made


@pytest.fixture
def haat(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The command on that database; exit code of a task."""
    settings = load_settings(
        {"HAAT_VAR": str(counter.keys.parent), "HAAT_FIELD_KEYS_FILE": str(counter.keys)},
        root=counter.keys.parent,
    )
    payments = SimpleNamespace(database=counter.database, vault=counter.vault, handle=counter.do)
    monkeypatch.setattr(keys, "_payments", lambda _: payments)
    parser = argparse.ArgumentParser()
    keys.arguments(parser)
    return lambda task: keys.run(settings, parser.parse_args([task]))


def test_a_new_key_takes_over_and_the_old_one_may_go(
    counter: Counter, haat: Any, capsys: pytest.CaptureFixture[str]
):
    assert haat("fields") == 0
    assert capsys.readouterr().out == "old: seals and opens, 3 values\n"
    assert haat("new-field-key") == 0
    new, old = (key.kid for key in read_field_keys(counter.keys))
    assert counter.keys.stat().st_mode & 0o777 == 0o600
    assert capsys.readouterr().out == f"{new} seals from now on; next: haat keys rotate-fields\n"
    assert haat("fields") == 0
    lines = [f"{new}: seals and opens, 0 values", f"{old}: opens, 3 values"]
    assert capsys.readouterr().out.splitlines() == lines
    assert haat("rotate-fields") == 0
    lines = [
        "sealed anew: 3",
        f"{new}: seals and opens, 3 values",
        f"{old}: opens, 0 values; may leave the file",
    ]
    assert capsys.readouterr().out.splitlines() == lines
    assert haat("rotate-fields") == 0
    assert capsys.readouterr().out.splitlines() == ["sealed anew: 0", *lines[1:]]
    assert counter.shown(OWNER, "pac_2").holder == "मनोज महली"


def test_values_under_a_key_that_is_gone_are_told(
    counter: Counter, haat: Any, capsys: pytest.CaptureFixture[str]
):
    write_keys(counter.keys, NEW_KEY)
    assert haat("rotate-fields") == 1
    told = capsys.readouterr()
    assert told.out.splitlines() == ["sealed anew: 0", "new: seals and opens, 0 values"]
    assert told.err == "haat: 3 values are sealed under keys that are not in the file\n"

"""The audit trail in a real database: nobody forks it, and the command finds tampering."""

import argparse
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pymongo
import pytest
from pymongo.database import Database

from chassis.clock import SystemClock
from services.accounts.adapters.seals import KeySeals
from services.accounts.adapters.trail import MongoTrail
from services.accounts.domain.trail import breaks
from services.accounts.entrypoints import audit_command
from tests.unit.accounts.conftest import signing_key
from tests.unit.accounts.trail_kit import NOON, action

Documents = Database[dict[str, Any]]


def test_two_processes_at_once_make_one_chain(database: Documents, trail: MongoTrail):
    other = MongoTrail(database, SystemClock())
    both = [(one, action(number)) for number in range(1, 61) for one in (trail, other)]
    with ThreadPoolExecutor(8) as crew:
        news = list(crew.map(lambda pair: pair[0].append(pair[1]), both))
    assert sum(news) == 60
    kept = list(trail.records(0))
    assert [one["_id"] for one in kept] == list(range(1, 61))
    assert {one["record_id"] for one in kept} == {action(n).record_id for n in range(1, 61)}
    assert list(breaks(kept, {})) == []


def test_records_that_wait_are_written_together(database: Documents, mongo_url: str):
    asked = Inserts()
    with pymongo.MongoClient[dict[str, Any]](
        mongo_url, tz_aware=True, event_listeners=[asked]
    ) as client:
        trail = MongoTrail(client[database.name], SystemClock())
        trail.prepare()
        with trail._lock, ThreadPoolExecutor(20) as crew:
            coming = [crew.submit(trail.append, action(number)) for number in range(1, 21)]
            end = time.monotonic() + 20
            while len(trail._waiting) < 20:
                assert time.monotonic() < end
                time.sleep(0.01)
            trail._lock.release()
            assert all(one.result(30) for one in coming)
            trail._lock.acquire()
    assert asked.sizes == [20]


class Inserts(pymongo.monitoring.CommandListener):
    """Remembers how many documents each insert brought."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def started(self, event: Any) -> None:
        if event.command_name == "insert":
            self.sizes.append(len(event.command["documents"]))

    def succeeded(self, event: Any) -> None:
        """Not of interest."""

    def failed(self, event: Any) -> None:
        """Not of interest."""


def audit(database: Documents, mongo_url: str, folder: Path, *words: str) -> int:
    """The command, on this test's database."""
    parser = argparse.ArgumentParser()
    audit_command.arguments(parser)
    environment = {
        "HAAT_MONGO_URL": mongo_url,
        "HAAT_SIGNING_KEYS_FILE": str(folder / "keys.json"),
    }
    return audit_command.run(environment, parser.parse_args(words))


@pytest.fixture
def sealed(
    database: Documents,
    trail: MongoTrail,
    thirty: None,
    tmp_path: Path,
    mongo_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> MongoTrail:
    """A checkpoint over all thirty; the command looks at this test's database."""
    key = signing_key("now")
    (tmp_path / "keys.json").write_bytes(msgspec.json.encode([key]))
    trail.keep(KeySeals(lambda: [key]).checkpoint(trail.head(), NOON))
    monkeypatch.setattr(audit_command, "trail_of", lambda accounts: database)
    return trail


TAMPERED: dict[str, Any] = {
    "record 7: altered": lambda t: t.update_one({"_id": 7}, {"$set": {"actor_id": "per_x"}}),
    "record 8: altered": lambda t: t.update_one({"_id": 8}, {"$push": {"areas": "state:1"}}),
    "record 9: missing": lambda t: t.delete_one({"_id": 9}),
    "records 28 to 30: cut": lambda t: t.delete_many({"_id": {"$gt": 27}}),
    "record 0: inserted": lambda t: t.insert_one(t.find_one({"_id": 3}) | {"_id": -1} | FRESH),
}
FRESH = {"record_id": "aud_x"}


@pytest.mark.parametrize("what", TAMPERED)
def test_the_command_finds_what_was_tampered_with(
    what: str,
    database: Documents,
    sealed: MongoTrail,
    mongo_url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
):
    assert audit(database, mongo_url, tmp_path, "verify") == 0
    head = sealed.head().hash
    assert capsys.readouterr().out == (
        f"30 records, 1 checkpoints, head {head}\nthe trail is whole\n"
    )
    TAMPERED[what](database["trail"])
    assert audit(database, mongo_url, tmp_path, "verify") == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:] == [what, "THE TRAIL IS BROKEN"]


def test_what_was_cut_off_with_its_checkpoint_is_found_by_the_log(
    database: Documents,
    sealed: MongoTrail,
    mongo_url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
):
    log = tmp_path / "accounts.log"
    log.write_text(msgspec.json.encode(sealed.checkpoints()[0]).decode() + "\n")
    database["trail"].delete_many({"_id": {"$gt": 27}})
    database["trail_checkpoints"].delete_many({})
    assert audit(database, mongo_url, tmp_path, "verify") == 0
    assert audit(database, mongo_url, tmp_path, "verify", "--log", str(log)) == 1
    assert "records 28 to 30: cut" in capsys.readouterr().out


def test_the_command_shows_and_exports(
    database: Documents,
    sealed: MongoTrail,
    mongo_url: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
):
    words = ("--actor", "per_1", "--limit", "2")
    assert audit(database, mongo_url, tmp_path, "show", *words) == 0
    shown = [msgspec.json.decode(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["number"] for record in shown] == [28, 25]
    assert audit(database, mongo_url, tmp_path, "export", "--who", "asha", *words) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Haat audit trail,taken by asha,")
    assert [line.partition(",")[0] for line in lines[1:]] == ["number", "28", "25", "next"]

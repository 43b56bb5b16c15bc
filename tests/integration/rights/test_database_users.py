"""Database users on a real server that asks for passwords: each in its own database, no further."""

import contextlib
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pymongo
import pytest
from pymongo.errors import OperationFailure

from deploy.local.settings import ROOT
from deploy.rights.__main__ import main
from deploy.rights.database import TRAIL, users
from services.accounts.adapters.trail import CHECKPOINTS, RECORDS

SERVER = ROOT / "var" / "tools" / "venv" / "bin" / "secantusd-rs"
SECONDS = 60
UNAUTHORIZED = 13
Client = pymongo.MongoClient[dict[str, Any]]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def server(folder: Path, *flags: str) -> Iterator[int]:
    """A document store of this test's own."""
    port = free_port()
    command = [str(SERVER), "--host", "127.0.0.1", "--port", str(port), "--cache-size", "64M"]
    log = (folder / "log").open("w")
    process = subprocess.Popen(
        [*command, "--storage-path", str(folder / "data"), *flags], stdout=log, stderr=log
    )
    try:
        end = time.monotonic() + SECONDS
        while "listening" not in (folder / "log").read_text() and time.monotonic() < end:
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(SECONDS)
        log.close()


def address(port: int, user: str, password: str) -> str:
    where = f"127.0.0.1:{port}/?directConnection=true&authSource=admin"
    return f"mongodb://{user}:{password}@{where}"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A server with an administrator, that asks everybody who they are; rights are granted."""
    folder = tmp_path_factory.mktemp("guarded")
    with server(folder) as port, connected(f"mongodb://127.0.0.1:{port}/") as client:
        client["admin"].command("createUser", "root", pwd="root-pass", roles=["root"])
    with server(folder, "--auth") as port:
        given = {f"HAAT_DATABASE_{u.upper()}": address(port, u, f"{u}-pass") for u in users()}
        admin = {"HAAT_MONGO_ADMIN_URL": address(port, "root", "root-pass")}
        assert main(given | admin) == 0
        assert main(given | admin) == 0  # safe to repeat
        yield port


@contextlib.contextmanager
def connected(url: str) -> Iterator[Client]:
    with pymongo.MongoClient(url, serverSelectionTimeoutMS=5_000) as client:
        yield client


@pytest.fixture
def as_user(guarded: int) -> Iterator[Callable[[str], Client]]:
    with contextlib.ExitStack() as stack:
        yield lambda user: stack.enter_context(connected(address(guarded, user, f"{user}-pass")))


def refused(act: Callable[[], object]) -> bool:
    try:
        act()
    except OperationFailure as failure:
        return failure.code == UNAUTHORIZED
    return False


def test_nobody_gets_in_without_a_password(guarded: int):
    with connected(f"mongodb://127.0.0.1:{guarded}/?directConnection=true") as stranger:
        assert refused(lambda: stranger["haat_orders"]["orders"].find_one())


def test_a_service_works_in_its_own_database(as_user: Callable[[str], Client]):
    orders = as_user("orders")["haat_orders"]["orders"]
    orders.create_index([("status", 1)])
    orders.insert_one({"_id": "ord_1", "status": "placed"})
    orders.update_one({"_id": "ord_1"}, {"$set": {"status": "confirmed"}})
    assert orders.find_one() == {"_id": "ord_1", "status": "confirmed"}
    assert orders.delete_one({"_id": "ord_1"}).deleted_count == 1


def test_a_service_sees_and_changes_nothing_of_another(as_user: Callable[[str], Client]):
    foreign = as_user("orders")["haat_payments"]["payments"]
    assert refused(foreign.find_one)
    assert refused(lambda: foreign.insert_one({}))
    assert refused(lambda: foreign.update_one({}, {"$set": {"a": 1}}))
    assert refused(lambda: foreign.drop())


def test_a_service_makes_no_users(as_user: Callable[[str], Client]):
    admin = as_user("orders")["admin"]
    assert refused(lambda: admin.command("createUser", "mallory", pwd="x", roles=["root"]))
    assert refused(lambda: admin.command("grantRolesToUser", "orders", roles=["root"]))


@pytest.mark.parametrize("collection", [RECORDS, CHECKPOINTS])
def test_the_audit_trail_grows_and_never_changes(as_user: Callable[[str], Client], collection: str):
    trail = as_user("accounts")[TRAIL][collection]
    trail.create_index([("record_id", 1)], unique=True)
    trail.insert_one({"_id": 1, "record_id": "aud_1"})
    assert refused(lambda: trail.update_one({"_id": 1}, {"$set": {"record_id": "x"}}))
    assert refused(lambda: trail.replace_one({"_id": 1}, {}))
    assert refused(lambda: trail.find_one_and_update({"_id": 1}, {"$set": {"record_id": "x"}}))
    assert refused(lambda: trail.delete_one({"_id": 1}))
    assert refused(trail.drop)
    assert refused(lambda: trail.database.client.drop_database(TRAIL))
    assert refused(lambda: trail.rename("elsewhere"))
    assert trail.find_one() == {"_id": 1, "record_id": "aud_1"}


def test_accounts_works_in_its_own_database(as_user: Callable[[str], Client]):
    logins = as_user("accounts")["haat_accounts"]["logins"]
    logins.insert_one({"_id": "log_1", "tries": 0})
    logins.update_one({"_id": "log_1"}, {"$inc": {"tries": 1}})
    assert logins.find_one_and_delete({"_id": "log_1"}) == {"_id": "log_1", "tries": 1}


def test_the_auditor_reads_the_trail_and_nothing_else(as_user: Callable[[str], Client]):
    client = as_user("auditor")
    client[TRAIL][RECORDS].find_one()
    assert refused(lambda: client[TRAIL][RECORDS].insert_one({"_id": 2}))
    assert refused(client["haat_accounts"]["accounts"].find_one)

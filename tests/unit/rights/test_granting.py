"""The command that grants rights: what it wants to be told."""

from pathlib import Path

import pymongo
import pytest

from deploy.rights.__main__ import _passwords, main
from deploy.rights.database import ROLES, TRAIL, users
from deploy.rights.doors import NAMES
from services.accounts.adapters.trail import trail_of


def test_without_any_server_there_is_nothing_to_do(capsys: pytest.CaptureFixture[str]):
    assert main({}) == 2
    assert capsys.readouterr().err == (
        "deploy.rights: HAAT_RABBITMQ_ADMIN_URL, HAAT_MONGO_ADMIN_URL: both missing\n"
    )


def test_a_password_is_taken_from_the_user_s_own_address_or_its_file(tmp_path: Path):
    (file := tmp_path / "broker-orders").write_text("amqp://orders:a%2Fb@rabbitmq/haat\n")
    given = {
        "HAAT_BROKER_ORDERS_FILE": str(file),
        "HAAT_BROKER_DELIVERY_ADMIN": "http://delivery-admin:c@rabbitmq:15672",
    }
    assert _passwords("HAAT_BROKER_", ["orders", "delivery-admin", "search"], given) == {
        "orders": "a/b",
        "delivery-admin": "c",
    }


@pytest.mark.parametrize(
    "address", ["amqp://payments:x@b/haat", "amqp://orders@b/haat", "nonsense"]
)
def test_an_address_of_somebody_else_is_refused(address: str, capsys: pytest.CaptureFixture[str]):
    told = {"HAAT_MONGO_ADMIN_URL": "mongodb://127.0.0.1:9", "HAAT_DATABASE_ORDERS": address}
    assert main(told) == 2
    assert capsys.readouterr().err == (
        "deploy.rights: HAAT_DATABASE_ORDERS: must name the user orders and a password\n"
    )


def test_every_service_works_in_its_own_database_alone():
    found = users()
    assert found["orders"] == [{"role": "readWrite", "db": "haat_orders"}]
    assert found["payments"] == [{"role": "readWrite", "db": "haat_payments"}]
    assert set(found) == {*NAMES, "auditor"}


def test_accounts_can_add_to_the_audit_trail_and_the_auditor_can_read_it():
    found = users()
    assert found["accounts"] == [
        {"role": "readWrite", "db": "haat_accounts"},
        {"role": "recorder", "db": "haat_accounts_trail"},
    ]
    assert found["auditor"] == [{"role": "read", "db": "haat_accounts_trail"}]
    [recorder] = ROLES
    assert recorder.privileges() == [
        {
            "resource": {"db": "haat_accounts_trail", "collection": ""},
            "actions": ["find", "insert", "createCollection", "createIndex", "listIndexes"],
        }
    ]


def test_the_trail_is_where_accounts_keeps_it():
    client = pymongo.MongoClient("mongodb://127.0.0.1:9", connect=False)
    assert trail_of(client["haat_accounts"]).name == TRAIL
    client.close()

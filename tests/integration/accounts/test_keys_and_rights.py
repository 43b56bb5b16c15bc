"""API keys, consents and erasure over HTTP, with the orders service asked over the broker."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
import requests

from chassis.mongo import MongoStore
from chassis.store import Document
from services.accounts.domain.erasure import Erasure
from services.accounts.queries import rights as rights
from services.accounts.tables import ERASURES
from services.orders import queries as orders_queries
from services.orders.tables import ORDERS
from tests.integration.accounts.live import Live, number
from tests.integration.local.local_process import free_port, running, until
from tests.servers import settings_of

PIN = "271828"
NOW = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def admin(accounts: Live) -> str:
    """A token of an admin who has taken the second step."""
    token = accounts.log_in(accounts.admin)["token"]
    accounts.ask("PUT", "/v1/me/pin", {"pin": PIN}, token=token)
    sure = accounts.post("/v1/step-ups", {"pin": PIN}, token=token)
    assert sure.status_code == 201, sure.text
    return str(sure.json()["token"])


@pytest.fixture
def machine(accounts: Live, admin: str) -> str:
    """The address of a machine's keys."""
    body = {"name": "Depot", "role": "partner", "area": "district:324"}
    made = accounts.post("/v1/machines", body, token=admin)
    assert made.status_code == 201, made.text
    return f"/v1/machines/{made.json()['machine_id']}/keys"


def token_for(accounts: Live, api_key: str) -> requests.Response:
    return accounts.post("/v1/machine-tokens", {"api_key": api_key})


def test_a_key_is_made_used_rotated_and_revoked(accounts: Live, admin: str, machine: str) -> None:
    body = {"name": "van", "scopes": ["shipment.read", "api_key.make", "api_key.read"]}
    first, again = (accounts.post(machine, body, token=admin, key="make-a-key") for _ in range(2))
    assert first.json() == again.json()
    key = first.json()
    assert key["api_key"].startswith(f"{key['prefix']}_")
    token = token_for(accounts, key["api_key"]).json()["token"]
    claims = jwt.decode(token, options={"verify_signature": False})
    assert claims["haat"]["scopes"] == body["scopes"]
    path = f"{machine}/{key['key_id']}"
    rotated = accounts.post(f"{path}/rotation", {"overlap_hours": 1}, token=token, key="rotate-it")
    assert rotated.status_code == 201, rotated.text
    assert token_for(accounts, rotated.json()["api_key"]).status_code == 201
    page = accounts.ask("GET", machine, token=token).json()
    assert {one["key_id"] for one in page["items"]} == {key["key_id"], rotated.json()["key_id"]}
    assert all("api_key" not in one for one in page["items"])
    refused = accounts.ask("DELETE", path, token=token)
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    assert accounts.ask("DELETE", path, token=admin).json()["revoked_at"] is not None
    gone = token_for(accounts, key["api_key"])
    assert (gone.status_code, gone.json()["code"]) == (401, "api_key_not_proved")


def test_a_key_that_may_only_read_makes_no_key(accounts: Live, admin: str, machine: str) -> None:
    body = {"name": "van", "scopes": ["shipment.read"]}
    key = accounts.post(machine, body, token=admin).json()["api_key"]
    token = token_for(accounts, key).json()["token"]
    for asked in ({"name": "more"}, {"name": "more", "scopes": ["shipment.report"]}):
        refused = accounts.post(machine, asked, token=token)
        assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")


def test_another_machine_neither_sees_nor_makes_keys(
    accounts: Live, admin: str, machine: str
) -> None:
    body = {"name": "Other", "role": "partner", "area": "district:324"}
    other = accounts.post("/v1/machines", body, token=admin).json()["machine_id"]
    made = accounts.post(f"/v1/machines/{other}/keys", {"name": "van"}, token=admin)
    token = token_for(accounts, made.json()["api_key"]).json()["token"]
    assert accounts.ask("GET", machine, token=token).status_code == 403
    assert accounts.post(machine, {"name": "mine"}, token=token).status_code == 403


def test_an_admin_without_the_second_step_makes_no_key(
    accounts: Live, admin: str, machine: str
) -> None:
    token = accounts.log_in(accounts.admin)["token"]
    refused = accounts.post(machine, {"name": "van"}, token=token)
    assert (refused.status_code, refused.json()["code"]) == (403, "second_step_needed")


def test_a_yes_is_given_seen_and_taken_back(accounts: Live) -> None:
    token = accounts.log_in(number())["token"]
    notice = accounts.ask("GET", "/v1/notices/privacy").json()
    body = {"notice": "privacy", "version": notice["version"], "purposes": ["marketing"]}
    given = accounts.post("/v1/me/consents", body, token=token)
    assert (given.status_code, given.json()["purposes"]) == (201, ["marketing"])
    seen = accounts.ask("GET", "/v1/me/consents", token=token).json()
    assert [one["notice_hash"] for one in seen["items"]] == [notice["hash"]]
    left = accounts.ask("DELETE", "/v1/me/consents/marketing", token=token)
    assert (left.status_code, left.json()["purposes"]) == (200, [])


def test_what_is_kept_is_told(accounts: Live) -> None:
    phone = number()
    token = accounts.log_in(phone)["token"]
    data = accounts.ask("GET", "/v1/me/data", token=token).json()
    assert (data["person"]["phone"], data["sessions"], data["consents"]["items"]) == (phone, 1, [])
    assert {row["service"] for row in data["kept"]} >= {"accounts", "orders", "notify", "payments"}


@pytest.fixture(scope="module")
def orders(accounts: Live) -> Iterator[None]:
    """The orders service, which is asked before somebody is forgotten."""
    port = free_port()
    environment = {key: value for key, value in accounts.environment.items() if "HAAT_" not in key}
    environment |= settings_of("orders") | {
        "HAAT_HTTP_PORT": str(port),
        "HAAT_JWKS_URL": accounts.environment["HAAT_JWKS_URL"],
        "HAAT_LOG_LEVEL": "WARNING",
    }
    with running([sys.executable, "-m", "services", "orders"], port, environment=environment):
        ready = f"http://127.0.0.1:{port}/readyz"
        until(lambda: requests.get(ready, timeout=10).status_code == 200, "orders is ready")
        yield


def test_erasure_is_asked_for_seen_and_taken_back(accounts: Live, orders: None) -> None:
    token = accounts.log_in(number())["token"]
    asked = accounts.post("/v1/me/erasure", {"reason": "moving"}, token=token)
    assert (asked.status_code, asked.json()["status"]) == (202, "asked")
    due = datetime.fromisoformat(asked.json()["due_at"])
    assert abs(due - datetime.now(UTC) - timedelta(hours=48)) < timedelta(minutes=1)
    assert {row["service"] for row in asked.json()["kept"]} >= {"orders", "payments"}
    assert accounts.ask("GET", "/v1/me/erasure", token=token).json()["status"] == "asked"
    back = accounts.ask("DELETE", "/v1/me/erasure", token=token)
    assert (back.status_code, back.json()["status"], back.json()["due_at"]) == (
        200,
        "taken_back",
        None,
    )


def test_orders_under_way_are_counted(database: Any) -> None:
    MongoStore(database, ORDERS).prepare()
    for number_, (status, ended, reader) in enumerate(
        (
            ("placed", None, "per_1"),
            ("confirmed", None, "per_1"),
            ("completed", NOW - timedelta(days=6), "per_1"),
            ("completed", NOW - timedelta(days=8), "per_1"),
            ("cancelled", NOW, "per_1"),
            ("placed", None, "per_2"),
        )
    ):
        order = {"_id": f"ord_{number_}", "status": status, "ended_at": ended}
        database["orders"].insert_one(order | {"readers": ["per_seller", reader]})
    assert orders_queries.under_way(database, "per_1", NOW) == 3
    assert orders_queries.under_way(database, "per_seller", NOW) == 4
    assert orders_queries.under_way(database, "per_3", NOW) == 0
    assert len(orders_queries.orders_of(database, "per_1")) == 5


def test_due_erasures_are_found(database: Any) -> None:
    MongoStore(database, ERASURES).prepare()
    kept: list[Document] = [
        {"_id": "per_due", "status": "asked", "due_at": NOW},
        {"_id": "per_later", "status": "asked", "due_at": NOW + timedelta(seconds=1)},
        {"_id": "per_back", "status": "taken_back", "due_at": None},
        {"_id": "per_half", "status": "erasing", "due_at": NOW - timedelta(days=1)},
        {"_id": "per_done", "status": "done", "due_at": NOW - timedelta(days=1)},
    ]
    database["erasures"].insert_many(kept)
    assert rights.due_erasures(database, NOW) == ["per_half", "per_due"]
    assert rights.erasure_of(database, "per_due").status == "asked"
    assert rights.erasure_of(database, "per_x").status == Erasure.of("per_x").status

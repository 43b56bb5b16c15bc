"""Staff edit meanings in one process; another understands them within seconds, unasked."""

import os
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from pymongo.database import Database

from chassis.ids import new_id
from chassis.mongo import connect
from services.search.domain.searched import kept_id, query_key
from tests.integration.local.local_process import free_port, running
from tests.policy.bench import environment
from tests.servers import settings_of

Documents = Database[dict[str, Any]]
SECONDS = 60
TERMS: list[dict[str, Any]] = [
    {"text": "टिकुलाबारी", "language": "hi", "script": "Deva"},
    {"text": "tikulabari", "language": "hi", "script": "Latn", "weight": 0.9},
]
MEANING: dict[str, Any] = {
    "slug": "tikulabari",
    "kind": "thing",
    "terms": TERMS,
    "categories": ["jewellery"],
}


class Desk:
    """One process of search, by its doors for staff."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> requests.Response:
        told = {"Authorization": "Bearer any", "Accept-Language": "en"} | headers
        return requests.request(method, self.url + path, json=body, headers=told, timeout=20)

    def hints(self) -> list[str]:
        """What the report takes a query for that found nothing."""
        report = self.ask("GET", "/v1/search/report?week=2026-W47&kind=no_result").json()
        (query,) = report["items"]
        assert (query["words"], query["asked"]) == ("tikulabaari", 3)
        return list(query["meanings"])


@pytest.fixture(scope="module")
def database(mongo_url: str, mongo_client: Any) -> Iterator[Documents]:
    """A database of these tests alone."""
    database = connect(mongo_url, f"test_{new_id('test')[-12:]}")
    yield database
    database.client.close()
    mongo_client.drop_database(database.name)


@pytest.fixture(scope="module")
def desks(database: Documents) -> Iterator[tuple[Desk, Desk]]:
    """Two processes on one database."""
    name = database.name.removeprefix("haat_")
    given = {key: value for key, value in os.environ.items() if not key.startswith("HAAT_")}
    given |= environment(settings_of("search")) | {"HAAT_LOG_LEVEL": "WARNING"}
    ports = free_port(), free_port()
    command = [sys.executable, "-m", "tests.integration.search.word_desk", name]
    first, second = (given | {"HAAT_HTTP_PORT": str(port)} for port in ports)
    with running(command, environment=first), running(command, environment=second):
        here, there = (Desk(port) for port in ports)
        until(lambda: is_ready(here) and is_ready(there), "both answer")
        yield here, there


def is_ready(desk: Desk) -> bool:
    try:
        return desk.ask("GET", "/healthz").status_code == 200
    except requests.ConnectionError:
        return False


def until(holds: Any, what: str) -> None:
    """Poll with a deadline."""
    end = time.monotonic() + SECONDS
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.1)


def test_an_edit_in_one_process_is_understood_in_another(
    database: Documents, desks: tuple[Desk, Desk]
) -> None:
    here, there = desks
    asked: dict[str, Any] = {"week": "2026-W47", "results": 0, "picks": 0, "clicked": []}
    asked |= {"words": "tikulabaari", "key": query_key("tikulabaari")}
    database["searches"].insert_many([asked | {"_id": f"ask_{number}"} for number in range(3)])
    assert there.hints() == []

    added = here.ask("POST", "/v1/meanings", MEANING)
    assert (added.status_code, added.headers["Location"]) == (201, "/v1/meanings/tikulabari")
    until(lambda: there.hints() == ["tikulabari"], "the new meaning is understood")

    seen = there.ask("GET", "/v1/meanings/tikulabari")
    assert [term["added_by"] for term in seen.json()["terms"]] == ["per_admin"] * 2
    other = {"terms": [TERMS[0] | {"text": "झूमर"}]}
    late = here.ask("PATCH", "/v1/meanings/tikulabari", other, **{"If-Match": '"0"'})
    assert (late.status_code, late.json()["code"]) == (412, "changed")
    bad = here.ask("PATCH", "/v1/meanings/tikulabari", {"terms": [TERMS[0] | {"weight": 2}]})
    assert (bad.status_code, bad.json()["errors"][0]["pointer"]) == (422, "/terms/0/weight")
    seen_as = {"If-Match": seen.headers["ETag"]}
    edited = here.ask("PATCH", "/v1/meanings/tikulabari", other, **seen_as)
    assert (edited.status_code, edited.json()["version"]) == (200, 2)
    until(lambda: "tikulabari" not in there.hints(), "the word is gone from it")

    listed = there.ask("GET", "/v1/meanings", None).json()
    assert (len(listed["items"]), bool(listed["next"])) == (20, True)
    found = there.ask("GET", "/v1/meanings?term=jhumar&category=jewellery").json()["items"]
    assert "tikulabari" in [one["meaning_id"] for one in found]
    retired = here.ask("DELETE", "/v1/meanings/tikulabari")
    assert (retired.status_code, retired.json()["status"]) == (200, "retired")
    back = here.ask("POST", "/v1/meanings/tikulabari/restoration")
    assert (back.status_code, back.json()["status"]) == (200, "known")

    records = [event["key"] for event in kept(database)["outbox"]]
    assert records == ["action.recorded"] * 4


def kept(database: Documents) -> dict[str, Any]:
    found = database["meanings"].find_one({"_id": "tikulabari"})
    assert found is not None
    return found


def test_clicks_are_counted_in_the_background(
    database: Documents, desks: tuple[Desk, Desk]
) -> None:
    here, _ = desks
    log = database["searches"]
    log.insert_one({"_id": kept_id("sea_1"), "picks": 0, "clicked": []})
    click: dict[str, Any] = {"search_id": "sea_1", "product_id": "prd_1", "place": 3}
    unknown = click | {"search_id": "sea_nowhere"}
    told = [here.ask("POST", "/v1/search/clicks", one) for one in (unknown, click, click)]
    assert [(one.status_code, one.content) for one in told] == [(202, b"{}")] * 3
    until(lambda: log.count_documents({"picks": 1}) == 1, "the click is counted")
    assert log.count_documents({"_id": {"$in": [kept_id("sea_1"), kept_id("sea_nowhere")]}}) == 1
    wrong = here.ask("POST", "/v1/search/clicks", click | {"place": 0})
    assert wrong.status_code == 400

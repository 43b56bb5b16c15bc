"""Every panel's query, asked of the live Prometheus of the tests' platform, returns data."""

import json
import time
from collections.abc import Iterable
from typing import Any

import pytest
import requests

from deploy.grafana.dashboards import FOLDER

pytestmark = pytest.mark.servers

SECONDS = 120
"""Two scrapes must have seen a counter grow before its rate exists."""
ONLY_AFTER: dict[str, str] = {}
"""Queries that may return nothing, with the reason: what exists only after a failure, and where
nought would be untrue. Everything else says `or vector(0)`."""


def asked(file_name: str) -> dict[str, str]:
    """Titles by query, as Grafana would send them for the last ten minutes."""
    board = json.loads((FOLDER / file_name).read_text("utf-8"))
    return {
        target["expr"].replace("$__rate_interval", "10m"): panel["title"]
        for panel in board["panels"]
        for target in panel.get("targets", [])
    }


FILES = sorted(file.name for file in FOLDER.glob("*.json"))
QUERIES = {expr for name in FILES for expr in asked(name)} - ONLY_AFTER.keys()


def answer(session: requests.Session, url: str, expr: str) -> list[Any]:
    response = session.post(f"{url}/api/v1/query", data={"query": expr}, timeout=10)
    assert response.status_code == 200, f"{expr}\n{response.text}"
    result: list[Any] = response.json()["data"]["result"]
    return result


def without_data(session: requests.Session, url: str, exprs: Iterable[str]) -> set[str]:
    return {expr for expr in exprs if not answer(session, url, expr)}


@pytest.fixture(scope="module")
def empty(prometheus_url: str) -> set[str]:
    """The queries that stay without data until the deadline."""
    end = time.monotonic() + SECONDS
    with requests.Session() as session:
        left = without_data(session, prometheus_url, QUERIES)
        while left and time.monotonic() < end:
            time.sleep(1)
            left = without_data(session, prometheus_url, left)
    return left


@pytest.mark.parametrize("file_name", FILES)
def test_every_panel_shows_data(file_name: str, empty: set[str]) -> None:
    missing = {expr: title for expr, title in asked(file_name).items() if expr in empty}

    assert missing == {}


def test_queries_that_may_be_empty_are_still_on_a_dashboard() -> None:
    assert {expr for name in FILES for expr in asked(name)} >= ONLY_AFTER.keys()


def test_every_target_is_scraped(prometheus_url: str, empty: set[str]) -> None:
    targets = requests.get(f"{prometheus_url}/api/v1/targets?state=active", timeout=10).json()
    bad = {
        target["scrapeUrl"]: target["lastError"]
        for target in targets["data"]["activeTargets"]
        if target["health"] != "up"
    }

    assert bad == {}


def test_no_rule_fails_to_be_evaluated(prometheus_url: str) -> None:
    found = requests.get(f"{prometheus_url}/api/v1/rules", timeout=10).json()["data"]["groups"]
    bad = {
        rule["name"]: rule["lastError"]
        for group in found
        for rule in group["rules"]
        if rule["health"] == "err"
    }

    assert found != []
    assert bad == {}

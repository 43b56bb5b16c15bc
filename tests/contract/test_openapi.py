"""The published API description is made from the types, valid, and the one that is committed."""

import json
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from deploy.local.commands.openapi import FILE, description
from deploy.local.settings import ROOT


@pytest.fixture(scope="module")
def described() -> dict:
    return description()


def test_the_committed_description_is_up_to_date(described):
    committed = json.loads((Path(ROOT) / FILE).read_text(encoding="utf-8"))
    assert committed == json.loads(json.dumps(described)), "run: .venv/bin/haat openapi"


def test_it_is_valid_openapi_3_1(described):
    assert described["openapi"] == "3.1.0"
    validate(described, cls=OpenAPIV31SpecValidator)


def test_every_service_is_in_it(described):
    tags = {op["tags"][0] for path in described["paths"].values() for op in path.values()}
    assert tags == {
        "accounts", "catalog", "orders", "payments", "delivery", "search", "notify"
    }  # fmt: skip


def test_writes_from_outside_ask_for_a_key(described):
    without = {
        path
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
        if method == "post"
        and "Idempotency-Key" not in [p["name"] for p in operation["parameters"]]
    }
    assert without == {
        "/v1/logins",
        "/v1/tokens",
        "/v1/machine-tokens",
        "/v1/webhooks/stripe",
    }


def test_no_probe_is_public(described):
    assert not {"/healthz", "/readyz", "/metrics"} & described["paths"].keys()

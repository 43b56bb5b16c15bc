"""The description is made from the types, valid, and the one that is committed."""

import json
import re
from collections import Counter

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from chassis.openapi.document import only
from chassis.openapi.parameters import FREE, PREFIXES
from chassis.policy import POLICY
from deploy.local.commands.openapi import files
from deploy.local.settings import ROOT, SERVICES


@pytest.mark.parametrize("name", files())
def test_what_is_committed_is_up_to_date(name):
    assert (ROOT / name).read_text(encoding="utf-8") == files()[name], "run: .venv/bin/haat openapi"


def test_it_is_valid_openapi_3_1(described):
    assert described["openapi"] == "3.1.0"
    validate(described, cls=OpenAPIV31SpecValidator)


@pytest.mark.parametrize("service", SERVICES)
def test_each_service_s_part_is_valid_and_its_own(described, service):
    part = only(described, service)
    validate(part, cls=OpenAPIV31SpecValidator)
    assert {tag for ops in part["paths"].values() for op in ops.values() for tag in op["tags"]} == {
        service
    }


def test_the_parts_are_the_whole(described):
    paths = [
        (path, m)
        for name in SERVICES
        for path, ops in only(described, name)["paths"].items()
        for m in ops
    ]
    assert Counter(paths) == Counter((p, m) for p, ops in described["paths"].items() for m in ops)


def test_every_operation_says_what_it_does_and_who_may(operations):
    for name, operation in operations.items():
        assert operation["summary"].endswith("."), name
        rows = POLICY.get(operation.get("x-action", ""), ())
        assert all(row.role in operation["description"] for row in rows), name
        assert bool(operation["security"]) == bool(rows), name


def test_no_two_operations_have_one_id(operations):
    assert Counter(o["operationId"] for o in operations.values()).most_common(1)[0][1] == 1


def test_no_probe_is_public(described):
    assert not {"/healthz", "/readyz", "/metrics"} & described["paths"].keys()


def test_ids_in_addresses_have_their_form(described):
    unknown = {
        name
        for path in described["paths"]
        for name in re.findall(r"{(\w+_id)}", path)
        if name not in PREFIXES and name not in FREE
    }
    assert unknown == set(), "add them to chassis/openapi/parameters.py"


def test_keys_are_asked_for_where_money_or_stock_moves(operations):
    parameters = "#/components/parameters/"
    asked = {
        name: [p["$ref"].removeprefix(parameters) for p in operation["parameters"] if "$ref" in p]
        for name, operation in operations.items()
    }
    assert "IdempotencyKey" in asked["POST /v1/orders"]
    assert "IdempotencyKeyOptional" in asked["PATCH /v1/me"]
    assert not [n for n in asked["GET /v1/orders"] if n.startswith("Idempotency")]


def test_what_makes_a_thing_leads_to_the_thing(operations):
    links = operations["POST /v1/orders"]["responses"]["201"]["links"]
    assert links["read_order"] == {
        "operationId": "read_order",
        "parameters": {"order_id": "$response.body#/order_id"},
    }
    following = operations["GET /v1/orders"]["responses"]["200"]["links"]["next_page"]
    assert following["parameters"] == {"cursor": "$response.body#/next"}


def test_guests_may_and_machines_may(operations):
    assert operations["GET /v1/products"]["security"] == [{}, {"person": []}]
    assert operations["GET /v1/search"]["security"] == [{}, {"person": []}]
    assert operations["GET /v1/suggest"]["security"] == []
    assert {"machine": []} in operations["GET /v1/shipments/{shipment_id}"]["security"]


def test_the_refusals_of_a_status_are_named(described):
    codes = json.dumps(described["components"]["responses"]["orders_404"]["content"])
    assert '"order_not_found"' in codes
    assert '"product_not_found"' in codes  # catalog's no is passed on
    assert "payment_not_found" not in codes

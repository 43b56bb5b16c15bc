"""The examples are true: they have the published form, and every body and answer has one."""

import json
from typing import Any

import msgspec
import pytest
from openapi_schema_validator import OAS31Validator

from chassis.openapi.routes import Api
from deploy.local.commands import openapi

API = openapi.api()
KINDS = {
    kind.__name__: kind
    for operation in API.operations()
    for kind in (operation.door.body, operation.door.answer, operation.door.query)
    if kind and hasattr(kind, "__struct_fields__")
}
QUERIES = {operation.door.query for operation in API.operations()}


def _schema(described: dict[str, Any], node: Any) -> dict[str, Any]:
    return {"components": described["components"], **node}


def test_every_body_and_answer_has_one(api: Api):
    assert (
        sorted(k for k, kind in KINDS.items() if kind not in QUERIES and k not in api.examples)
        == []
    )


def test_no_two_types_share_a_name():
    kinds = {
        kind
        for operation in API.operations()
        for kind in (operation.door.body, operation.door.answer)
        if kind and hasattr(kind, "__struct_fields__")
    }
    assert len({kind.__name__ for kind in kinds}) == len(kinds)


@pytest.mark.parametrize("name", sorted(KINDS.keys() & API.examples.keys()))
def test_an_example_is_of_its_type(name):
    example, kind = API.examples[name], KINDS[name]
    read = (
        msgspec.convert(example, kind)
        if kind in QUERIES
        else msgspec.json.decode(json.dumps(example), type=kind)
    )
    again = msgspec.json.decode(msgspec.json.encode(read))
    assert {k: again[k] for k in example if not _is_time(example[k])} == {
        k: v for k, v in example.items() if not _is_time(v)
    }


def test_the_examples_in_the_description_fit_their_schemas(described, operations):
    looked = 0
    for name, operation in operations.items():
        bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
        for content in [c for b in bodies for c in b.get("content", {}).values() if "example" in c]:
            schema = _schema(described, content["schema"])
            assert list(OAS31Validator(schema).iter_errors(content["example"])) == [], name
            looked += 1
        for parameter in [p for p in operation["parameters"] if "example" in p]:
            schema = _schema(described, parameter["schema"])
            assert list(OAS31Validator(schema).iter_errors(parameter["example"])) == [], name
    assert looked > len(operations) / 2


def test_the_problems_in_the_description_fit_their_schemas(described):
    for name, response in described["components"]["responses"].items():
        content = response["content"]["application/problem+json"]
        schema = _schema(described, content["schema"])
        assert list(OAS31Validator(schema).iter_errors(content["example"])) == [], name


def _is_time(value: Any) -> bool:
    """Told in another way once it was read: 05:30 is another zone's midnight."""
    return "T" in json.dumps(value) and ":" in json.dumps(value)

"""The published descriptions of events are made from the types, valid, and those committed."""

import json
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from chassis.asyncapi.listening import QUARANTINE
from chassis.runtime.consume import ConsumeEvent
from chassis.runtime.topology import SUSPECT
from contracts.registry import EVENTS
from deploy.local.commands.asyncapi import FILE, PAGE, description, events_page
from deploy.local.settings import ROOT, SERVICES

SCHEMA = Path(__file__).parent / "asyncapi" / "3.0.0.json"
RUN = "run: .venv/bin/haat asyncapi"


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(json.dumps(description()))
    return made


def at(document: Any, reference: str) -> Any:
    """What a reference inside the document stands for."""
    for step in reference.removeprefix("#/").split("/"):
        document = document[step]
    return document


def references(node: Any) -> set[str]:
    if isinstance(node, dict):
        own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
        return own.union(*map(references, node.values()))
    return set().union(*map(references, node)) if isinstance(node, list) else set()


def test_the_committed_description_is_up_to_date(described):
    assert json.loads((ROOT / FILE).read_text(encoding="utf-8")) == described, RUN


def test_the_committed_page_is_up_to_date():
    assert (ROOT / PAGE).read_text(encoding="utf-8") == events_page(), RUN


def test_it_is_valid_asyncapi_3_0_0(described):
    assert described["asyncapi"] == "3.0.0"
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.validate(described, schema, cls=jsonschema.Draft7Validator)


def test_what_is_not_asyncapi_3_0_0_would_be_noticed(described):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    wrong = json.loads(json.dumps(described))
    wrong["operations"]["orders.send.order.placed"]["action"] = "shout"
    with pytest.raises(jsonschema.ValidationError, match="'shout' is not one of"):
        jsonschema.validate(wrong, schema, cls=jsonschema.Draft7Validator)


def test_every_reference_leads_somewhere(described):
    found = references(described)
    assert "#/channels/order.placed/messages/order.placed" in found
    assert all(at(described, reference) is not None for reference in found)


def test_an_operations_messages_are_those_of_its_channel(described):
    for operation in described["operations"].values():
        channel = operation["channel"]["$ref"]
        assert all(one["$ref"].startswith(f"{channel}/") for one in operation["messages"])


def test_every_event_is_sent_by_its_publisher_alone(described):
    sent = {
        name: operation["tags"]
        for name, operation in described["operations"].items()
        if operation["action"] == "send" and "reply" not in operation
    }
    assert sent == {
        f"{event.publisher()}.send.{name}": [{"name": event.publisher()}]
        for name, event in EVENTS.items()
    }


def heard_by(name: str) -> set[str]:
    """The queues of a service, by what nameko would start of it."""
    service = import_module(f"services.{name}.entrypoints.service").SERVICE
    methods = [getattr(service, method) for method in dir(service)]
    doors = [door for method in methods for door in getattr(method, "nameko_entrypoints", ())]
    return {f"{name}.{door.event.wire_name()}" for door in doors if isinstance(door, ConsumeEvent)}


def test_every_door_for_events_has_its_queue_in_it(described):
    expected = set().union(*map(heard_by, SERVICES))
    queues = {
        channel["bindings"]["amqp"]["queue"]["name"]
        for channel in described["channels"].values()
        if channel.get("bindings", {}).get("amqp", {}).get("is") == "queue"
    }
    assert queues == expected | {"catalog.calls", "orders.calls", "partner.{partner_id}"}
    assert "payments.order.placed" in expected


def test_a_queue_tells_who_listens_to_what(described):
    channel = described["channels"]["payments.order.placed"]
    assert channel["x-consumer"] == "payments"
    assert channel["x-bound-to"] == {"exchange": "orders.events", "routingKey": "order.placed"}
    assert channel["x-quarantine"] == f"payments.order.placed{SUSPECT}"
    assert QUARANTINE == SUSPECT
    assert described["channels"]["order.placed"]["x-queues"] == [
        "delivery.order.placed",
        "notify.order.placed",
        "payments.order.placed",
    ]


def test_a_partner_hears_of_parcels_alone(described):
    channel = described["channels"]["partner"]
    assert set(channel["messages"]) == {name for name in EVENTS if name.startswith("shipment.")}
    assert channel["x-bound-to"] == {"exchange": "delivery.partners", "routingKey": ""}
    assert list(channel["parameters"]) == ["partner_id"]


def test_orders_asks_catalog_and_accounts_asks_orders(described):
    calls = {name: one for name, one in described["operations"].items() if "reply" in one}
    assert {name: one["action"] for name, one in calls.items()} == {
        "accounts.send.CountOrders": "send",
        "orders.receive.CountOrders": "receive",
        "orders.send.HoldStock": "send",
        "orders.send.ReleaseStock": "send",
        "catalog.receive.HoldStock": "receive",
        "catalog.receive.ReleaseStock": "receive",
    }
    answers = [
        one["$ref"].rpartition("/")[2]
        for one in calls["orders.send.HoldStock"]["reply"]["messages"]
    ]
    assert answers == ["HeldStock", "CallRefused"]


@pytest.mark.parametrize("name", EVENTS)
def test_every_example_is_of_its_messages_schemas(described, name: str):
    message = described["components"]["messages"][name]
    assert message["examples"]
    for example in message["examples"]:
        for part in ("headers", "payload"):
            schema = message[part] | {"components": described["components"]}
            jsonschema.validate(example[part], schema, cls=jsonschema.Draft202012Validator)

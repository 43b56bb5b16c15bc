"""AsyncAPI and the page of events, made from a toy platform."""

from dataclasses import replace
from typing import Any

import pytest

from chassis.asyncapi.document import describe
from chassis.asyncapi.listening import Outside, Platform, Question, answers_of, queues_of
from chassis.asyncapi.page import page_parts
from contracts.message import Event, Message
from contracts.values import Paise


class BellRung(Event):
    """A bell was rung | by hand.

    `price` of the ringing.
    """

    SUBJECT = "bell_id"

    bell_id: str
    price: Paise
    note: str = ""


class BellSold(Event):
    """A bell has left."""

    SUBJECT = "bell_id"
    AGGREGATE = "trade"

    bell_id: str
    to: str

    def audience(self) -> dict[str, str]:
        return {"ringer": self.to}


class HowLoud(Message):
    """Asks how loud a bell is."""

    bell_id: str


class Loudness(Message):
    """How loud."""

    decibels: int


def marked(**marks: Any) -> Any:
    def door(self: Any, message: Any) -> Loudness:
        raise NotImplementedError

    for name, value in marks.items():
        setattr(door, name, value)
    return door


class Tower:
    """A service with doors."""

    on_sold = marked(__event__=BellSold)
    on_rung = marked(__event__=BellRung)
    how_loud = marked(__question__=HowLoud)
    unmarked = marked()


TOLD = {
    "attributes": {"id": "evt_1", "type": "bell.sold"},
    "audience": {"ringer": "r_1"},
    "data": {"bell_id": "b_1", "to": "r_1"},
}


@pytest.fixture
def platform() -> Platform:
    return Platform(
        events={"bell.rung": BellRung, "bell.sold": BellSold},
        queues=[*queues_of("tower", Tower), *queues_of("choir", type("Choir", (), {}))],
        questions=[
            Question(service="tower", question=question, answer=answer, askers=["choir"])
            for question, answer in answers_of(Tower)
        ],
        outside=Outside(
            party="ringer", text="For ringers.", exchange="ringers", queue="ringer.{ringer_id}"
        ),
        examples={"bell.sold": [TOLD]},
    )


@pytest.fixture
def described(platform: Platform) -> dict[str, Any]:
    return describe(platform, title="Bells", version="7", host="broker:1")


def amqp(**rules: Any) -> dict[str, Any]:
    return {"amqp": rules | {"bindingVersion": "0.3.0"}}


def test_doors_are_read_in_the_order_of_their_queues():
    assert [queue.name for queue in queues_of("tower", Tower)] == [
        "tower.bell.rung",
        "tower.bell.sold",
    ]
    assert answers_of(Tower) == [(HowLoud, Loudness)]


def test_an_event_is_sent_to_the_exchange_of_its_publisher(described):
    publisher = BellRung.publisher()
    exchange = {
        "name": f"{publisher}.events",
        "type": "topic",
        "durable": True,
        "autoDelete": False,
        "vhost": "haat",
    }
    assert described["channels"]["bell.rung"] == {
        "address": "bell.rung",
        "messages": {"bell.rung": {"$ref": "#/components/messages/bell.rung"}},
        "bindings": amqp(**{"is": "routingKey", "exchange": exchange}),
        "x-queues": ["tower.bell.rung"],
    }
    assert described["operations"][f"{publisher}.send.bell.rung"] == {
        "action": "send",
        "channel": {"$ref": "#/channels/bell.rung"},
        "messages": [{"$ref": "#/channels/bell.rung/messages/bell.rung"}],
        "tags": [{"name": publisher}],
        "bindings": amqp(deliveryMode=2, mandatory=True),
    }


def test_a_listener_receives_from_a_queue_of_its_own(described):
    assert described["channels"]["tower.bell.rung"]["x-consumer"] == "tower"
    assert described["operations"]["tower.receive.bell.rung"] == {
        "action": "receive",
        "channel": {"$ref": "#/channels/tower.bell.rung"},
        "messages": [{"$ref": "#/channels/tower.bell.rung/messages/bell.rung"}],
        "tags": [{"name": "tower"}],
        "bindings": amqp(ack=True),
    }


def test_a_party_outside_hears_of_what_names_it(described):
    channel = described["channels"]["ringer"]
    assert channel["address"] == "ringer.{ringer_id}"
    assert channel["parameters"] == {"ringer_id": {"description": "The ringer's id"}}
    assert list(channel["messages"]) == ["bell.sold"]
    assert described["channels"]["bell.sold"]["x-queues"] == [
        "tower.bell.sold",
        "ringer.{ringer_id}",
    ]
    own = described["components"]["messages"]["bell.sold"]["headers"]["allOf"][1]
    assert own["required"] == ["ringer"]


def test_a_call_names_its_queue_and_its_answers(described):
    asking = described["operations"]["choir.send.HowLoud"]
    assert asking["bindings"] == amqp(deliveryMode=1, mandatory=True)
    assert asking["reply"] == {
        "address": {"location": "$message.header#/reply_to"},
        "channel": {"$ref": "#/channels/replies"},
        "messages": [
            {"$ref": "#/channels/replies/messages/Loudness"},
            {"$ref": "#/channels/replies/messages/CallRefused"},
        ],
    }
    assert described["operations"]["tower.receive.HowLoud"]["reply"] == asking["reply"]
    assert described["channels"]["tower.calls"]["x-consumer"] == "tower"


def test_a_message_has_the_headers_of_its_event_and_kept_examples(described):
    message = described["components"]["messages"]["bell.sold"]
    assert message["headers"]["allOf"][0] == {"$ref": "#/components/schemas/CloudEvent"}
    assert message["headers"]["allOf"][1]["properties"]["cloudEvents:type"] == {
        "const": "bell.sold"
    }
    assert message["x-aggregate"] == "trade"
    assert message["examples"] == [
        {
            "headers": {
                "cloudEvents:id": "evt_1",
                "cloudEvents:type": "bell.sold",
                "ringer": "r_1",
            },
            "payload": TOLD["data"],
        }
    ]
    headers = described["components"]["schemas"]["CloudEvent"]
    assert headers["properties"]["cloudEvents:sequence"]["type"] == "integer"
    assert headers["required"] == [
        f"cloudEvents:{name}"
        for name in (
            "specversion", "dataschema", "id", "source", "type", "time", "subject", "sequence"
        )
    ]  # fmt: skip


def test_the_page_tells_fields_units_and_listeners(platform: Platform):
    publisher = BellRung.publisher()
    assert page_parts(platform, payloads="kept")["PUBLISHERS"] == (
        f"## {publisher}\n\nExchange `{publisher}.events`.\n\n"
        "| event | said when | about | data | who listens |\n"
        "| --- | --- | --- | --- | --- |\n"
        "| [`bell.rung`](kept/bell.rung.1.json) | A bell was rung \\| by hand. `price` of the "
        "ringing. | bell, `bell_id` | `bell_id` text<br>`price` number, paise<br>"
        '`note` text; absent: `""` | `tower.bell.rung` |\n'
        "| [`bell.sold`](kept/bell.sold.1.json) | A bell has left. | trade, `bell_id` | "
        "`bell_id` text<br>`to` text | `tower.bell.sold`<br>`ringer.{ringer_id}` |\n"
    )


def test_the_page_tells_what_nobody_listens_to(platform: Platform):
    alone = replace(platform, queues=[])
    assert "paise<br>`note` text; absent: `\"\"` | nobody yet |" in page_parts(
        alone, payloads="kept"
    )["PUBLISHERS"]  # fmt: skip


def test_the_page_tells_who_asks(platform: Platform):
    assert page_parts(platform, payloads="kept")["CALLS"].splitlines()[2] == (
        "| HowLoud | Asks how loud a bell is. | choir | `tower.calls` | `bell_id` text | "
        "Loudness: `decibels` number |"
    )

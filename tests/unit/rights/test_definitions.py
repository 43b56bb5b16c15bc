"""What is imported into the broker: users, their rights, and what they share."""

import base64
import hashlib

from chassis.asyncapi.listening import Question, Queue
from contracts.calls import HeldStock, HoldStock
from contracts.orders import OrderPlaced
from contracts.payments import PaymentCaptured
from deploy.rights.broker import Keys, Rights, all_rights
from deploy.rights.definitions import definitions, password_hash

QUEUES = [
    Queue(service="orders", event=PaymentCaptured),
    Queue(service="orders", event=OrderPlaced),  # its own: needs no more than its own rights
]
QUESTIONS = [Question(service="catalog", question=HoldStock, answer=HeldStock, askers=["orders"])]
PASSWORDS = {"orders": "o-pass", "operator": "p-pass"}


def rights_of(user: str) -> Rights:
    [found] = [
        one for one in all_rights(["orders", "catalog"], QUEUES, QUESTIONS) if one.user == user
    ]
    return found


def test_a_service_that_listens_and_asks():
    orders = rights_of("orders")
    assert orders.configure == r"^(orders\..+)$"
    assert orders.write == r"^(orders\..+|retry\.\d+|audit\.events|calls|parking)$"
    assert orders.read == r"^(orders\..+|payments\.events)$"
    assert orders.keys["payments.events"] == Keys(read=r"^(payment\.captured)$")
    assert orders.keys["retry.200"] == Keys(write=r"^orders\..+$")
    assert orders.keys["audit.events"] == Keys(write="^.+$")
    assert orders.keys["calls"] == Keys(write="^(catalog)$")
    assert "orders.events" not in orders.keys


def test_a_service_that_answers():
    catalog = rights_of("catalog")
    assert catalog.write == r"^(catalog\..+|retry\.\d+|amq\.default|audit\.events|parking)$"
    assert catalog.read == r"^(catalog\..+|calls)$"
    assert catalog.keys["calls"] == Keys(read="^(catalog)$")


def test_only_users_with_a_password_are_made():
    found = definitions(all_rights(["orders", "catalog"], QUEUES, QUESTIONS), PASSWORDS, "haat")
    assert [user["name"] for user in found["users"]] == ["orders", "operator"]
    assert {entry["user"] for entry in found["permissions"]} == {"orders", "operator"}
    assert {entry["user"] for entry in found["topic_permissions"]} == {"orders"}
    assert found["vhosts"] == [{"name": "haat"}]


def test_passwords_travel_as_salted_hashes():
    [orders, operator] = definitions(all_rights(["orders"], QUEUES, QUESTIONS), PASSWORDS, "haat")[
        "users"
    ]
    raw = base64.b64decode(orders["password_hash"])
    assert raw[4:] == hashlib.sha256(raw[:4] + b"o-pass").digest()
    assert orders["hashing_algorithm"] == "rabbit_password_hashing_sha256"
    assert "o-pass" not in str(orders)
    assert operator["tags"] == ["monitoring"]


def test_a_hash_is_the_one_of_rabbitmq_s_own_documentation():
    """https://www.rabbitmq.com/docs/passwords#computing-password-hash"""
    assert password_hash("test12", bytes.fromhex("908DC60A")) == (
        "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR"
    )


def test_what_services_may_not_make_is_made_for_them():
    found = definitions([], {}, "haat")
    exchanges = {entry["name"]: entry["type"] for entry in found["exchanges"]}
    queues = {entry["name"]: entry["arguments"] for entry in found["queues"]}
    assert exchanges["orders.events"] == exchanges["audit.events"] == exchanges["calls"] == "topic"
    assert (exchanges["retry.200"], exchanges["parking"]) == ("topic", "fanout")
    assert queues["delay.200"]["x-message-ttl"] == 200
    assert queues["parked.log"]["x-queue-type"] == "stream"
    bound = {(one["source"], one["destination"], one["routing_key"]) for one in found["bindings"]}
    assert ("retry.200", "delay.200", "#") in bound
    assert ("parking", "parked", "") in bound

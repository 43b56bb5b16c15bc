"""The broker's users on a real RabbitMQ: what each can do, and what the broker refuses it."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pika
import pytest
import requests
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import AMQPError, ChannelClosedByBroker

from chassis.runtime.parked.hand import Hand
from chassis.runtime.parked.messages import Filters
from chassis.runtime.parked.orders import Order
from deploy.local.rabbitmq import broker_url, grant_rights, management_url
from tests.servers import own_settings

MINE, THEIRS = "orders.probe.made", "payments.probe.made"
LISTENED, UNHEARD = "payment.captured", "cod.collected"
Act = Callable[[BlockingChannel], object]


@contextmanager
def channel_of(user: str) -> Iterator[BlockingChannel]:
    connection = pika.BlockingConnection(pika.URLParameters(broker_url(own_settings(), user)))
    try:
        yield connection.channel()
    finally:
        with suppress(AMQPError):
            connection.close()


@pytest.fixture(scope="module", autouse=True)
def _users_and_queues(servers: None) -> Iterator[None]:
    grant_rights(own_settings())
    with channel_of("haat") as channel:
        for queue in (MINE, THEIRS):
            channel.queue_declare(queue)
        yield
        for queue in (MINE, THEIRS):
            channel.queue_delete(queue)


def told(user: str, act: Act) -> int:
    """0 when the broker does it, else its reason: 403 for what is refused."""
    with channel_of(user) as channel:
        channel.confirm_delivery()
        try:
            act(channel)
        except ChannelClosedByBroker as closed:
            return closed.reply_code
    return 0


def publish(exchange: str, key: str) -> Act:
    return lambda channel: channel.basic_publish(exchange, key, b"{}")


REFUSED: dict[str, Act] = {
    "publish events of another": publish("payments.events", "payment.captured"),
    "send into a queue of another by a delay": publish("retry.150", THEIRS),
    "ask who does not answer it": publish("calls", "payments"),
    "read a queue of another": lambda channel: channel.basic_get(THEIRS),
    "empty a queue of another": lambda channel: channel.queue_purge(THEIRS),
    "read what is parked": lambda channel: channel.basic_get("parked"),
    "read what waits": lambda channel: channel.basic_get("delay.150"),
    "delete a queue of another": lambda channel: channel.queue_delete(THEIRS),
    "delete an exchange of another": lambda channel: channel.exchange_delete("payments.events"),
    "delete what all share": lambda channel: channel.exchange_delete("parking"),
    "declare a queue of another": lambda channel: channel.queue_declare("payments.new"),
    "declare a queue of nobody": lambda channel: channel.queue_declare("free"),
    "declare an exchange of another": lambda channel: channel.exchange_declare(
        "payments.new", "topic"
    ),
    "hear an event it has no business with": lambda channel: channel.queue_bind(
        MINE, "payments.events", UNHEARD
    ),
    "hear everything of another": lambda channel: channel.queue_bind(MINE, "payments.events", "#"),
    "hear what staff do": lambda channel: channel.queue_bind(
        MINE, "audit.events", "action.recorded"
    ),
    "hear whom it does not listen to": lambda channel: channel.queue_bind(
        MINE, "accounts.events", "account.registered"
    ),
    "lead its events on into what another hears": lambda channel: channel.exchange_bind(
        "payments.events", "orders.events", "#"
    ),
}
ALLOWED: dict[str, Act] = {
    "publish its own events": publish("orders.events", "order.placed"),
    "tell what staff do": publish("audit.events", "action.recorded"),
    "park": publish("parking", ""),
    "hear what it listens to": lambda channel: channel.queue_bind(
        MINE, "payments.events", LISTENED
    ),
    "read its own queue": lambda channel: channel.basic_get(MINE),
    "count what is parked": lambda channel: channel.queue_declare("parked", passive=True),
    "read answers": lambda channel: channel.basic_consume(
        "amq.rabbitmq.reply-to", lambda *_: None, auto_ack=True
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_orders_cannot(what: str):
    assert told("orders", REFUSED[what]) == 403


@pytest.mark.parametrize("what", [name for name in ALLOWED if name != "park"])
def test_orders_can(what: str):
    assert told("orders", ALLOWED[what]) == 0


def test_orders_can_send_back_to_its_own_queue_by_a_delay():
    """What comes back is taken: it would wait in the delay for ever once its queue is gone."""
    assert told("orders", publish("retry.150", MINE)) == 0
    with channel_of("orders") as channel:
        _, _, body = next(channel.consume(MINE, auto_ack=True, inactivity_timeout=30))
    assert body == b"{}"


def test_a_service_can_park_but_not_take_away_what_is_parked():
    """The probe is taken back by accounts, whose staff handle what is parked."""
    assert told("orders", ALLOWED["park"]) == 0
    assert told("orders", lambda channel: channel.basic_get("parked")) == 403
    with channel_of("accounts") as channel:
        taken = iter(lambda: channel.basic_get("parked"), (None, None, None))
        ours = next(method for method, _, body in taken if body == b"{}")
        channel.basic_ack(ours.delivery_tag)


def test_who_neither_answers_nor_handles_what_is_parked_reaches_no_queue_by_name():
    """Neither directly nor by way of what dies in a queue of its own."""
    dying = {"x-dead-letter-exchange": "", "x-dead-letter-routing-key": MINE}
    assert told("payments", publish("", MINE)) == 403
    assert told("payments", publish("calls", "catalog")) == 403

    def declare(channel: BlockingChannel) -> None:
        channel.queue_declare("payments.dying", arguments=dying)

    assert told("payments", declare) == 403


def test_accounts_adds_to_the_log_of_what_is_parked_but_cannot_delete_it():
    assert told("accounts", lambda channel: channel.queue_delete("parked.log")) == 403
    assert told("accounts", lambda channel: channel.queue_delete("parked")) == 403


@pytest.mark.parametrize("user", ["operator", "accounts"])
def test_who_handles_what_is_parked_can_put_it_back(user: str):
    event = f"evt_probe_{uuid.uuid4().hex}"
    parked = pika.BasicProperties(message_id=event, headers={"x-queue": MINE})
    with channel_of("orders") as channel:
        channel.confirm_delivery()
        channel.basic_publish("parking", "", b'{"probe": true}', parked)
    hand = Hand(broker_url(own_settings(), user))
    order = Order(who="tests", why="a probe of rights", limit=1)
    report = hand.replay(Filters(event_ids=frozenset({event})), order)
    assert [one.result for one in report.messages] == ["replayed"]
    assert [entry.action for entry in hand.history(limit=10, event_id=event)] == ["replay"]
    with channel_of("orders") as channel:
        taken = iter(lambda: channel.basic_get(MINE, auto_ack=True), (None, None, None))
        assert event in [properties.message_id for _, properties, _ in taken]


def api(user: str, path: str, method: str = "GET", **options: object) -> int:
    url = f"{management_url(own_settings(), user)}/api/{path}"
    return requests.request(method, url, timeout=20, **options).status_code


def test_the_management_door_opens_for_those_alone_who_need_it():
    assert [api(user, "queues") for user in ("orders", "accounts", "delivery")] == [401] * 3
    assert api("operator", "queues") == 200
    assert api("delivery-admin", "users") == 200


def test_the_operator_changes_nothing():
    user = {"password": "x", "tags": ""}
    assert api("operator", "users/mallory", "PUT", json=user) == 401
    assert api("operator", f"queues/haat/{THEIRS}", "DELETE") == 401
    assert api("operator", "definitions") == 401

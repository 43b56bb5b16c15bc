"""kill -9 of any one service, or of the broker, while orders come in: nothing is lost."""

import secrets
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from deploy.sample.client import Client
from deploy.sample.problems import ApiProblem, Unreachable
from tests.conftest import haat
from tests.market import Market

ORDERS = 50
VICTIMS = ("accounts", "catalog", "orders", "payments", "delivery", "search", "notify", "rabbitmq")


def _place_until_accepted(market: Market, client: Client, product: str) -> str:
    """What a phone does on a bad line: the same request again, under the same key."""
    key, end = f"chaos-{secrets.token_hex(8)}", time.monotonic() + 90
    while True:
        try:
            return market.place(client, {product: 1}, key).order_id
        except (ApiProblem, Unreachable) as failed:
            if not _may_pass(failed) or time.monotonic() > end:
                raise
            time.sleep(0.2)


def _may_pass(failed: ApiProblem | Unreachable) -> bool:
    """The one who was killed with the first request in hand is waited for too, for seconds."""
    if isinstance(failed, Unreachable):
        return True
    return failed.status >= 500 or failed.code == "idempotency_key_in_flight"


@pytest.mark.parametrize("victim", VICTIMS)
def test_every_accepted_order_reaches_its_end_whatever_dies(market, victim):
    product = market.new_product(ORDERS + 10)
    people = market.people(5)
    accepted: list[tuple[Client, str]] = []
    killing = threading.Timer(0.6, haat, ("kill", victim))
    killing.start()

    def buy(number: int) -> None:
        person = people[number % len(people)]
        mine = Client(market.gateway, token=person.token, language="en")
        mine.phone = person.phone
        accepted.append((mine, _place_until_accepted(market, mine, product)))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(buy, range(ORDERS)))
    killing.join()
    haat("wait")
    ids = [order_id for _, order_id in accepted]
    assert len(set(ids)) == ORDERS
    for client, order_id in accepted:
        done = market.until_status(client, order_id, "completed", seconds=180)
        assert (order_id, done.status) == (order_id, "completed")
    assert {len(found) for found in market.charges(ids).values()} == {1}
    assert market.until(lambda: market.stock(product)["sold"] == ORDERS)
    stock = market.stock(product)
    assert (stock["free"], stock["holds"]) == (10, [])

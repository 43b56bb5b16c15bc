"""Many buyers, few pieces: exactly what there is gets sold."""

from concurrent.futures import ThreadPoolExecutor

from deploy.sample.problems import ApiProblem
from tests.market import Market


def _race(market: Market, buyers: int, pieces: int, workers: int) -> tuple[list, list[str], str]:
    product = market.new_product(pieces)
    people = market.people(buyers)

    def buy(client):
        try:
            order = market.place(client, {product: 1}, deliver_to=market.far())
            return client, order.order_id
        except ApiProblem as refused:
            return client, refused.code

    with ThreadPoolExecutor(workers) as pool:
        results = list(pool.map(buy, people))
    sold = [(client, id) for client, id in results if id.startswith("ord_")]
    return sold, [code for _, code in results if not code.startswith("ord_")], product


def test_two_buyers_race_for_the_last_piece_and_one_gets_it(market):
    sold, refused, product = _race(market, 2, 1, 2)
    assert (len(sold), refused) == (1, ["out_of_stock"])
    (client, order_id) = sold[0]
    assert market.until_status(client, order_id, "confirmed").status == "confirmed"
    assert market.stock(product)["free"] == 0


def test_two_hundred_buyers_race_for_twenty_pieces_and_twenty_get_one(market):
    sold, refused, product = _race(market, 200, 20, 32)
    assert len(sold) == 20
    assert set(refused) == {"out_of_stock"}
    for client, order_id in sold:
        assert market.until_status(client, order_id, "confirmed").status == "confirmed"
    assert market.until(lambda: market.stock(product)["sold"] == 20)
    stock = market.stock(product)
    assert (stock["free"], stock["holds"], stock["sold"]) == (0, [], 20)
    charges = market.charges([order_id for _, order_id in sold])
    assert [len(found) for found in charges.values()] == [1] * 20

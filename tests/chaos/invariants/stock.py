"""Stock sold + held + free = stock loaded; nothing is held for nobody; what is sold was bought."""

from collections import Counter
from collections.abc import Iterator

from tests.chaos.seen import Evidence, Stock
from tests.chaos.told import Told


def violations(told: Told, evidence: Evidence) -> Iterator[str]:
    """By product of the run: the sum, no holds, and sales equal to the orders that stand."""
    bought: Counter[str] = Counter()
    for order in evidence.orders:
        if order.status != "cancelled" and order.happened("order.confirmed"):
            bought.update(order.lines)
    known = {order.id for order in evidence.orders}
    for id, goods in told.goods.items():
        stock = evidence.stocks.get(id)
        if stock is None:
            yield f"product {id} has no stock, but {goods.loaded} pieces were loaded"
            continue
        yield from _of(stock, goods.loaded, bought[id], known)


def _of(stock: Stock, loaded: int, bought: int, known: set[str]) -> Iterator[str]:
    id, held = stock.product_id, sum(stock.holds.values())
    there = stock.free + held + stock.sold
    if there != loaded:
        yield (
            f"product {id}: {stock.free} free + {held} held + {stock.sold} sold = {there}, "
            f"but {loaded} were loaded"
        )
    for order_id, pieces in stock.holds.items():
        whose = order_id if order_id in known else f"{order_id}, which nobody ordered"
        yield f"product {id}: {pieces} still held for order {whose}"
    for order_id in stock.sales.keys() - known:
        yield f"product {id}: sold to order {order_id}, which nobody ordered"
    if stock.sold + stock.short != bought:
        short = f" + {stock.short} short" if stock.short else ""
        yield f"product {id}: {stock.sold} sold{short}, but orders that stand have {bought}"

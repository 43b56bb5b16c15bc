"""Every order that was accepted reached an end, the end that was told; a no had no effect."""

from collections import Counter
from collections.abc import Iterator

from tests.chaos.seen import Evidence, Order
from tests.chaos.told import Asked, Told

ENDS = {"completed", "cancelled"}


def violations(told: Told, evidence: Evidence) -> Iterator[str]:
    """An order for every 201, one for a key at most, none for a refusal, each at its end."""
    by_key: dict[str, list[Order]] = {}
    for order in evidence.orders:
        by_key.setdefault(order.key, []).append(order)
    wanted = _wanted(told)
    for asked in told.asked:
        found = by_key.pop(asked.key, [])
        if len(found) > 1:
            ids = ", ".join(sorted(order.id for order in found))
            yield f"key {asked.key} made {len(found)} orders: {ids}"
        if asked.refused:
            yield from _refused(asked, found, told, wanted)
        elif asked.accepted:
            yield from _accepted(asked, found, told)
        for order in found if asked.accepted else ():
            yield from _ended(asked, order)
    for key, found in by_key.items():
        yield from (f"order {order.id} has the key {key}, which nobody sent" for order in found)


def _refused(asked: Asked, found: list[Order], told: Told, wanted: Counter[str]) -> Iterator[str]:
    for order in found:
        yield f"order {order.id} is there, but its buyer was told {_no(asked)}"
    scarce = any(wanted[id] > told.goods[id].loaded for id in asked.lines)
    if asked.placed.code != "out_of_stock":
        yield f"key {asked.key} was told {_no(asked)}, which nothing explains"
    elif not scarce:
        yield f"key {asked.key} was told {_no(asked)}, but more was loaded than ever asked for"


def _accepted(asked: Asked, found: list[Order], told: Told) -> Iterator[str]:
    if not any(order.id == asked.order_id for order in found):
        yield f"order {asked.order_id} was accepted under key {asked.key} and is not there"
    if asked.placed.total != told.cost(asked):
        yield (
            f"order {asked.order_id} was told to come to {asked.placed.total}, "
            f"but its goods cost {told.cost(asked)}"
        )
    for answer in asked.again:
        if answer.status and answer.order_id != asked.order_id:
            what = answer.order_id or f"{answer.status} {answer.code}".strip()
            yield f"key {asked.key} was told order {asked.order_id} first and {what} again"
    for order in found:
        if order.lines != asked.lines:
            yield f"order {order.id} is of {order.lines}, but {asked.lines} was asked for"
        if order.total != asked.placed.total:
            yield f"order {order.id} comes to {order.total}, told was {asked.placed.total}"


def _ended(asked: Asked, order: Order) -> Iterator[str]:
    if order.status not in ENDS:
        yield f"order {order.id} has not reached an end: it is {order.status}"
        return
    fitting, because = _fitting(asked)
    if order.status not in fitting:
        yield f"order {order.id} is {order.status}, but {because}"


def _fitting(asked: Asked) -> tuple[set[str], str]:
    """The ends that fit what was told, and why."""
    if asked.card == "declined":
        return {"cancelled"}, "its card was declined"
    if asked.card == "bank":
        return {"cancelled"}, "its bank never agreed"
    if asked.cancelled is None or 400 <= asked.cancelled.status < 500:
        return {"completed"}, "nobody was told of a cancellation"
    if asked.cancelled.status == 200:
        return {"cancelled"}, "its buyer was told that it is cancelled"
    return ENDS, ""


def _no(asked: Asked) -> str:
    return f"{asked.placed.status} {asked.placed.code}".strip()


def _wanted(told: Told) -> Counter[str]:
    """How many pieces of each product were asked for in all."""
    wanted: Counter[str] = Counter()
    for asked in told.asked:
        wanted.update(asked.lines)
    return wanted

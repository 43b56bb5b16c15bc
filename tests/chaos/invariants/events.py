"""Every event that was committed was published: each aggregate's from the first to the last."""

from collections import defaultdict
from collections.abc import Iterator

from tests.chaos.seen import Evidence, Keeper
from tests.chaos.tap import Heard
from tests.chaos.told import Told

KEPT_IN = {
    "account": "accounts.accounts",
    "consent": "accounts.consents",
    "erasure": "accounts.erasures",
    "person": "catalog.sellers",
    "seller": "catalog.sellers",
    "product": "catalog.products",
    "stock": "catalog.stocks",
    "order": "orders.orders",
    "payment": "payments.payments",
    "refund": "payments.payments",
    "cod": "payments.payments",
    "payout": "payments.payout_accounts",
    "coverage": "delivery.partners",
    "delivery": "delivery.shipments",
    "shipment": "delivery.shipments",
    "message": "notify.notices",
}
"""Which collection the aggregate of an event is in, by the event's first word."""


def violations(told: Told, evidence: Evidence) -> Iterator[str]:
    """The tap heard each place of each aggregate once, no more than the document counts."""
    heard = _by_aggregate(evidence.heard)
    for place, keeper in evidence.keepers.items():
        named, known = " ".join(place), evidence.before.get(place, 0)
        yield from _published(named, keeper, known, heard.pop(place, {}))
        if keeper.outbox:
            yield f"{named}: still in its outbox: {', '.join(keeper.outbox)}"
        for event_id in keeper.repeated:
            yield f"{named}: handled {event_id} more than once"
    for (collection, id), places in heard.items():
        kinds = ", ".join(events[0].kind for _, events in sorted(places.items()))
        yield f"{collection} {id}: {kinds} was published, but there is no such aggregate"
    for collection, id in evidence.before.keys() - evidence.keepers.keys() - heard.keys():
        if evidence.before[collection, id]:
            yield f"{collection} {id}: was there before the run and is gone"
    yield from (f"an event could not be read: {why}" for why in evidence.unreadable)


def _published(
    named: str, keeper: Keeper, known: int, places: dict[int, list[Heard]]
) -> Iterator[str]:
    """Of one aggregate: all that came after what was known before the run, and nothing else."""
    for place in range(known + 1, keeper.sequence + 1):
        if place not in places:
            yield f"{named}: event {place} of {keeper.sequence} was never published"
    for place, events in sorted(places.items()):
        if place > keeper.sequence:
            kinds = ", ".join(event.kind for event in events)
            yield f"{named}: {kinds} came as event {place}, committed are {keeper.sequence}"
        if len(events) > 1:
            ids = ", ".join(sorted(event.id for event in events))
            yield f"{named}: event {place} is {len(events)} events: {ids}"


def _by_aggregate(heard: list[Heard]) -> dict[tuple[str, str], dict[int, list[Heard]]]:
    found: defaultdict[tuple[str, str], dict[int, list[Heard]]] = defaultdict(dict)
    for event in heard:
        collection = KEPT_IN.get(event.kind.partition(".")[0], "nowhere")
        found[collection, event.subject].setdefault(event.sequence, []).append(event)
    return dict(found)

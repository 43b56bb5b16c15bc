"""What the contenders say to each other."""

from contracts.message import encode
from tests.load.messaging import wire


def test_bodies_are_about_three_hundred_bytes():
    made = wire.ThingMade(thing_id="thg_019a0000-0000-7000-8000-000000000000", at=12345.678901234)
    assert 290 <= len(encode(made)) <= 310


def test_each_service_reads_queues_of_its_own():
    assert wire.our_queue("thing.noted") == f"{wire.OURS}.thing.noted"
    assert wire.stock_queue("thing.noted") == (
        f"evt-{wire.STOCK}-thing.noted--{wire.STOCK}.on_noted"
    )


def test_nobody_handles_what_the_callers_publish():
    publishers = {kind: event.publisher() for kind, event in wire.EVENTS.items()}
    assert publishers == {
        "thing.made": wire.OURS_CALLER,
        "thing.noted": wire.OURS,
        "thing.kept": wire.OURS,
        "thing.slow": wire.OURS,
    }

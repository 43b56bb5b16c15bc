"""A good world breaks no promise; the report says what was counted and what is broken."""

from tests.chaos.checker import INVARIANTS, check
from tests.chaos.seen import load, save
from tests.chaos.told import load_told


def test_a_good_world_holds_every_promise(good):
    report = check(*good)
    assert report.violations == {name: [] for name in INVARIANTS}
    assert report.holds


def test_the_report_counts_and_names_what_is_broken(good):
    told, found = good
    found.queues["notify.order.placed"] = 2
    report = check(told, found)
    broken = [name for name, sentences in report.violations.items() if sentences]
    assert broken == ["all queues are empty"]
    assert not report.holds
    assert report.counts == {
        "requests accepted": 4,
        "requests never answered": 1,
        "requests refused 409 out_of_stock": 1,
        "orders cancelled": 2,
        "orders completed": 2,
        "tries of requests": 6,
        "repeats of accepted requests": 1,
        "events": 23,
        "duplicates on the wire": 0,
        "SMS": 14,
        "e-mails": 11,
        "charges": 2,
        "refunds": 1,
    }
    text = report.text().splitlines()
    assert text[-2:] == [
        "BROKEN: all queues are empty",
        "  - queue notify.order.placed holds 2 messages",
    ]
    assert "holds: nothing innocent was parked" in text


def test_the_report_shows_the_first_twenty_of_each(good):
    told, found = good
    found.queues |= {f"queue.{n:02}": 1 for n in range(25)}
    text = check(told, found).text().splitlines()
    assert text[-2:] == ["  - queue queue.19 holds 1 messages", "  - and 5 more"]


def test_the_evidence_can_be_kept_and_read_again(good, tmp_path):
    told, found = good
    told.save(tmp_path / "told")
    save(found, tmp_path / "evidence")
    assert (load_told(tmp_path / "told"), load(tmp_path / "evidence")) == (told, found)

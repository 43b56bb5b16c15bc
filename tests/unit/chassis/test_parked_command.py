"""The command line of parked messages: what it asks of the hand, and what it prints."""

import argparse
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.runtime.parked import command as parked_command
from chassis.runtime.parked.hand import Hand
from chassis.runtime.parked.log import ParkedEntry
from chassis.runtime.parked.messages import Filters, Parked, ParkedInFull
from chassis.runtime.parked.orders import Order, ParkedOutcome, ParkedPage, ParkedReport

SINCE = datetime(2025, 10, 14, 5, 30, tzinfo=UTC)
FIELDS: dict[str, Any] = {
    "event_id": "evt_1",
    "type": "order.placed",
    "queue": "payments.order.placed",
    "error": "CardDeclined:\x1b[31m card_declined",
}
PARKED = Parked(**FIELDS, attempt=2, first_failed_at=SINCE, service="payments", handler="on")
OUTCOME = ParkedOutcome(**FIELDS, result="unroutable")
ENTRY = ParkedEntry(at=SINCE, who="asha", why="mended", action="replay", **FIELDS)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the hand was asked for; it answers with one message of each kind."""
    asked: list[Any] = []

    def page(hand: Hand, filters: Filters, *, limit: int) -> ParkedPage:
        asked.append((filters, limit))
        return ParkedPage(messages=[PARKED], more=4, looked_at=5, unseen=6)

    def replay(hand: Hand, filters: Filters, order: Order) -> ParkedReport:
        asked.append((filters, order))
        return ParkedReport(
            action="replay", dry_run=order.dry_run, messages=[OUTCOME], more=0, unseen=0
        )

    def history(hand: Hand, *, limit: int, event_id: str) -> list[ParkedEntry]:
        asked.append((limit, event_id))
        return [ENTRY]

    def show(hand: Hand, event_id: str) -> list[ParkedInFull]:
        return [
            ParkedInFull(
                **{n: getattr(PARKED, n) for n in PARKED.__struct_fields__},
                headers={"x-attempt": 2},
                body={"name": "…"},
            )
        ]

    for name, answer in (("page", page), ("replay", replay), ("history", history), ("show", show)):
        monkeypatch.setattr(Hand, name, answer)
    return asked


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    parked_command.arguments(parser)
    return parked_command.run("amqp://127.0.0.1:9/haat", parser.parse_args(words))


def test_a_list_is_a_table_that_tells_what_it_leaves_out(
    asked: list[Any], capsys: pytest.CaptureFixture[str]
):
    words = ("list", "--queue", "payments.*", "--error", "Card", "--older-than", "2h")
    assert run(*words, "--limit", "1") == 0
    assert asked == [(Filters(queue="payments.*", error="Card", older_than=7_200), 1)]
    out = capsys.readouterr().out.splitlines()
    assert out[0].split() == ["SINCE", "EVENT", "ID", "TYPE", "QUEUE", "TRIES", "ERROR"]
    assert out[1] == (
        "2025-10-14 05:30:00Z  evt_1     order.placed  payments.order.placed  2      "
        "CardDeclined: [31m card_declined"
    )
    assert out[2] == "4 more match. 6 behind these were not looked at."


def test_machines_get_json(asked: list[Any], capsys: pytest.CaptureFixture[str]):
    assert run("list", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["messages"][0]["event_id"], told["more"]) == ("evt_1", 4)


def test_a_replay_that_could_not_be_done_ends_with_1(
    asked: list[Any], capsys: pytest.CaptureFixture[str]
):
    words = ("replay", "evt_1", "--who", "asha", "--why", "mended", "--dry-run", "--limit", "9")
    assert run(*words) == 1
    order = Order(who="asha", why="mended", dry_run=True, limit=9)
    assert asked == [(Filters(event_ids=frozenset(["evt_1"])), order)]
    assert capsys.readouterr().out.splitlines()[1].startswith("unroutable  evt_1")


def test_without_a_name_it_is_the_systems_user(asked: list[Any], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("getpass.getuser", lambda: "ravi")
    run("replay", "--all", "--why", "mended")
    ((filters, order),) = asked
    assert (filters, order.who, order.all) == (Filters(), "ravi", True)


def test_the_log_and_one_message_are_for_reading(
    asked: list[Any], capsys: pytest.CaptureFixture[str]
):
    assert run("log", "--event-id", "evt_1", "--limit", "3") == 0
    assert asked == [(3, "evt_1")]
    assert capsys.readouterr().out.splitlines()[1].split()[-1] == "mended"
    assert run("show", "evt_1") == 0
    out = capsys.readouterr().out
    assert "attempt          2" in out
    assert '"name": "…"' in out


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("replay", "evt_1"),
        ("drop", "--all"),
        ("list", "--limit", "0"),
        ("list", "--older-than", "soon"),
    ],
)
def test_what_is_not_said_right_is_a_wrong_use(words: tuple[str, ...]):
    with pytest.raises(SystemExit) as ended:
        run(*words)
    assert ended.value.code == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--why", "mended", "--who", "asha"), "Give a filter"),
        (("evt_1", "--why", " ", "--who", "asha"), "A reason is needed."),
        (("evt_1", "--why", "mended", "--who", ""), "A reason is needed."),
    ],
)
def test_nothing_is_asked_of_the_broker_for_nobody_for_no_reason_or_for_all_unsaid(
    words: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
):
    assert run("drop", *words) == 1
    assert told in capsys.readouterr().err


def test_in_the_image_the_broker_must_be_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.delenv("HAAT_AMQP_URL", raising=False)
    monkeypatch.setattr("sys.argv", ["parked", "list"])
    assert parked_command.main() == 2
    assert capsys.readouterr().err == "haat parked: HAAT_AMQP_URL: missing\n"

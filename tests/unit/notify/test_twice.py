"""An e-mail arrives, and no more than twice, whatever becomes of those who send it."""

from contextlib import suppress

import pytest

from chassis.context import begin, current
from chassis.errors import Unavailable
from chassis.store import Write
from services.notify.domain.rendering import Template
from services.notify.ports import MailPerhapsTaken
from tests.unit.notify.conftest import World
from tests.unit.notify.events import BUYER, REFUND

MAILED = ("sent", {"sms": "sent", "email": "sent"})


def hear_and_die(world: World, monkeypatch: pytest.MonkeyPatch, *, sent: bool = True) -> None:
    """The process is killed right after a mail was sent, or right before."""
    send = world.mail.send

    def send_and_die(*letter: str, **key: str) -> None:
        if sent:
            send(*letter, **key)
        raise SystemExit

    with monkeypatch.context() as killing:
        killing.setattr(world.mail, "send", send_and_die)
        with pytest.raises(SystemExit):
            world.hear(REFUND)


def hear_until_told(world: World) -> None:
    """As the broker does."""
    for _ in range(5):
        with suppress(Unavailable):
            world.hear(REFUND)


def ends(world: World) -> list[str]:
    """The channels that a notice was published to have left by."""
    return [body["channel"] for _, body in world.published(BUYER, "refund_done")]


def presumed(world: World) -> bool:
    kept = world.notice(BUYER, "refund_done")
    assert kept is not None
    return bool(kept["copies"]["email"]["presumed"])


def test_after_one_crash_it_arrives_twice(people: World, monkeypatch: pytest.MonkeyPatch) -> None:
    hear_and_die(people, monkeypatch)
    hear_until_told(people)
    assert (len(people.mail.sent), presumed(people)) == (2, False)
    assert (people.status(BUYER, "refund_done"), ends(people)) == (MAILED, ["email", "sms"])


def test_after_two_crashes_it_is_presumed_to_have_arrived(
    people: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        hear_and_die(people, monkeypatch)
    assert people.status(BUYER, "refund_done") == ("queued", {"sms": "queued", "email": "queued"})
    hear_until_told(people)
    assert (len(people.mail.sent), presumed(people)) == (2, True)
    assert people.status(BUYER, "refund_done") == MAILED
    assert ends(people) == ["email", "sms"]


def test_after_a_crash_before_it_was_sent_it_arrives(
    people: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    hear_and_die(people, monkeypatch, sent=False)
    hear_until_told(people)
    assert (len(people.mail.sent), presumed(people)) == (1, False)


def test_a_server_that_is_away_ten_times_gets_it_once_when_it_is_back(people: World) -> None:
    people.mail.broken = Unavailable(field="mail")
    for _ in range(10):
        with pytest.raises(Unavailable):
            people.hear(REFUND)
    people.mail.broken = None
    hear_until_told(people)
    assert (len(people.mail.sent), len(people.sms.sent)) == (1, 1)
    assert (people.status(BUYER, "refund_done"), presumed(people)) == (MAILED, False)


def test_a_crash_among_many_times_away_costs_no_letter(
    people: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    people.mail.broken = Unavailable(field="mail")
    for crashes in (False, True, False, False):
        if crashes:
            hear_and_die(people, monkeypatch, sent=False)
        else:
            with pytest.raises(Unavailable):
                people.hear(REFUND)
    people.mail.broken = None
    hear_until_told(people)
    assert (len(people.mail.sent), presumed(people)) == (1, False)


def test_a_line_that_breaks_after_the_letter_was_handed_over_counts(people: World) -> None:
    send = people.mail.send

    def send_and_break(*letter: str, **key: str) -> None:
        send(*letter, **key)
        raise MailPerhapsTaken(field="mail")

    people.mail.send = send_and_break  # type: ignore[method-assign]
    hear_until_told(people)
    assert (len(people.mail.sent), presumed(people)) == (2, True)
    assert people.status(BUYER, "refund_done") == MAILED


def test_while_the_database_is_away_after_sending_it_arrives_twice_at_most(
    people: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    update = people.store.update

    def fail(write: Write) -> None:
        copy = write.state["copies"]["email"]
        if copy["status"] == "sent" and not copy["presumed"]:
            raise Unavailable(field="database")
        update(write)

    monkeypatch.setattr(people.store, "update", fail)
    hear_until_told(people)
    assert (len(people.mail.sent), presumed(people)) == (2, True)


def test_two_processes_that_send_it_at_once_send_it_twice(people: World) -> None:
    """Another got the event while this one was still sending, and has begun a further attempt."""
    send, others = people.mail.send, World(people.store)

    def send_slowly(*letter: str, **key: str) -> None:
        people.mail.send = send  # type: ignore[method-assign]
        send(*letter, **key)
        before = current()
        others.mail.broken = Unavailable(field="mail")
        with pytest.raises(Unavailable):
            others.hear(REFUND)
        begin(before)

    people.mail.send = send_slowly  # type: ignore[method-assign]
    with pytest.raises(Unavailable):
        people.hear(REFUND)
    hear_until_told(people)
    assert len(people.mail.sent) + len(others.mail.sent) == 2
    assert people.status(BUYER, "refund_done") == MAILED


def test_words_that_fail_are_no_attempt(people: World, monkeypatch: pytest.MonkeyPatch) -> None:
    people.mail.broken = Unavailable(field="mail")
    with pytest.raises(Unavailable):
        people.hear(REFUND)
    before = people.notice(BUYER, "refund_done")

    def letter(*_: object) -> None:
        raise KeyError("amount")

    with monkeypatch.context() as broken:
        broken.setattr(Template, "letter", letter)
        for _ in range(3):
            with pytest.raises(KeyError):
                people.hear(REFUND)
    assert people.notice(BUYER, "refund_done") == before
    people.mail.broken = None
    hear_until_told(people)
    assert (len(people.mail.sent), presumed(people)) == (1, False)


def test_a_notice_that_waits_for_sms_alone_costs_no_write_when_it_comes_again(
    people: World,
) -> None:
    people.sms.broken = Unavailable(field="sms")
    with pytest.raises(Unavailable):
        people.hear(REFUND)
    writes = people.store.writes
    for _ in range(3):
        with pytest.raises(Unavailable):
            people.hear(REFUND)
    assert (people.store.writes, len(people.mail.sent)) == (writes, 1)

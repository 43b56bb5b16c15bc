"""What every broker user may do, held against every name that there is at the broker."""

import re
from functools import cache

import pytest

from chassis.runtime.parked.log import PARKED_LOG
from chassis.runtime.topology import CALLS, PARKED, PARKING, shared
from contracts.audit import TRAIL
from contracts.registry import EVENTS
from deploy.rights import doors
from deploy.rights.broker import DEFAULT_EXCHANGE, OPERATOR, PARTNERS_ADMIN, Rights, all_rights

RETRIES = {one.exchange for one in shared() if one.kind == "topic"}
EVENT_EXCHANGES = {f"{event.publisher()}.events" for event in EVENTS.values()}


@cache
def rights() -> dict[str, Rights]:
    services = doors.services()
    found = all_rights(doors.NAMES, doors.queues(services), doors.questions(services))
    return {one.user: one for one in found}


@cache
def queues() -> dict[str, set[str]]:
    """By the service that reads them."""
    heard = doors.queues(doors.services())
    asked = doors.questions(doors.services())
    names = {name: set[str]() for name in doors.NAMES}
    for queue in heard:
        names[queue.service] |= {queue.name, f"{queue.name}.suspect"}
    for question in asked:
        names[question.service].add(f"{question.service}.calls")
    return names


@cache
def answering() -> dict[str, set[str]]:
    """Who asks each service that answers."""
    asked: dict[str, set[str]] = {}
    for question in doors.questions(doors.services()):
        asked.setdefault(question.service, set()).update(question.askers)
    return asked


def universe() -> set[str]:
    """Every exchange and queue."""
    shared_ones = {name for one in shared() for name in (one.exchange, one.queue)}
    others = {CALLS, DEFAULT_EXCHANGE, TRAIL, PARKED_LOG, "delivery.partners", "partner.par_1"}
    return shared_ones | EVENT_EXCHANGES | others | set().union(*queues().values())


def fitting(pattern: str) -> set[str]:
    return {name for name in universe() if re.search(pattern, name)}


@pytest.mark.parametrize("service", doors.NAMES)
def test_a_service_makes_and_deletes_nothing_but_its_own(service: str):
    own = {name for name in universe() if name.startswith(f"{service}.")}
    assert fitting(rights()[service].configure) == own


@pytest.mark.parametrize("service", doors.NAMES)
def test_a_service_reads_its_own_queues_and_what_it_listens_to(service: str):
    own = {name for name in universe() if name.startswith(f"{service}.")}
    heard = {
        f"{queue.event.publisher()}.events"
        for queue in doors.queues(doors.services())
        if queue.service == service
    }
    parked = {PARKED, PARKED_LOG} if service == "accounts" else set()
    asked = {CALLS} if service in answering() else set()
    assert fitting(rights()[service].read) == own | heard | parked | asked


@pytest.mark.parametrize("service", doors.NAMES)
def test_a_service_writes_to_its_own_and_to_what_is_meant_for_all(service: str):
    own = {name for name in universe() if name.startswith(f"{service}.")}
    asks = {CALLS} if service in set().union(*answering().values()) else set()
    by_name = {DEFAULT_EXCHANGE} if service in (*answering(), "accounts") else set()
    assert fitting(rights()[service].write) == own | {TRAIL, PARKING} | RETRIES | asks | by_name


def test_only_who_answers_or_puts_parked_messages_back_reaches_queues_by_name():
    """The default exchange cannot be held to some queues: the fewer may write to it the better."""
    reaching = {n for n, one in rights().items() if re.search(one.write, DEFAULT_EXCHANGE)}
    assert reaching == {"accounts", "catalog", "orders", OPERATOR}


@pytest.mark.parametrize("service", doors.NAMES)
def test_a_service_sends_back_to_its_own_queues_alone(service: str):
    everybody = set().union(*queues().values())
    for exchange in RETRIES:
        keys = rights()[service].keys[exchange]
        assert {name for name in everybody if re.search(keys.write, name)} == queues()[service]
        assert keys.read == "^$"


@pytest.mark.parametrize("service", doors.NAMES)
def test_a_service_hears_the_events_it_listens_to_and_no_others(service: str):
    heard = {q.event.wire_name() for q in doors.queues(doors.services()) if q.service == service}
    for exchange in EVENT_EXCHANGES - {f"{service}.events"}:
        events = {name for name, e in EVENTS.items() if f"{e.publisher()}.events" == exchange}
        keys = rights()[service].keys.get(exchange)
        allowed = {name for name in events if keys and re.search(keys.read, name)}
        assert allowed == events & heard, exchange


def test_questions_go_to_who_answers_them_and_come_from_who_asks():
    asking = {name: one.keys[CALLS].write for name, one in rights().items() if CALLS in one.keys}
    found = {to: {n for n, keys in asking.items() if re.search(keys, to)} for to in doors.NAMES}
    assert {to: askers for to, askers in found.items() if askers} == answering()
    assert answering()["catalog"] == {"orders"}


def test_only_the_hand_that_makes_partners_users_is_an_administrator():
    assert {name: tuple(one.tags) for name, one in rights().items() if one.tags} == {
        PARTNERS_ADMIN: ("administrator",),
        OPERATOR: ("monitoring",),
    }
    admin = rights()[PARTNERS_ADMIN]
    partners = {"delivery.events", "delivery.partners", "partner.par_1"}
    assert fitting(admin.configure) == partners
    assert fitting(admin.read) == partners
    assert fitting(admin.write) == {"delivery.partners", "partner.par_1", PARKING}


def test_the_operator_handles_what_is_parked_and_nothing_else():
    operator = rights()[OPERATOR]
    assert fitting(operator.configure) == set()
    assert fitting(operator.read) == {PARKED, PARKED_LOG}
    assert fitting(operator.write) == {DEFAULT_EXCHANGE}

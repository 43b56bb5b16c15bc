"""Each broker user's rights: regular expressions over names, worked out from the services' doors.

`configure` is to declare and delete, `write` to publish into an exchange or to bind a queue to
something, `read` to consume from a queue or to bind something to an exchange. On a topic exchange
the broker also looks at routing keys.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from chassis.asyncapi.listening import Question, Queue
from chassis.runtime.parked.log import PARKED_LOG
from chassis.runtime.topology import CALLS, PARKED, PARKING, RETRY, shared
from contracts.audit import TRAIL

NOTHING = "^$"
DEFAULT_EXCHANGE = "amq.default"
"""Leads into any queue by its name: only for who answers calls or puts parked messages back."""
PARTNERS_ADMIN, OPERATOR = "delivery-admin", "operator"


@dataclass(frozen=True, kw_only=True)
class Keys:
    """Routing keys of one topic exchange that a user may publish with and bind with."""

    write: str = NOTHING
    read: str = NOTHING


@dataclass(frozen=True, kw_only=True)
class Rights:
    """What one user may do; `tags` are for the management door."""

    user: str
    tags: Sequence[str] = ()
    configure: str = NOTHING
    write: str = NOTHING
    read: str = NOTHING
    keys: Mapping[str, Keys] = field(default_factory=dict)


def all_rights(
    names: Iterable[str], queues: Sequence[Queue], questions: Sequence[Question]
) -> list[Rights]:
    """Of every service, of delivery's hand at the management door, and of the operator."""
    services = [_of_service(name, queues, questions) for name in names]
    return [*services, _of_partners_admin(), _of_operator()]


def _of_service(name: str, queues: Sequence[Queue], questions: Sequence[Question]) -> Rights:
    """Its own exchange and queues; what it listens to, asks and answers; delays and parking."""
    heard = _heard(name, queues)
    asks = sorted({one.service for one in questions if name in one.askers})
    answers = any(one.service == name for one in questions)
    cleans = name == "accounts"  # its doors are the operator's hand for parked messages
    own = rf"{re.escape(name)}\..+"
    writes = [*((DEFAULT_EXCHANGE,) if answers or cleans else ()), *((CALLS,) if asks else ())]
    reads = [*((PARKED, PARKED_LOG) if cleans else ()), *((CALLS,) if answers else ())]
    return Rights(
        user=name,
        configure=_any_of([], own),
        write=_any_of([TRAIL, PARKING, *writes], own, rf"{re.escape(RETRY)}\d+"),
        read=_any_of([*heard, *reads], own),
        keys={
            **{one.exchange: Keys(write=f"^{own}$") for one in shared() if one.kind == "topic"},
            **{exchange: Keys(read=_any_of(events)) for exchange, events in heard.items()},
            TRAIL: Keys(write="^.+$", read=_any_of(heard.get(TRAIL, ()))),
            CALLS: Keys(write=_any_of(asks), read=_any_of([name] if answers else ())),
        },
    )


def _heard(name: str, queues: Sequence[Queue]) -> dict[str, list[str]]:
    """The exchanges of others that it listens to, and to which events there."""
    heard: dict[str, list[str]] = {}
    for queue in queues:
        if queue.service == name and queue.event.publisher() != name:
            heard.setdefault(f"{queue.event.publisher()}.events", []).append(
                queue.event.wire_name()
            )
    return heard


def _of_partners_admin() -> Rights:
    """Makes partners' queues and users. RabbitMQ lets only an administrator make users."""
    named = ["delivery.events", "delivery.partners"]
    return Rights(
        user=PARTNERS_ADMIN,
        tags=("administrator",),
        configure=_any_of(named, r"partner\..+"),
        write=_any_of(["delivery.partners", PARKING], r"partner\..+"),
        read=_any_of(named, r"partner\..+"),
    )


def _of_operator() -> Rights:
    """Looks at everything in the management door, and handles what is parked: `haat parked`."""
    return Rights(
        user=OPERATOR,
        tags=("monitoring",),
        write=_any_of([DEFAULT_EXCHANGE]),
        read=_any_of([PARKED, PARKED_LOG]),
    )


def _any_of(names: Iterable[str], *patterns: str) -> str:
    """One of these names, or what fits one of these patterns; nothing for none."""
    parts = [*patterns, *(re.escape(name) for name in sorted(names))]
    return f"^({'|'.join(parts)})$" if parts else NOTHING

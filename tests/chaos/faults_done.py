"""How each kind of fault is done to the platform, and undone: one context manager for each."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from random import Random
from typing import Any

from pika.exceptions import AMQPError

from chassis.ids import new_id
from contracts.envelope import PREFIX
from tests.chaos.broker_door import Broker
from tests.chaos.faults import Fault
from tests.chaos.platform import Platform

SERVER = {"broker": "rabbitmq", "documents": "mongo", "search server": "elasticsearch"}
WATERMARK, NO_MEMORY = "0.4", "0.000001"
POISON_SECONDS = 120.0


class Harm:
    """What faults need: the platform, its broker, and a record of the poison that was put in."""

    def __init__(self, platform: Platform, broker: Broker, seed: int) -> None:
        self.platform, self.broker, self.seed = platform, broker, seed
        self.poison: set[str] = set()

    def doing(self, fault: Fault) -> AbstractContextManager[str]:
        """The fault, harming while it is entered; it says what was done, where that was open."""
        return WAYS[fault.kind](self, fault)


@contextmanager
def killed(harm: Harm, fault: Fault) -> Iterator[str]:
    """kill -9; the process manager starts it again."""
    name = _program(fault)
    process = harm.platform.process(name)
    harm.platform.send(process, signal.SIGKILL)
    yield ""
    harm.platform.await_another(name, process)


@contextmanager
def ended(harm: Harm, fault: Fault) -> Iterator[str]:
    """SIGTERM, as at a release; the process manager starts it again."""
    name = _program(fault)
    process = harm.platform.process(name)
    harm.platform.supervisor.signal(name, "TERM")
    yield ""
    harm.platform.await_another(name, process)


@contextmanager
def frozen(harm: Harm, fault: Fault) -> Iterator[str]:
    """SIGSTOP: alive, and silent."""
    name = _program(fault)
    group = harm.platform.process(name)
    harm.platform.send(group, signal.SIGSTOP)
    try:
        yield ""
    finally:
        harm.platform.send(group, signal.SIGCONT)
    harm.platform.await_up(name)


@contextmanager
def alarmed(harm: Harm, fault: Fault) -> Iterator[str]:
    """The broker believes that it has no memory left, and reads nothing from publishers."""
    harm.platform.rabbitmqctl("set_vm_memory_high_watermark", NO_MEMORY)
    try:
        yield ""
    finally:
        harm.platform.rabbitmqctl("set_vm_memory_high_watermark", WATERMARK)
    harm.platform.await_up("rabbitmq")


@contextmanager
def cut(harm: Harm, fault: Fault) -> Iterator[str]:
    """Both ends see the line break off; a new one is let through."""
    lines = harm.platform.proxy.ask(set="cut", names=fault.targets)["cut"]
    yield f"{lines} lines cut"


@contextmanager
def delayed(harm: Harm, fault: Fault) -> Iterator[str]:
    """All that is said arrives later."""
    harm.platform.proxy.ask(set="delay", names=fault.targets, seconds=fault.size)
    yield ""
    harm.platform.proxy.ask(set="pass", names=fault.targets)


@contextmanager
def held(harm: Harm, fault: Fault) -> Iterator[str]:
    """Lines are open, new ones too, and carry nothing."""
    harm.platform.proxy.ask(set="hold", names=fault.targets)
    yield ""
    harm.platform.proxy.ask(set="pass", names=fault.targets)


@contextmanager
def spoilt(harm: Harm, fault: Fault) -> Iterator[str]:
    """The next calls that move money go wrong in one way; those of `seconds` at most."""
    harm.platform.payments.ask(spoil=fault.targets[0], calls=int(fault.size))
    yield ""
    harm.platform.payments.ask(spoiled=True)


@contextmanager
def poisoned(harm: Harm, fault: Fault) -> Iterator[str]:
    """Messages that nobody can read, in the queues of consumers."""
    queues = []
    for turn, way in enumerate(fault.targets):
        message_id = f"poison-{harm.seed}-{fault.number}-{turn}"
        queues.append(_until(lambda id=message_id, way=way: _poison(harm, fault, way, id)))
        harm.poison.add(message_id)
    yield ", ".join(queues)


def _poison(harm: Harm, fault: Fault, way: str, message_id: str) -> str:
    """Put one message into a queue; its name."""
    queue = Random(f"{fault.luck} {message_id}").choice(harm.broker.of_consumers())
    event = queue.partition(".")[2]
    headers, body = _headers(event, message_id), b"{}"
    if way == "no JSON":
        body = f"poison {message_id}".encode()
    elif way == "no headers":
        headers = {}
    elif way == "unknown type":
        headers = _headers("poison.poured", message_id)
    harm.broker.put(queue, body, headers, message_id)
    return queue


def _headers(event: str, message_id: str) -> dict[str, Any]:
    at = datetime.now(UTC).isoformat()
    values = {"specversion": "1.0", "id": message_id, "source": "/chaos", "type": event}
    values |= {"time": at, "subject": new_id("psn")}
    return {PREFIX + key: value for key, value in values.items()} | {PREFIX + "sequence": 1}


def _until(attempt: Callable[[], str]) -> str:
    """Again while the broker is away."""
    end = time.monotonic() + POISON_SECONDS
    while True:
        try:
            return attempt()
        except (AMQPError, OSError, IndexError):
            if time.monotonic() > end:
                raise
            time.sleep(0.5)


def _program(fault: Fault) -> str:
    if fault.targets:
        return fault.targets[0]
    return SERVER[fault.kind.partition(" ")[2]]


Way = Callable[[Harm, Fault], AbstractContextManager[str]]
WAYS: dict[str, Way] = {
    "kill service": killed,
    "kill broker": killed,
    "kill documents": killed,
    "kill search server": killed,
    "kill sandbox": killed,
    "end service": ended,
    "freeze service": frozen,
    "freeze broker": frozen,
    "freeze documents": frozen,
    "memory alarm": alarmed,
    "cut lines": cut,
    "delay lines": delayed,
    "hold lines": held,
    "spoil payments": spoilt,
    "poison": poisoned,
}

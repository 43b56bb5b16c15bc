"""Business figures count what was written, once."""

from prometheus_client import REGISTRY, CollectorRegistry, Counter

from chassis import tally
from chassis.application import Application
from chassis.errors import Clash
from chassis.memory import MemoryStore
from chassis.store import Write
from tests.unit.chassis.market import HANDLERS, STALLS, Kept, Ports, Put, put


def stalls(counter: Counter) -> float:
    return float(counter._value.get())


def counting(store: MemoryStore, outbox: Kept, clock, counter: Counter) -> Application[Ports]:
    def counted(command: Put, ports: Ports) -> int:
        tally.count(counter, command.pieces)
        return put(command, ports)

    return Application(
        "market",
        store,
        HANDLERS | {Put: counted},
        lambda work: Ports(stalls=work.repository(STALLS), clock=clock),
        outbox=outbox,
        clock=clock,
    )


def test_a_figure_counts_once_however_often_it_is_decided(outbox: Kept, clock):
    class Busy(MemoryStore):
        """Two writes clash."""

        clashes = 2

        def insert(self, write: Write) -> None:
            if self.clashes:
                self.clashes -= 1
                raise Clash(write.id)
            super().insert(write)

    counter = Counter("pieces", "Pieces", registry=CollectorRegistry())
    counting(Busy(STALLS), outbox, clock, counter).handle(Put(stall_id="prd_1", pieces=3))
    assert stalls(counter) == 3


def test_outside_a_message_a_figure_counts_at_once():
    counter = Counter("pieces", "Pieces", registry=CollectorRegistry())
    tally.end()
    tally.count(counter, 2)
    assert stalls(counter) == 2


def test_clashes_and_outcomes_are_measured(store: MemoryStore, outbox: Kept, clock):
    def done() -> float:
        labels = {"service": "market", "message": "Put", "outcome": "done"}
        return REGISTRY.get_sample_value("haat_handler_seconds_count", labels) or 0

    counter = Counter("pieces", "Pieces", registry=CollectorRegistry())
    before = done()
    counting(store, outbox, clock, counter).handle(Put(stall_id="prd_1", pieces=1))
    assert done() == before + 1

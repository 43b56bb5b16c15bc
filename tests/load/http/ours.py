"""The doors as the chassis has them, with all that it does for each request."""

from typing import Any

from chassis.assembly import Assembly, Broker
from chassis.doors import Call
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from chassis.runtime.life import live
from chassis.runtime.probes import Probes
from chassis.settings import ServiceSettings, read
from tests.load.http.things import ThingBody, ThingView


class Things(Assembly):
    """A service that keeps nothing but answers."""

    def __init__(self, broker: Broker) -> None:
        settings = read(ServiceSettings)
        super().__init__(
            "httpbench", settings, broker, collections=(), handlers={}, ports=lambda work: None
        )


class Ours(Probes):
    """Reads and takes things."""

    name = "httpbench"
    service: Assembled[Any] = Assembled(Things)

    @http("GET", "/v1/things/<thing_id>", may="order.read")
    def read_thing(self, call: Call, thing_id: str) -> ThingView:
        """One thing."""
        call.must(owners=(call.who.id,))
        return ThingView(thing_id=thing_id, title="Lahthi", quantity=2, tags=["lac"], version=7)

    @http("POST", "/v1/things", may="order.place", status=201, at="/v1/things/{thing_id}")
    def take_thing(self, call: Call, body: ThingBody) -> ThingView:
        """Take a thing."""
        call.must(owners=(call.who.id,))
        return ThingView(
            thing_id=call.id_for("thg"),
            title=body.title,
            quantity=body.quantity,
            tags=body.tags,
            version=1,
        )


def main() -> int:
    """As `python -m services` does it."""
    return live(Ours, read(ServiceSettings))

"""The one place that picks the real adapters of the catalog service."""

from functools import partial

from chassis.assembly import Assembly, Broker
from chassis.clock import SystemClock
from chassis.people import person_id_of
from chassis.settings import read
from chassis.work import Work
from services.catalog.adapters.shelf import KeptShelf
from services.catalog.handlers import HANDLERS
from services.catalog.ports import Ports
from services.catalog.settings import CatalogSettings
from services.catalog.tables import PRODUCTS, SELLERS, STOCKS


def build(broker: Broker) -> Assembly:
    """The catalog service without its doors."""
    settings = read(CatalogSettings)

    def ports(work: Work) -> Ports:
        return Ports(
            sellers=work.repository(SELLERS),
            products=work.repository(PRODUCTS),
            stocks=work.repository(STOCKS),
            shelf=KeptShelf(assembly.database),
            clock=SystemClock(),
            person_id=partial(person_id_of, key=settings.person_key),
        )

    assembly = Assembly(
        "catalog",
        settings,
        broker,
        collections=(SELLERS, PRODUCTS, STOCKS),
        handlers=HANDLERS,
        ports=ports,
    )
    return assembly

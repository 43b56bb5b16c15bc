"""The one place that picks the real adapters of the orders service."""

from chassis.assembly import Assembly, Broker
from chassis.clock import SystemClock
from chassis.settings import ServiceSettings, read
from chassis.work import Work
from services.orders.adapters.catalog import CalledCatalog
from services.orders.adapters.served import KeptCoverage
from services.orders.handlers import HANDLERS
from services.orders.ports import Ports
from services.orders.tables import COVERAGES, ORDERS


def build(broker: Broker) -> Assembly:
    """The orders service without its doors."""

    def ports(work: Work) -> Ports:
        return Ports(
            orders=work.repository(ORDERS),
            coverages=work.repository(COVERAGES),
            catalog=CalledCatalog(broker),
            served=KeptCoverage(assembly.database),
            clock=SystemClock(),
        )

    assembly = Assembly(
        "orders",
        read(ServiceSettings),
        broker,
        collections=(ORDERS, COVERAGES),
        handlers=HANDLERS,
        ports=ports,
    )
    return assembly

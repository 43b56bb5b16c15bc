"""The one place that picks the real adapters of the delivery service."""

from chassis.assembly import Assembly, Broker
from chassis.clock import SystemClock
from chassis.settings import read
from chassis.work import Work
from services.delivery.adapters.offers import KeptOffers
from services.delivery.adapters.rabbitmq import RabbitAdmin
from services.delivery.domain.proof import four_digits
from services.delivery.handlers import HANDLERS
from services.delivery.ports import Ports
from services.delivery.settings import DeliverySettings
from services.delivery.tables import CANCELLATIONS, PARTNERS, SHIPMENTS


def build(broker: Broker) -> Assembly:
    """The delivery service without its doors."""
    settings = read(DeliverySettings)
    admin = RabbitAdmin(settings.rabbitmq_api_url, settings.amqp_url)

    def ports(work: Work) -> Ports:
        return Ports(
            partners=work.repository(PARTNERS),
            shipments=work.repository(SHIPMENTS),
            cancellations=work.repository(CANCELLATIONS),
            offers=KeptOffers(assembly.database),
            broker=admin,
            new_code=four_digits,
            clock=SystemClock(),
        )

    assembly = Assembly(
        "delivery",
        settings,
        broker,
        collections=(PARTNERS, SHIPMENTS, CANCELLATIONS),
        handlers=HANDLERS,
        ports=ports,
    )
    return assembly

"""The one place that picks the real adapters of the notify service."""

from chassis.assembly import Assembly, Broker
from chassis.settings import read
from chassis.sms import HttpSmsGateway
from chassis.work import Work
from contracts.message import Event
from services.notify.adapters.smtp import SmtpMail, connector
from services.notify.handlers import HANDLERS
from services.notify.ports import Ports
from services.notify.settings import NotifySettings
from services.notify.tables import CONTACTS, NOTICES
from services.notify.telling import Teller


class Notify(Assembly):
    """The notify service without its doors."""

    def __init__(self, settings: NotifySettings, broker: Broker) -> None:
        sms = HttpSmsGateway(settings.sms_url, "notify")
        connect = connector(settings.smtp_url, settings.mail_from)
        mail = SmtpMail(connect, settings.mail_from, "notify")

        def ports(work: Work) -> Ports:
            return Ports(
                contacts=work.repository(CONTACTS),
                notices=work.repository(NOTICES),
                sms=sms,
                mail=mail,
                clock=self.clock,
            )

        super().__init__(
            "notify",
            settings,
            broker,
            collections=(CONTACTS, NOTICES),
            handlers=HANDLERS,
            ports=ports,
        )
        self._teller = Teller(self.handle)

    def tell(self, event: Event) -> None:
        """Everybody who should hear of it does; raises what is to be tried again."""
        self._teller.tell(event)


def build(broker: Broker) -> Notify:
    """The notify service without its doors."""
    return Notify(read(NotifySettings), broker)

"""The notify service as nameko runs it."""

from chassis.runtime.assembled import Assembled
from chassis.runtime.probes import Probes
from services.notify import bootstrap
from services.notify.entrypoints.api import Api
from services.notify.entrypoints.events import Events


class NotifyService(Api, Events, Probes):
    """All doors of notify."""

    name = "notify"
    service = Assembled(bootstrap.build)


SERVICE = NotifyService

"""How both services on stock nameko are started."""

import os
from typing import Any

from nameko.containers import ServiceContainer

from tests.load.messaging.wire import RUN


def start(service: Any, **options: Any) -> ServiceContainer:
    """Stock settings, but for the exchange of calls: so it can be deleted with the rest."""
    settings = {"AMQP_URI": os.environ["HAAT_AMQP_URL"], "rpc_exchange": f"{RUN}.rpc"}
    container = ServiceContainer(service, settings | options)
    container.start()
    return container

"""HTTP doors of the notify service."""

from chassis.doors import Call
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from services.notify import queries
from services.notify.bootstrap import Notify
from services.notify.entrypoints.bodies import LogQuery
from services.notify.queries import MessagePage


class Api:
    """The delivery log."""

    service: Assembled[Notify]

    @http("GET", "/v1/messages", may="message.read")
    def list_messages(self, call: Call, query: LogQuery) -> MessagePage:
        """What the caller was told, newest first."""
        person_id = queries.whose(call.narrows(), query.person_id)
        return queries.page_for(
            self.service.database, person_id, query.order_id, after=query.after, limit=query.limit
        )

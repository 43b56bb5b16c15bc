"""HTTP doors of the accounts service for people's data: what is kept, and being forgotten."""

import logging
from typing import Annotated

from msgspec import Meta

from chassis.doors import Body, Call
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from chassis.runtime.periodic import every
from services.accounts.bootstrap import Accounts
from services.accounts.commands.rights import (
    AskErasure,
    BeginErasure,
    ErasePerson,
    FinishErasure,
    TakeBackErasure,
)
from services.accounts.queries import rights as queries
from services.accounts.queries.rights import DataView, ErasureView

_log = logging.getLogger(__name__)


class ErasureBody(Body):
    """Why, if they want to say."""

    reason: Annotated[str, Meta(max_length=500)] = ""


class Erasures:
    """See what is kept, ask to be forgotten, take it back."""

    service: Assembled[Accounts]

    @http("GET", "/v1/me/data", may="data.read")
    def read_data(self, call: Call) -> DataView:
        """What Haat keeps of the caller: where, why and until when."""
        call.must(owners=[call.who.id])
        return queries.data_of(self.service.database, call.who.id)

    @http("POST", "/v1/me/erasure", may="erasure.ask", status=202)
    def ask_erasure(self, call: Call, body: ErasureBody) -> ErasureView:
        """Ask to be forgotten in 48 hours, within ten minutes of a login by code."""
        call.must(owners=[call.who.id])
        asked = AskErasure(person_id=call.who.id, session_id=call.who.session, reason=body.reason)
        return queries.erasure_view(self.service.handle(asked))

    @http("GET", "/v1/me/erasure", may="erasure.read")
    def read_erasure(self, call: Call) -> ErasureView:
        """Whether and when it happens, and what law keeps."""
        call.must(owners=[call.who.id])
        return queries.erasure_of(self.service.database, call.who.id)

    @http("DELETE", "/v1/me/erasure", may="erasure.take_back")
    def take_back_erasure(self, call: Call) -> ErasureView:
        """Stay after all; possible until it has begun."""
        call.must(owners=[call.who.id])
        return queries.erasure_view(self.service.handle(TakeBackErasure(person_id=call.who.id)))

    @every(seconds=60)
    def erase_people(self) -> None:
        """Forget whose time has come."""
        for person_id in queries.due_erasures(self.service.database, self.service.clock.now()):
            try:
                self._erase(person_id)
            except Exception:  # one that fails does not keep the others waiting
                _log.exception("could not erase a person", extra={"erased": person_id})

    def _erase(self, person_id: str) -> None:
        """In three steps, each safe to repeat."""
        if not self.service.handle(BeginErasure(person_id=person_id)):
            return
        sessions = queries.sessions_of(self.service.database, person_id)
        self.service.handle(ErasePerson(person_id=person_id, session_ids=sessions))
        self.service.handle(FinishErasure(person_id=person_id))

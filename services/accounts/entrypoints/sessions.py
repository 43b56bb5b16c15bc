"""HTTP doors of the accounts service for sessions."""

from chassis.doors import Call
from chassis.pages import PageQuery
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from services.accounts.bootstrap import Accounts
from services.accounts.commands.sessions import EndAllSessions, EndSession, RefreshSession
from services.accounts.entrypoints.bodies import RefreshBody
from services.accounts.entrypoints.telling import told, visitor
from services.accounts.queries import sessions as queries
from services.accounts.queries.sessions import (
    SessionPage,
    SessionView,
    SignedOutView,
    TokenView,
)


class Sessions:
    """Keep alive, look, end."""

    service: Assembled[Accounts]

    @http("POST", "/v1/token-refreshes", status=201, open=True, secret=True)
    def refresh(self, call: Call, body: RefreshBody) -> TokenView:
        """Trade a refresh token, which is good once, for the next tokens.

        An Idempotency-Key lets a repeat after a lost answer get them again; a token that was used
        before, under another key and more than 30 seconds ago, ends the session.
        """
        asked = RefreshSession(
            refresh_token=body.refresh_token, visitor=visitor(call), seed=call.seed
        )
        return queries.token_view(told(self.service.handle(asked)))

    @http("GET", "/v1/me/sessions", may="session.read")
    def list_sessions(self, call: Call, query: PageQuery) -> SessionPage:
        """Where the caller is logged in, the newest first."""
        who = call.narrows()
        return queries.sessions_of(self.service.database, who, query.after, query.limit)

    @http("DELETE", "/v1/me/sessions/<session_id>", may="session.end")
    def end_session(self, call: Call, session_id: str) -> SessionView:
        """Log out there; tokens that are out end with their quarter of an hour."""
        who = call.narrows()
        ended = self.service.handle(EndSession(person_id=who.id, session_id=session_id))
        return queries.session_view(ended, who.session)

    @http("DELETE", "/v1/me/sessions", may="session.end")
    def end_all_sessions(self, call: Call) -> SignedOutView:
        """Log out everywhere, here too."""
        who = call.narrows()
        self.service.handle(EndAllSessions(person_id=who.id))
        return SignedOutView(person_id=who.id)

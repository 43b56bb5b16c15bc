"""HTTP doors of the accounts service for people."""

import unicodedata

from msgspec import UNSET
from werkzeug.wrappers import Response

from chassis.doors import Call
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from services.accounts import queries
from services.accounts.bootstrap import Accounts
from services.accounts.commands import (
    ChangePerson,
    ProveCode,
    SendCode,
    StartLogin,
    WelcomePerson,
)
from services.accounts.entrypoints.bodies import CodeBody, LoginBody, PersonBody
from services.accounts.entrypoints.telling import told, visitor
from services.accounts.queries import LoginView, PersonView
from services.accounts.queries.sessions import TokenView, token_view

KEYS_KEPT_SECONDS = 300


class Api:
    """Log in, look, change."""

    service: Assembled[Accounts]

    @http("POST", "/v1/logins", status=202, open=True)
    def start_login(self, call: Call, body: LoginBody) -> LoginView:
        """Ask for a one-time code by SMS, or by a call that reads it aloud."""
        asked = StartLogin(
            phone=body.phone, language=body.language, channel=body.channel, network=call.network
        )
        login, code = self.service.handle(asked)
        told(self.service.handle(SendCode(login_id=login.id, code=code)))
        return LoginView(login_id=login.id, expires_at=login.expires_at)

    @http("POST", "/v1/tokens", status=201, open=True, secret=True)
    def prove_code(self, call: Call, body: CodeBody) -> TokenView:
        """Trade the code for a session's tokens; the first time, this registers the person.

        Under an Idempotency-Key a repeat gets the tokens again, while the code is good.
        """
        proof = ProveCode(
            login_id=body.login_id,
            code=body.code,
            profile_id=body.profile_id,
            pin=body.pin,
            seed=call.seed,
            network=call.network,
        )
        login = told(self.service.handle(proof))
        if body.pin:
            self.service.tell_of_pin(body.profile_id or self.service.person_id(login.phone))
        welcome = WelcomePerson(
            login_id=login.id, profile_id=body.profile_id, visitor=visitor(call)
        )
        return token_view(self.service.handle(welcome))

    @http("GET", "/.well-known/jwks.json", open=True)
    def publish_keys(self, call: Call) -> Response:
        """The public keys of all tokens, as a JWK Set."""
        headers = {"Cache-Control": f"public, max-age={KEYS_KEPT_SECONDS}"}
        return Response(self.service.key_set(), content_type="application/json", headers=headers)

    @http("GET", "/v1/me", may="me.read")
    def read_me(self, call: Call) -> PersonView:
        """The caller."""
        call.must(owners=[call.who.id])
        return queries.person(self.service.database, call.who.id)

    @http("PATCH", "/v1/me", may="me.change")
    def change_me(self, call: Call, body: PersonBody) -> PersonView:
        """Change how the caller is called and reached."""
        call.must(owners=[call.who.id])
        account = self.service.handle(
            ChangePerson(
                person_id=call.who.id,
                name=None
                if body.name is UNSET
                else unicodedata.normalize("NFC", body.name).strip(),
                language=None if body.language is UNSET else body.language,
                email=None if body.email is UNSET else body.email.strip(),
            )
        )
        return queries.view(account)

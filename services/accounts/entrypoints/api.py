"""HTTP doors of the accounts service for people."""

import unicodedata
from typing import TypeVar

from msgspec import UNSET
from werkzeug.wrappers import Response

from chassis.doors import Call
from chassis.errors import Refusal
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from services.accounts import queries
from services.accounts.bootstrap import Accounts
from services.accounts.commands import (
    ChangePerson,
    GrantRole,
    ProveCode,
    SendCode,
    StartLogin,
    WelcomePerson,
)
from services.accounts.entrypoints.bodies import CodeBody, LoginBody, PersonBody, RoleBody
from services.accounts.queries import LoginView, PersonView, RolesView, TokenView

T = TypeVar("T")
KEYS_KEPT_SECONDS = 300


class Api:
    """Log in, look, change; admins give roles."""

    service: Assembled[Accounts]

    @http("POST", "/v1/logins", status=202, open=True)
    def start_login(self, call: Call, body: LoginBody) -> LoginView:
        """Ask for a one-time code by SMS."""
        login, code = self.service.handle(StartLogin(phone=body.phone, language=body.language))
        _or_raise(self.service.handle(SendCode(login_id=login.id, code=code)))
        return LoginView(login_id=login.id, expires_at=login.expires_at)

    @http("POST", "/v1/tokens", status=201, open=True)
    def prove_code(self, call: Call, body: CodeBody) -> TokenView:
        """Trade the code for a token; the first time, this registers the person."""
        proved = self.service.handle(ProveCode(login_id=body.login_id, code=body.code))
        phone, language = _or_raise(proved)
        person_id, token = self.service.handle(WelcomePerson(phone=phone, language=language))
        return TokenView(token=token.token, person_id=person_id, expires_at=token.expires_at)

    @http("GET", "/.well-known/jwks.json", open=True)
    def publish_keys(self, call: Call) -> Response:
        """The public keys of all tokens, as a JWK Set."""
        headers = {"Cache-Control": f"public, max-age={KEYS_KEPT_SECONDS}"}
        return Response(self.service.key_set, content_type="application/json", headers=headers)

    @http("GET", "/v1/me")
    def read_me(self, call: Call) -> PersonView:
        """The caller."""
        return queries.person(self.service.database, call.who.id)

    @http("PATCH", "/v1/me")
    def change_me(self, call: Call, body: PersonBody) -> PersonView:
        """Change how the caller is called and reached."""
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

    @http("POST", "/v1/people/<person_id>/roles", role="admin", status=201, idempotent=True)
    def grant_role(self, call: Call, person_id: str, body: RoleBody) -> RolesView:
        """Give a person a role in an area."""
        account = self.service.handle(GrantRole(person_id=person_id, grant=body.grant()))
        return RolesView(person_id=account.id, grants=account.grants)


def _or_raise(outcome: T | Refusal) -> T:
    """A refusal that is also a change of state was written first, and is told now."""
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome

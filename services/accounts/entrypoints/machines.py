"""HTTP doors of the accounts service for partners' machines and their API keys."""

from typing import Annotated, Literal

from msgspec import Meta

from chassis.doors import Body, Call
from chassis.pages import PageQuery
from chassis.people import Grant
from chassis.runtime.assembled import Assembled
from chassis.runtime.http import http
from contracts.places import areas_around
from contracts.policy import Area
from contracts.values import Instant
from services.accounts.bootstrap import Accounts
from services.accounts.commands.machines import (
    MakeKey,
    ProveKey,
    RegisterMachine,
    RevokeKey,
    RotateKey,
)
from services.accounts.domain.api_key import ApiKey
from services.accounts.entrypoints.bodies import Name
from services.accounts.ports import Token
from services.accounts.queries import machines as queries
from services.accounts.queries.machines import KeyPage, KeyView, MachineView, NewKeyView

Scope = Annotated[str, Meta(min_length=1, max_length=60)]


class MachineBody(Body):
    """A partner's program."""

    name: Name
    role: Literal["partner"]
    area: Area


class KeyBody(Body):
    """`scopes` are actions of the policy table; none opens all that the machine may do."""

    name: Name
    scopes: Annotated[list[Scope], Meta(max_length=50)] = []
    expires_at: Instant | None = None


class RotationBody(Body):
    """How long the old key goes on beside the new one."""

    overlap_hours: Annotated[int, Meta(ge=0, le=720)] = 24


class ApiKeyBody(Body):
    """The key that was shown when it was made."""

    api_key: Annotated[str, Meta(max_length=200)]


class Machines:
    """Register, make keys, log in."""

    service: Assembled[Accounts]

    @http("POST", "/v1/machines", may="machine.register", status=201)
    def register_machine(self, call: Call, body: MachineBody) -> MachineView:
        """Register a partner's machine; it logs in with API keys that are made next."""
        call.must(areas=areas_around(body.area))
        grant = Grant(role=body.role, area=body.area)
        machine = self.service.handle(
            RegisterMachine(machine_id=call.id_for("mch"), name=body.name, grant=grant)
        )
        return queries.machine_view(machine)

    @http("POST", "/v1/machines/<machine_id>/keys", may="api_key.make", status=201, secret=True)
    def make_key(self, call: Call, machine_id: str, body: KeyBody) -> NewKeyView:
        """Make an API key; this answer alone shows it."""
        self._must(call, machine_id)
        made = MakeKey(
            key_id=ApiKey.id_of(call.id_for("key")),
            machine_id=machine_id,
            name=body.name,
            scopes=body.scopes,
            made_by=call.who.id,
            within=call.who.scopes,
            expires_at=body.expires_at,
        )
        return queries.new_key_view(*self.service.handle(made))

    @http("GET", "/v1/machines/<machine_id>/keys", may="api_key.read")
    def list_keys(self, call: Call, machine_id: str, query: PageQuery) -> KeyPage:
        """The machine's keys, also those that ended within the last year."""
        self._must(call, machine_id, change=False)
        return queries.keys_of(
            self.service.database, machine_id, after=query.after, limit=query.limit
        )

    @http(
        "POST",
        "/v1/machines/<machine_id>/keys/<key_id>/rotation",
        may="api_key.make",
        status=201,
        secret=True,
    )
    def rotate_key(
        self, call: Call, machine_id: str, key_id: str, body: RotationBody
    ) -> NewKeyView:
        """Make a successor of a key; both are good until the overlap is over."""
        self._must(call, machine_id)
        rotated = RotateKey(
            key_id=key_id,
            successor_id=ApiKey.id_of(call.id_for("key")),
            machine_id=machine_id,
            made_by=call.who.id,
            within=call.who.scopes,
            overlap_hours=body.overlap_hours,
        )
        return queries.new_key_view(*self.service.handle(rotated))

    @http("DELETE", "/v1/machines/<machine_id>/keys/<key_id>", may="api_key.revoke")
    def revoke_key(self, call: Call, machine_id: str, key_id: str) -> KeyView:
        """Revoke a key; tokens that it brought end within the hour."""
        self._must(call, machine_id, change=False)
        key = self.service.handle(RevokeKey(key_id=key_id, machine_id=machine_id))
        return queries.key_view(key)

    @http("POST", "/v1/machine-tokens", status=201, open=True, secret=True)
    def prove_machine(self, call: Call, body: ApiKeyBody) -> Token:
        """Trade an API key for a token of an hour."""
        token: Token = self.service.handle(ProveKey(api_key=body.api_key))
        return token

    def _must(self, call: Call, machine_id: str, *, change: bool = True) -> None:
        """Its own machine, or admins of its area; who makes a key for another, with a second step.

        Revoking asks for none: it may have to be quick.
        """
        call.must(owners=[machine_id], areas=self._areas(machine_id))
        if change and call.who.id != machine_id:
            call.who.must_be_sure(self.service.clock.now())

    def _areas(self, machine_id: str) -> list[str]:
        return queries.areas_of(self.service.database, machine_id)

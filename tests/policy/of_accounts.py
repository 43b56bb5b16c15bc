"""How the routes of accounts are walked."""

from datetime import UTC, datetime
from typing import Any

from chassis.ids import short_number
from chassis.people import Grant, Person
from contracts.audit import ActionRecorded
from services.accounts.domain.account import Account, Given
from services.accounts.domain.api_key import ApiKey
from services.accounts.domain.machine import Machine
from services.accounts.domain.session import Session, Visitor
from tests.policy.bench import Served
from tests.policy.callers import HERE, MACHINE, MAKER, OUTSIDE
from tests.policy.case import Asked, case, fresh, own

DISTRICT = ["district:324", "state:20"]
"""A role for the district lies in no block."""
ANYWHERE = (*HERE, *OUTSIDE)
"""A list shows all readers something: what lies in their own area."""
AGREED: dict[str, Any] = {"notice": "privacy", "version": 1, "purposes": ["marketplace"]}
DROP: dict[str, Any] = {"event_ids": ["evt_of_the_walk"], "why": "walk"}


def account(at: Served, id: str, **more: Any) -> str:
    """Of a person with a session, who is the second on a phone that nobody else uses."""
    now, phone = datetime.now(UTC), f"+9198{short_number(id)}"
    opened = Session.open(f"ses_{id}", id, Visitor(), "salt", proved_at=now, at=now)
    at.keep("sessions", opened)
    first = Account(id=at.assembly.person_id(phone), status="active", phone=phone, language="hi")
    first.profiles = [id]
    at.keep("accounts", first)
    return at.keep("accounts", Account(id=id, status="active", phone=phone, language="hi", **more))


def mine(path: dict[str, str] | None = None, **more: Any) -> Any:
    """A case about the caller alone, who has an account."""

    def make(at: Served, person: Person | None) -> Asked:
        if person:
            account(at, person.id)
        return Asked(path=path or {}, owners=own(person), areas=[], **more)

    return make


for method, path, body, but in (
    ("GET", "/v1/me", None, ()),
    ("PATCH", "/v1/me", {"name": "Asha"}, ()),
    ("GET", "/v1/me/sessions", None, ()),
    ("DELETE", "/v1/me/sessions", None, ()),
    ("GET", "/v1/me/profiles", None, ()),
    ("POST", "/v1/me/profiles", {"name": "Asha", "language": "hi"}, ()),
    ("POST", "/v1/me/consents", AGREED, ()),
    ("GET", "/v1/me/consents", None, ()),
    ("GET", "/v1/me/data", None, ()),
    ("GET", "/v1/me/erasure", None, ("erasure_not_found",)),
    ("POST", "/v1/me/erasure", {}, ()),
    ("DELETE", "/v1/me/erasure", None, ("erasure_not_found",)),
    ("PUT", "/v1/me/pin", {"pin": "482915"}, ()),
    ("POST", "/v1/step-ups", {"pin": "482915"}, ("second_step_needed",)),
):
    case("accounts", method, path, *but)(mine(body=body))

for method, path, more in (
    ("GET", "/v1/parked", {}),
    ("GET", "/v1/parked/log", {}),
    ("GET", "/v1/parked/events/<event_id>", {"path": {"event_id": "evt_of_the_walk"}}),
    ("POST", "/v1/parked/replay", {"body": DROP}),
    ("POST", "/v1/parked/drop", {"body": DROP}),
):
    case("accounts", method, path)(lambda at, person, more=more: Asked(**more, areas=[]))


@case("accounts", "DELETE", "/v1/me/sessions/<session_id>")
def end_session(at: Served, person: Person | None) -> Asked:
    now = datetime.now(UTC)
    opened = Session.open(fresh("ses"), MAKER, Visitor(), "salt", proved_at=now, at=now)
    return Asked(path={"session_id": at.keep("sessions", opened)}, owners=[MAKER], areas=[])


@case("accounts", "POST", "/v1/me/profiles/<profile_id>/session")
def open_profile(at: Served, person: Person | None) -> Asked:
    if person:
        account(at, person.id)
    maker = at.database["accounts"].find_one({"_id": account(at, MAKER)})
    assert maker is not None
    kept = Account(id=fresh("per"), status="active", phone=maker["phone"], language="hi")
    return Asked(path={"profile_id": at.keep("accounts", kept)}, body={}, owners=[MAKER], areas=[])


@case("accounts", "POST", "/v1/people/<person_id>/roles")
def grant_role(at: Served, person: Person | None) -> Asked:
    body = {"role": "auditor", "area": "district:324"}
    return Asked(path={"person_id": account(at, fresh("per"))}, body=body, areas=DISTRICT)


@case("accounts", "POST", "/v1/people/<person_id>/roles")
def grant_role_everywhere(at: Served, person: Person | None) -> Asked:
    body = {"role": "auditor", "area": "everywhere"}
    return Asked(path={"person_id": account(at, fresh("per"))}, body=body, areas=[])


def with_role(at: Served) -> tuple[str, str]:
    """Somebody with a role in the district, and the id of that."""
    given = Given(role="auditor", area="district:324")
    return account(at, fresh("per"), granted=[given]), given.id


@case("accounts", "GET", "/v1/people/<person_id>/roles")
def read_roles(at: Served, person: Person | None) -> Asked:
    return Asked(path={"person_id": with_role(at)[0]}, areas=DISTRICT)


@case("accounts", "DELETE", "/v1/people/<person_id>/roles/<grant_id>")
def take_role(at: Served, person: Person | None) -> Asked:
    id, grant_id = with_role(at)
    return Asked(path={"person_id": id, "grant_id": grant_id}, areas=DISTRICT)


@case("accounts", "DELETE", "/v1/people/<person_id>/pin")
def clear_pin(at: Served, person: Person | None) -> Asked:
    return Asked(path={"person_id": account(at, fresh("per"))}, areas=[])


@case("accounts", "POST", "/v1/machines")
def register_machine(at: Served, person: Person | None) -> Asked:
    body = {"name": "Far", "role": "partner", "area": "district:324"}
    return Asked(body=body, areas=DISTRICT)


def machine(at: Served, *keys: str) -> dict[str, str]:
    """The carrier's; as the values of a path."""
    grant = Grant(role="partner", area="district:324")
    kept = Machine(id=MACHINE, status="active", name="Far", grant=grant, keys=list(keys))
    return {"machine_id": at.keep("machines", kept)}


def with_key(at: Served) -> dict[str, str]:
    made = ApiKey.id_of(fresh("key"))
    key = ApiKey(
        id=made,
        status="active",
        machine_id=MACHINE,
        name="first",
        scopes=[],
        made_by=MACHINE,
        made_at=datetime.now(UTC),
        secret_hash="",
    )
    return machine(at, made) | {"key_id": at.keep("api_keys", key)}


@case("accounts", "POST", "/v1/machines/<machine_id>/keys")
def make_key(at: Served, person: Person | None) -> Asked:
    body = {"name": "next", "scopes": person.scopes if person else []}
    return Asked(path=machine(at), body=body, owners=[MACHINE], areas=DISTRICT)


@case("accounts", "GET", "/v1/machines/<machine_id>/keys")
def list_keys(at: Served, person: Person | None) -> Asked:
    return Asked(path=machine(at), owners=[MACHINE], areas=DISTRICT)


@case("accounts", "POST", "/v1/machines/<machine_id>/keys/<key_id>/rotation", "scope_not_held")
def rotate_key(at: Served, person: Person | None) -> Asked:
    return Asked(path=with_key(at), body={}, owners=[MACHINE], areas=DISTRICT)


@case("accounts", "DELETE", "/v1/machines/<machine_id>/keys/<key_id>")
def revoke_key(at: Served, person: Person | None) -> Asked:
    return Asked(path=with_key(at), owners=[MACHINE], areas=DISTRICT)


@case("accounts", "GET", "/v1/audit")
def list_records(at: Served, person: Person | None) -> Asked:
    return Asked(areas=ANYWHERE)


@case("accounts", "GET", "/v1/audit/export")
def export_records(at: Served, person: Person | None) -> Asked:
    return Asked(areas=ANYWHERE)


@case("accounts", "GET", "/v1/audit/<number>")
def read_record(at: Served, person: Person | None) -> Asked:
    event = ActionRecorded(
        record_id=fresh("rec"),
        at=datetime.now(UTC),
        service="catalog",
        action="seller.decide",
        actor_id="per_1",
        role="officer",
        object_kind="seller",
        object_id="sel_1",
        changes=[],
        areas=list(HERE),
    )
    at.assembly.trail.handle(event)
    kept = at.assembly.trail_database["trail"].find_one({"record_id": event.record_id})
    return Asked(path={"number": str(kept and kept["_id"])})


@case("accounts", "POST", "/v1/people/consents")
def record_consent(at: Served, person: Person | None) -> Asked:
    agreed = AGREED | {"phone": "+919700000004", "area": "block:3086", "mode": "paper"}
    return Asked(body=agreed, areas=["block:3086"])


@case("accounts", "DELETE", "/v1/me/consents/<purpose>")
def withdraw_consent(at: Served, person: Person | None) -> Asked:
    if person:
        account(at, person.id)
        at.ask("POST", "/v1/me/consents", person, body=AGREED)
    return Asked(path={"purpose": "marketplace"}, owners=own(person), areas=[])

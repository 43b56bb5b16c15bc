"""API keys: shown once, kept as hashes, with scopes, an end and a successor."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from chassis.answers import IdempotencyKeyReused
from chassis.errors import Refusal
from chassis.people import Grant, Person
from chassis.policy import allows
from services.accounts.commands.machines import (
    MakeKey,
    ProveKey,
    RegisterMachine,
    RevokeKey,
    RotateKey,
)
from services.accounts.domain.api_key import ApiKey
from services.accounts.domain.key_refusals import (
    ApiKeyNotProved,
    ExpiryNotAhead,
    KeyEnded,
    KeyNotFound,
    MachineNotFound,
    ScopeNotHeld,
    ScopeNotKnown,
    SecretShownBefore,
    TooManyKeys,
)
from services.accounts.queries.machines import key_view
from tests.unit.accounts.conftest import NOON, World, signing_key
from tests.unit.accounts.test_tokens import read_token

PARTNER = Grant(role="partner", area="state:20")
REGISTER = RegisterMachine(machine_id="mch_1", name="डाक", grant=PARTNER)
KEY = ApiKey.id_of("key_1")
NEXT = ApiKey.id_of("key_2")


def wanted(**changes: Any) -> MakeKey:
    made = MakeKey(
        key_id=KEY, machine_id="mch_1", name="depot", scopes=[], made_by="per_admin", within=[]
    )
    return msgspec.structs.replace(made, **changes)


def rotation(**changes: Any) -> RotateKey:
    made = RotateKey(
        key_id=KEY,
        successor_id=NEXT,
        machine_id="mch_1",
        made_by="mch_1",
        within=[],
        overlap_hours=24,
    )
    return msgspec.structs.replace(made, **changes)


@pytest.fixture
def post(world: World) -> World:
    """With a machine."""
    world.handle(REGISTER)
    return world


def make(world: World, **changes: Any) -> str:
    """The key as it is written."""
    _, written = world.handle(wanted(**changes))
    return str(written)


def prove(world: World, written: str) -> Any:
    return world.handle(ProveKey(api_key=written))


def test_a_machine_is_registered_once(post: World) -> None:
    before = post.kept("machines", "mch_1")
    assert post.handle(REGISTER).id == "mch_1"
    assert post.kept("machines", "mch_1") == before
    with pytest.raises(IdempotencyKeyReused):
        post.handle(RegisterMachine(machine_id="mch_1", name="Other", grant=PARTNER))
    assert post.kept("machines", "mch_1") == before


def test_a_key_begins_with_its_prefix_and_only_the_hash_of_its_secret_is_kept(post: World) -> None:
    written = make(post)
    hk, prefix, secret = written.split("_", 2)
    assert (hk, len(prefix), len(secret)) == ("hk", 8, 43)
    kept = post.kept("api_keys", KEY)
    assert kept is not None
    assert secret not in str(kept)
    assert kept["_id"] == f"key_{prefix}"
    assert key_view(post.handle(wanted())[0]).prefix == f"hk_{prefix}"


def test_a_key_is_traded_for_a_token_of_an_hour(post: World) -> None:
    token = prove(post, make(post))
    claims = read_token(post, token.token)
    assert claims["sub"] == "mch_1"
    grant = {"role": "partner", "area": "state:20", "kind": ""}
    assert claims["haat"]["grants"] == [grant]
    assert "scopes" not in claims["haat"]
    assert token.expires_at == NOON + timedelta(hours=1)


def test_a_token_opens_the_scopes_of_its_key_alone(post: World) -> None:
    token = prove(post, make(post, scopes=["shipment.read"]))
    claims = read_token(post, token.token)
    person = msgspec.convert(claims["haat"] | {"id": claims["sub"]}, Person)
    assert person.scopes == ["shipment.read"]
    assert allows(person, "shipment.read")
    assert not allows(person, "shipment.report")
    assert not allows(person, "api_key.make")


def test_making_a_key_again_shows_the_same(post: World) -> None:
    written = make(post)
    before = post.kept("api_keys", KEY), post.kept("machines", "mch_1")
    assert make(post) == written
    assert (post.kept("api_keys", KEY), post.kept("machines", "mch_1")) == before


def test_the_same_id_for_another_key_is_refused(post: World) -> None:
    make(post)
    before = post.kept("api_keys", KEY)
    with pytest.raises(IdempotencyKeyReused):
        make(post, name="other")
    assert post.kept("api_keys", KEY) == before


def test_after_the_signing_key_has_changed_a_key_holds_but_is_not_shown_again(post: World) -> None:
    written = make(post)
    post.keys = [signing_key("newest"), *post.keys]
    with pytest.raises(SecretShownBefore) as refused:
        make(post)
    assert (refused.value.code, refused.value.status) == ("secret_shown_before", 409)
    assert prove(post, written).token


@pytest.mark.parametrize(
    "written", ["", "x", "hk_aaaaaaaa_" + "x" * 43, f"{KEY.replace('key', 'hk')}_" + "x" * 43]
)
def test_unknown_keys_and_wrong_secrets_get_the_same_answer(post: World, written: str) -> None:
    make(post)
    before = post.kept("api_keys", KEY)
    refusal = refused_by(post, written)
    assert (refusal.code, refusal.status, refusal.field) == ("api_key_not_proved", 401, "api_key")
    assert post.kept("api_keys", KEY) == before


def refused_by(world: World, written: str) -> Refusal:
    with pytest.raises(ApiKeyNotProved) as refused:
        prove(world, written)
    return refused.value


def test_a_revoked_key_opens_nothing_and_another_goes_on(post: World) -> None:
    gone, kept = make(post), make(post, key_id=NEXT, name="van")
    for _ in range(2):
        key = post.handle(RevokeKey(key_id=KEY, machine_id="mch_1"))
        assert (key.status, key.revoked_at) == ("revoked", NOON)
    refused_by(post, gone)
    assert prove(post, kept).token
    machine = post.kept("machines", "mch_1")
    assert machine is not None
    assert machine["keys"] == [NEXT]


def test_a_key_ends_at_its_moment(post: World) -> None:
    written = make(post, expires_at=NOON + timedelta(days=1))
    post.clock.pass_(hours=23, minutes=59, seconds=59)
    assert prove(post, written).token
    post.clock.pass_(seconds=1)
    refused_by(post, written)


def test_a_key_cannot_end_before_it_begins(post: World) -> None:
    with pytest.raises(ExpiryNotAhead):
        make(post, expires_at=NOON)
    assert post.kept("api_keys", KEY) is None


def test_use_is_noted_once_an_hour(post: World) -> None:
    written = make(post)
    for minutes, noted in ((0, NOON), (59, NOON), (1, NOON + timedelta(hours=1))):
        post.clock.pass_(minutes=minutes)
        prove(post, written)
        kept = post.kept("api_keys", KEY)
        assert kept is not None
        assert kept["last_used_at"] == noted


def test_in_a_rotation_both_keys_hold_until_the_overlap_is_over(post: World) -> None:
    old = make(post, scopes=["shipment.read"])
    successor, new = post.handle(rotation())
    assert (successor.name, successor.scopes, successor.expires_at) == (
        "depot",
        ["shipment.read"],
        None,
    )
    post.clock.pass_(hours=23)
    assert prove(post, old).token
    assert prove(post, new).token
    post.clock.pass_(hours=1)
    refused_by(post, old)
    assert prove(post, new).token


def test_a_rotation_without_overlap_ends_the_old_key_at_once(post: World) -> None:
    old = make(post)
    post.handle(rotation(overlap_hours=0))
    refused_by(post, old)


def test_a_successor_lives_as_long_as_the_key_was_made_for(post: World) -> None:
    make(post, expires_at=NOON + timedelta(days=30))
    post.clock.pass_(days=29)
    successor, _ = post.handle(rotation(overlap_hours=720))
    assert successor.expires_at == NOON + timedelta(days=59)
    old = post.kept("api_keys", KEY)
    assert old is not None
    assert old["expires_at"] == NOON + timedelta(days=30)


def test_a_rotation_that_is_repeated_is_the_same(post: World) -> None:
    make(post)
    first = post.handle(rotation())[1]
    before = post.kept("api_keys", KEY), post.kept("api_keys", NEXT)
    post.clock.pass_(hours=1)
    assert post.handle(rotation())[1] == first
    assert (post.kept("api_keys", KEY), post.kept("api_keys", NEXT)) == before


def test_a_key_is_rotated_once(post: World) -> None:
    make(post)
    post.handle(rotation())
    with pytest.raises(KeyEnded):
        post.handle(rotation(successor_id=ApiKey.id_of("key_3")))
    assert post.kept("api_keys", ApiKey.id_of("key_3")) is None


def test_scopes_are_actions_that_such_a_machine_may_do(post: World) -> None:
    with pytest.raises(ScopeNotKnown) as refused:
        make(post, scopes=["shipment.read", "grant.give"])
    assert refused.value.field == "scopes[1]"
    assert "shipment.report" in refused.value.allowed
    assert post.kept("api_keys", KEY) is None


@pytest.mark.parametrize("scopes", [[], ["shipment.read", "shipment.report"]])
def test_a_key_with_scopes_makes_none_that_may_do_more(post: World, scopes: list[str]) -> None:
    within = ["api_key.make", "shipment.read"]
    with pytest.raises(ScopeNotHeld) as refused:
        make(post, scopes=scopes, within=within)
    assert (refused.value.status, refused.value.code) == (403, "scope_not_held")
    assert make(post, scopes=["shipment.read"], within=within)


def test_a_key_with_scopes_rotates_none_that_may_do_more(post: World) -> None:
    make(post)
    with pytest.raises(ScopeNotHeld):
        post.handle(rotation(within=["api_key.make"]))
    assert post.kept("api_keys", NEXT) is None


def test_a_machine_has_twenty_keys_at_most(post: World) -> None:
    for number in range(20):
        make(post, key_id=ApiKey.id_of(f"n{number}"))
    with pytest.raises(TooManyKeys):
        make(post)
    post.handle(RevokeKey(key_id=ApiKey.id_of("n7"), machine_id="mch_1"))
    assert make(post)


def test_another_machines_key_is_not_found(post: World) -> None:
    make(post)
    post.handle(RegisterMachine(machine_id="mch_2", name="x", grant=PARTNER))
    for command in (
        RevokeKey(key_id=KEY, machine_id="mch_2"),
        rotation(machine_id="mch_2"),
    ):
        with pytest.raises(KeyNotFound):
            post.handle(command)


def test_an_unknown_machine_has_no_keys(world: World) -> None:
    with pytest.raises(MachineNotFound) as refused:
        make(world)
    assert refused.value.status == 404

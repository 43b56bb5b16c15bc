"""The chain of the audit trail: whatever is done to it later is found, and where."""

import hashlib
from datetime import timedelta

import jwt
import msgspec
import pytest

from services.accounts.adapters.seals import KIND, PublicKeys, signatures_in
from services.accounts.commands.trail import SealTrail
from services.accounts.domain.trail import GENESIS, Break, hash_of
from services.accounts.domain.verifying import Verdict, verify
from services.accounts.handlers.trail import CHECKPOINT_RECORDS
from tests.unit.accounts.conftest import signing_key
from tests.unit.accounts.trail_kit import NOON, TrailWorld, action


@pytest.fixture
def world() -> TrailWorld:
    """Ten records, a checkpoint over eight of them."""
    world = TrailWorld()
    world.hear(*range(1, 9))
    assert world.handle(SealTrail()) is not None
    world.hear(9, 10)
    return world


def verdict(world: TrailWorld) -> Verdict:
    return verify(world.trail.everything(), world.trail.checkpoints(), world.public_keys)


def found(world: TrailWorld) -> list[str]:
    return [str(one) for one in verdict(world).breaks]


# how it is written


def test_a_record_holds_its_number_the_hash_before_and_its_own():
    world = TrailWorld()
    world.hear(1, 2)
    first, second = world.trail.kept
    assert (first["_id"], first["previous"], first["recorded_at"]) == (1, GENESIS, NOON)
    assert (second["_id"], second["previous"]) == (2, first["hash"])
    assert first["object_id"] == "sel_1"


def test_the_hash_can_be_had_with_plain_tools():
    kept = {"_id": 1, "b": ["ह"], "at": NOON + timedelta(microseconds=1_500), "hash": "x"}
    text = '{"_id":1,"at":"2025-11-03T06:30:00.001+00:00","b":["ह"]}'
    assert hash_of(kept) == hashlib.sha256(text.encode()).hexdigest()


def test_times_never_go_back_though_clocks_do():
    world = TrailWorld()
    world.hear(1)
    world.clock.at = NOON - timedelta(days=1)
    world.hear(2)
    assert [kept["recorded_at"] for kept in world.trail.kept] == [NOON, NOON]


def test_a_time_is_kept_as_the_database_can_hold_it():
    world = TrailWorld()
    world.handle(action(1, at=NOON + timedelta(microseconds=1_500)))
    assert world.trail.kept[0]["at"] == NOON + timedelta(milliseconds=1)


# how it is verified


def test_what_was_not_touched_is_whole(world: TrailWorld):
    assert verdict(world) == Verdict(
        records=10, head=world.trail.kept[-1]["hash"], checkpoints=1, unchecked=0, breaks=[]
    )
    assert verdict(world).whole


def test_an_altered_record_is_named(world: TrailWorld):
    world.trail.kept[3]["actor_id"] = "per_somebody_else"
    assert found(world) == ["record 4: altered"]


def test_a_field_that_was_added_is_named(world: TrailWorld):
    world.trail.kept[3]["note"] = "looked at"
    assert found(world) == ["record 4: altered"]


def test_an_altered_record_with_a_new_hash_is_no_longer_what_the_next_one_follows(
    world: TrailWorld,
):
    kept = world.trail.kept[3]
    kept["actor_id"] = "per_somebody_else"
    kept["hash"] = hash_of(kept)
    assert found(world) == ["record 5: unlinked"]


def test_a_chain_that_was_written_anew_is_not_what_was_signed(world: TrailWorld):
    world.trail.kept[3]["actor_id"] = "per_somebody_else"
    world.rewrite(4)
    assert found(world) == ["record 8: rewritten"]


def test_records_taken_out_of_the_middle_are_named(world: TrailWorld):
    del world.trail.kept[3]
    assert found(world) == ["record 4: missing"]
    del world.trail.kept[3]
    assert found(world) == ["records 4 to 5: missing"]


def test_the_first_record_is_missed_too(world: TrailWorld):
    del world.trail.kept[0]
    assert found(world) == ["record 1: missing"]


def test_two_records_that_were_swapped_are_named(world: TrailWorld):
    three, four = world.trail.kept[2:4]
    three["_id"], four["_id"] = 4, 3
    world.trail.kept[2:4] = [four, three]
    assert found(world) == [
        "record 3: unlinked",
        "record 3: altered",
        "record 4: unlinked",
        "record 4: altered",
        "record 5: unlinked",
    ]


@pytest.mark.parametrize("number", [0, -3, 2.5, "4b"])
def test_what_was_put_in_between_is_told(world: TrailWorld, number: object):
    world.trail.kept.insert(2, world.trail.kept[1] | {"_id": number})
    assert found(world)[0] == "record 2: inserted"


def test_an_end_that_was_cut_off_before_a_checkpoint_is_missed(world: TrailWorld):
    del world.trail.kept[5:]
    assert found(world) == ["records 6 to 8: cut"]
    del world.trail.kept[:]
    assert found(world) == ["records 1 to 8: cut"]


def test_an_end_cut_off_with_its_checkpoint_is_missed_by_what_the_log_says(world: TrailWorld):
    (checkpoint,) = world.trail.sealed
    del world.trail.kept[5:], world.trail.sealed[:]
    assert found(world) == []
    line = f'{{"text": "signed", "checkpoint": {{"signature": "{checkpoint.signature}"}}}}'
    (signature,) = signatures_in(line)
    logged = world.public_keys.read(signature)
    assert logged == checkpoint
    seen = verify(world.trail.everything(), [checkpoint], world.public_keys)
    assert seen.breaks == [Break(number=6, fault="cut", until=8)]


def test_a_checkpoint_that_says_what_was_not_signed_is_forged(world: TrailWorld):
    world.trail.kept[3]["actor_id"] = "per_somebody_else"
    world.rewrite(4)
    (checkpoint,) = world.trail.sealed
    hash = world.trail.kept[7]["hash"]
    world.trail.sealed = [msgspec.structs.replace(checkpoint, hash=hash)]
    assert found(world) == ["record 8: forged"]


def test_a_checkpoint_signed_by_nobody_or_for_another_purpose_is_forged(world: TrailWorld):
    (checkpoint,) = world.trail.sealed
    world.trail.sealed = [msgspec.structs.replace(checkpoint, signature="")]
    assert found(world) == ["record 8: forged"]
    head = jwt.get_unverified_header(checkpoint.signature)
    assert (head["typ"], head["alg"]) == (KIND, "EdDSA")
    key = jwt.PyJWK.from_dict(msgspec.to_builtins(world.key), algorithm="EdDSA").key
    claims = jwt.decode(checkpoint.signature, options={"verify_signature": False})
    other = jwt.encode(claims, key, algorithm="EdDSA", headers={"kid": "now", "typ": "JWT"})
    world.trail.sealed = [msgspec.structs.replace(checkpoint, signature=other)]
    assert found(world) == ["record 8: forged"]


def test_a_checkpoint_of_a_key_that_is_not_here_is_compared_but_told(world: TrailWorld):
    keys = PublicKeys([signing_key("later").public()])
    seen = verify(world.trail.everything(), world.trail.checkpoints(), keys)
    assert (seen.unchecked, seen.breaks) == (1, [])
    both = PublicKeys([world.key.public(), signing_key("later").public()])
    assert verify(world.trail.everything(), world.trail.checkpoints(), both).unchecked == 0


# when checkpoints are signed


def test_an_empty_trail_is_not_sealed():
    world = TrailWorld()
    assert world.handle(SealTrail()) is None
    assert world.trail.sealed == []


def test_a_checkpoint_is_signed_after_an_hour_with_something_new(world: TrailWorld):
    assert world.handle(SealTrail()) is None
    world.clock.at += timedelta(hours=1)
    checkpoint = world.handle(SealTrail())
    assert (checkpoint.number, checkpoint.hash) == (10, world.trail.kept[-1]["hash"])
    world.clock.at += timedelta(hours=1)
    assert world.handle(SealTrail()) is None


def test_a_checkpoint_is_signed_after_a_thousand_records(world: TrailWorld):
    world.hear(*range(11, 8 + CHECKPOINT_RECORDS))
    assert world.handle(SealTrail()) is None
    world.hear(8 + CHECKPOINT_RECORDS)
    assert world.handle(SealTrail()).number == 8 + CHECKPOINT_RECORDS


@pytest.mark.parametrize("place", [7, 8, 9])
def test_what_is_broken_since_the_last_checkpoint_is_not_sealed(
    world: TrailWorld, place: int, caplog: pytest.LogCaptureFixture
):
    world.trail.kept[place]["action"] = "seller.read"
    world.clock.at += timedelta(hours=1)
    assert world.handle(SealTrail()) is None
    assert len(world.trail.sealed) == 1
    assert f"the audit trail is broken: record {place + 1}: altered" in caplog.messages


def test_an_end_that_was_cut_off_is_not_sealed(world: TrailWorld, caplog: pytest.LogCaptureFixture):
    del world.trail.kept[6:]
    world.clock.at += timedelta(hours=1)
    assert world.handle(SealTrail()) is None
    assert "the audit trail is broken: record 8: cut" in caplog.messages

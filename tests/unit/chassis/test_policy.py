"""The mechanism of the policy table, on a small table of its own."""

import pytest

from chassis import policy
from chassis.errors import Forbidden
from chassis.people import Grant, Person
from contracts.places import areas_around, areas_of
from contracts.policy import POLICY, SENSITIVE, Allow

TABLE = {
    "stall.read": (Allow(role="seller", own=True), Allow(role="officer", area=True)),
    "stall.decide": (Allow(role="officer", area=True, kinds=("block_approver",)),),
    "fair.read": (Allow(role="officer"),),
}
SELLER = Person(id="per_seller", grants=[Grant(role="seller")])
HERE = areas_of(3086, 324)


def officer(area: str, kind: str = "field", **more: list[str]) -> Person:
    grant = Grant(role="officer", area=area, kind=kind)  # type: ignore[arg-type]
    return Person(id="per_officer", grants=[grant], **more)


def test_own_is_for_owners() -> None:
    read = TABLE["stall.read"][0]
    assert policy.allows(SELLER, "stall.read", ["per_seller"], (), table=TABLE) == read
    assert policy.allows(SELLER, "stall.read", ["per_other"], HERE, table=TABLE) is None
    assert policy.allows(SELLER, "stall.read", (), (), table=TABLE) is None


@pytest.mark.parametrize(
    ("area", "may"),
    [
        ("block:3086", True),
        ("district:324", True),
        ("state:20", True),
        ("everywhere", True),
        ("district:20", False),  # the number of the state
        ("state:324", False),
        ("block:324", False),
        ("district:325", False),
    ],
)
def test_a_grant_covers_what_lies_in_its_area(area: str, may: bool) -> None:
    assert HERE == ["block:3086", "district:324", "state:20"]
    found = policy.allows(officer(area), "stall.read", ["per_seller"], HERE, table=TABLE)
    assert (found is not None) is may


def test_what_lies_in_no_area_is_for_everywhere() -> None:
    assert policy.allows(officer("state:20"), "stall.read", areas=(), table=TABLE) is None
    assert policy.allows(officer("everywhere"), "stall.read", areas=(), table=TABLE) is not None


def test_without_an_object_it_is_asked_for_some_object() -> None:
    assert policy.allows(officer("block:9"), "stall.read", table=TABLE) is not None
    assert policy.allows(SELLER, "stall.decide", table=TABLE) is None


def test_officers_are_of_a_kind() -> None:
    decide = ("stall.decide", (), HERE)
    assert policy.allows(officer("state:20", "block_approver"), *decide, table=TABLE) is not None
    with pytest.raises(Forbidden) as refused:
        policy.must(officer("state:20", "field"), *decide, table=TABLE)
    assert refused.value.allowed == "officer/block_approver"


def test_scopes_narrow_and_never_widen() -> None:
    scoped = officer("everywhere", scopes=["fair.read", "stall.decide"])
    assert policy.allows(scoped, "fair.read", table=TABLE) is not None
    assert policy.allows(scoped, "stall.read", areas=HERE, table=TABLE) is None
    assert policy.allows(scoped, "stall.decide", areas=HERE, table=TABLE) is None
    assert policy.areas_for(scoped, "stall.read", table=TABLE) == []


def test_lists_are_narrowed_to_the_areas_of_all_grants() -> None:
    two = Person(
        id="per_1",
        grants=[
            Grant(role="officer", area="district:325", kind="field"),
            Grant(role="officer", area="district:324", kind="field"),
            Grant(role="seller"),
        ],
    )
    assert policy.areas_for(two, "stall.read", table=TABLE) == ["district:324", "district:325"]
    assert policy.areas_for(officer("everywhere"), "stall.read", table=TABLE) == ["everywhere"]
    assert policy.areas_for(two, "fair.read", table=TABLE) == ["everywhere"]
    assert policy.areas_for(SELLER, "stall.read", table=TABLE) == []


def test_the_grant_that_a_decision_rests_on_is_told() -> None:
    found = policy.granted(officer("district:324"), "stall.read", areas=HERE, table=TABLE)
    assert found == (
        TABLE["stall.read"][1],
        Grant(role="officer", area="district:324", kind="field"),
    )


def test_only_rows_without_conditions_need_no_object() -> None:
    assert [policy.needs_object(action, table=TABLE) for action in TABLE] == [True, True, False]


def test_what_is_around_an_area() -> None:
    assert areas_around("district:324") == ["district:324", "state:20"]
    assert areas_around("state:20") == ["state:20"]
    assert areas_around("block:3086") == ["block:3086"]
    assert areas_around("district:9999") == ["district:9999"]
    assert areas_around("everywhere") == []


def test_kinds_are_officers_and_own_rows_have_no_area() -> None:
    rows = [allow for allows in POLICY.values() for allow in allows]
    assert [allow for allow in rows if allow.kinds and allow.role != "officer"] == []
    assert [allow for allow in rows if allow.own and allow.area] == []
    assert set(POLICY) >= SENSITIVE

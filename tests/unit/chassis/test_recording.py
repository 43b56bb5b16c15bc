"""What the audit trail says of an object: what changed, and nothing that is a person's."""

from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.context import Actor, Cause, begin
from chassis.recording import MOST_CHANGES, Subject, digest, record_of
from contracts.audit import ActionRecorded, FieldChange

NOW = datetime(2025, 10, 14, 5, 30, 0, 250_000, tzinfo=UTC)
OFFICER = Actor(
    person_id="per_1",
    role="officer",
    action="seller.decide",
    area="district:324",
    kind="district_approver",
    network="203.0.113.0/24",
    device="Android",
)
ID = "sel_01938f0a-1c20-7a44-8d2e-3b6f90a1c2d3"


def recorded(
    before: dict[str, Any] | None, after: dict[str, Any] | None, who: Actor = OFFICER
) -> ActionRecorded:
    subject = Subject(kind="seller", id=ID, areas=["block:2750", "district:324", "state:20"])
    return record_of(who, subject, before, after, service="catalog", at=NOW)


def changes(before: dict[str, Any] | None, after: dict[str, Any] | None) -> list[tuple[str, ...]]:
    return [(c.field, c.before, c.after) for c in recorded(before, after).changes]


def test_a_record_says_who_did_what_to_which_object_by_which_right_and_from_where():
    begin(Cause(correlation_id="req_7"))
    record = recorded({"status": "submitted"}, {"status": "approved"})
    assert record.record_id.startswith("aud_")
    assert record == ActionRecorded(
        record_id=record.record_id,
        at=NOW,
        service="catalog",
        action="seller.decide",
        actor_id="per_1",
        role="officer",
        kind="district_approver",
        area="district:324",
        network="203.0.113.0/24",
        device="Android",
        object_kind="seller",
        object_id=ID,
        areas=["block:2750", "district:324", "state:20"],
        changes=[FieldChange(field="status", before="submitted", after="approved")],
        state_before=digest({"status": "submitted"}),
        state_after=digest({"status": "approved"}),
        correlation_id="req_7",
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("approved", "approved"),
        ("order.cancel", "order.cancel"),
        ("district:324", "district:324"),
        ("2025-10-14", "2025-10-14"),
        (NOW, "2025-10-14T05:30:00.250+00:00"),
        (ID, ID),
        (49_900, "49900"),
        (True, "true"),
        (None, ""),
        ("", ""),
        ("सुनीता देवी", "…"),
        ("Sunita", "…"),
        ("sold by hand", "…"),
        ("+919431100027", "…"),
        ("9431100027", "…"),
        ("sunita@upi", "…"),
        ("814112", "…"),
        ("x" * 41, "…"),
    ],
)
def test_ids_numbers_dates_and_words_of_an_enumeration_are_shown_and_nothing_else(
    value: Any, text: str
):
    assert changes({"state": "other"}, {"state": value}) == [("state", "other", text)]


@pytest.mark.parametrize("field", ["phone", "owner_name", "code_hash", "bank", "secretToken"])
@pytest.mark.parametrize("value", ["sunita", 123_456, {"line": "a"}, ["a"], "2025-10-14"])
def test_what_a_personal_field_holds_is_never_shown(field: str, value: Any):
    assert changes({field: None}, {field: value}) == [(field, "", "…")]
    assert changes({field: value}, {field: None}) == [(field, "…", "")]


def test_that_a_personal_field_changed_is_seen():
    assert changes({"name": "Asha"}, {"name": "Usha"}) == [("name", "…", "…")]
    assert changes({"name": "Asha"}, {"name": "Asha"}) == []


def test_a_change_deep_inside_is_named_by_its_path():
    before = {"granted": [{"role": "officer", "area": "district:324"}], "language": "hi"}
    after = {
        "granted": [
            {"role": "officer", "area": "district:325"},
            {"role": "auditor", "area": "everywhere"},
        ],
        "language": "hi",
    }
    assert changes(before, after) == [
        ("granted[0].area", "district:324", "district:325"),
        ("granted[1].role", "", "auditor"),
        ("granted[1].area", "", "everywhere"),
    ]


def test_all_of_a_new_object_is_a_change_but_what_is_empty():
    assert changes(None, {"status": "draft", "pieces": 3, "note": "", "lines": []}) == [
        ("status", "", "draft"),
        ("pieces", "", "3"),
    ]
    assert recorded(None, {"status": "draft"}).state_before == ""


def test_more_changes_than_a_record_holds_are_counted():
    found = changes({}, {"lines": list(range(1, MOST_CHANGES + 4))})
    assert len(found) == MOST_CHANGES + 1
    assert found[0] == ("lines[0]", "", "1")
    assert found[-1] == ("…", "", "3")


def test_the_hash_of_a_state_does_not_depend_on_what_is_a_persons():
    assert digest({"phone": "+919431100027", "status": "a"}) == digest(
        {"status": "a", "phone": "+919431100028"}
    )
    assert digest({"status": "a"}) != digest({"status": "b"})
    assert digest({}) == ""


def test_an_object_without_areas_lies_where_the_right_that_was_used_holds():
    nowhere = Subject(kind="account", id="per_2")
    record = record_of(OFFICER, nowhere, None, None, service="accounts", at=NOW)
    assert record.areas == ["district:324"]
    admin = Actor(person_id="per_1", role="admin", action="grant.give")
    assert record_of(admin, nowhere, None, None, service="accounts", at=NOW).areas == []


def test_a_reason_is_kept_without_what_reaches_a_person():
    who = Actor(person_id="p", role="agent", action="a.b", reason="asked by +91 94311 00027")
    assert recorded(None, None, who).reason == "asked by …"

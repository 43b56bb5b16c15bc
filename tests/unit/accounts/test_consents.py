"""Consents: by the notice that holds, taken back as easily, recorded by staff with both named."""

import hashlib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from services.accounts.adapters.notices import FOLDER, read_notices
from services.accounts.commands.rights import GiveConsent, WithdrawConsent
from services.accounts.domain.consent import MOST_A_DAY, Consents, How
from services.accounts.domain.notice import Notices
from services.accounts.domain.refusals import PersonNotFound, PhoneNotValid
from services.accounts.domain.rights_refusals import (
    ConsentNotAsked,
    ConsentNotFound,
    ConsentsChangedTooOften,
    NoticeNotFound,
    NoticeOutdated,
)
from services.accounts.queries import rights as queries
from tests.unit.accounts.conftest import NOON, World, person_id

NOTICES = Path(str(FOLDER))
MAKER = "+919700000004"
SCREEN = How(mode="screen", language="hi")
PAPER = How(mode="paper", language="en", acted_by="per_officer", area="district:324")


def give(world: World, person: str, *purposes: Any, **changes: Any) -> Consents:
    wanted = GiveConsent(
        person_id=person, notice="privacy", version=1, purposes=list(purposes), how=SCREEN
    )
    found: Consents = world.handle(msgspec.structs.replace(wanted, **changes))
    return found


def withdraw(world: World, person: str, purpose: Any) -> Consents:
    found: Consents = world.handle(WithdrawConsent(person_id=person, purpose=purpose))
    return found


def told(world: World, person: str) -> list[tuple[str, Any]]:
    found = world.store.events("consents", person)
    return [(event.key, msgspec.json.decode(event.body)) for event in found]


def test_a_notice_never_changes_and_its_hash_is_that_of_its_file() -> None:
    listed = dict(
        reversed(line.split("  ")) for line in (NOTICES / "SHA256SUMS").read_text().splitlines()
    )
    files = {file.name: file.read_bytes() for file in NOTICES.glob("*.json")}
    assert listed == {name: hashlib.sha256(text).hexdigest() for name, text in files.items()}
    notice = read_notices().version("privacy", 1)
    assert notice.hash == listed["privacy.1.json"]
    assert [item.ground for item in notice.purposes] == ["law", "consent", "consent"]
    assert all(item.use.hi and item.use.en for item in notice.purposes)


def test_the_latest_valid_notice_is_the_current_one() -> None:
    first = read_notices().version("privacy", 1)
    later = NOON.replace(year=2027)
    second = msgspec.structs.replace(first, version=2, valid_from=later)
    notices = Notices([second, first])
    assert notices.current("privacy", NOON.replace(year=2026, month=12)).version == 1
    assert notices.current("privacy", later).version == 2
    for name, version in (("privacy", 3), ("other", 1)):
        with pytest.raises(NoticeNotFound):
            notices.version(name, version)
    with pytest.raises(NoticeNotFound):
        notices.current("privacy", first.valid_from.replace(year=2020))


@pytest.fixture
def now(world: World) -> World:
    """At a time when the notice holds."""
    world.clock.at = NOON.replace(year=2026, month=11)
    return world


def test_a_yes_is_kept_with_its_notice_and_told(now: World) -> None:
    person, _ = now.log_in()
    consents = give(now, person, "marketplace", "marketing")
    assert list(consents.now()) == ["marketplace", "marketing"]
    shown = queries.consents_view(consents).items[0]
    assert shown.notice_hash == read_notices().version("privacy", 1).hash
    assert (shown.mode, shown.language, shown.given_at) == ("screen", "hi", now.clock.at)
    given = {
        "person_id": person,
        "purposes": ["marketplace", "marketing"],
        "notice": "privacy",
        "version": 1,
        "mode": "screen",
        "acted_by": "",
        "objection": "",
    }
    assert told(now, person) == [("consent.given", given)]


def test_the_same_yes_again_changes_nothing(now: World) -> None:
    person, _ = now.log_in()
    give(now, person, "marketing")
    before = now.kept("consents", person)
    give(now, person, "marketing", "marketing")
    assert now.kept("consents", person) == before


def test_a_yes_is_taken_back_and_stays_as_proof(now: World) -> None:
    person, _ = now.log_in()
    give(now, person, "marketplace", "marketing")
    now.clock.pass_(days=1)
    for _ in range(2):
        consents = withdraw(now, person, "marketing")
    assert list(consents.now()) == ["marketplace"]
    ends = {c.purpose: c.withdrawn_at for c in consents.given}
    assert ends == {"marketplace": None, "marketing": now.clock.at}
    withdrawn = {"person_id": person, "purposes": ["marketing"]}
    assert told(now, person)[1:] == [("consent.withdrawn", withdrawn)]
    again = give(now, person, "marketing")
    assert sorted(again.now()) == ["marketing", "marketplace"]
    assert len({c.consent_id for c in again.given}) == 3


def test_what_rests_on_law_is_not_asked(now: World) -> None:
    person, _ = now.log_in()
    with pytest.raises(ConsentNotAsked) as refused:
        give(now, person, "marketplace", "scheme")
    assert (refused.value.field, refused.value.allowed) == ("purposes[1]", "marketplace, marketing")
    assert now.kept("consents", person) is None


def test_an_old_notice_is_not_agreed_to(now: World) -> None:
    person, _ = now.log_in()
    with pytest.raises(NoticeOutdated) as refused:
        give(now, person, "marketing", version=2)
    assert (refused.value.status, refused.value.allowed) == (409, "1")


@pytest.mark.parametrize("first", [True, False])
def test_what_was_never_given_cannot_be_taken_back(now: World, first: bool) -> None:
    person, _ = now.log_in()
    if first:
        give(now, person, "marketing")
    with pytest.raises(ConsentNotFound):
        withdraw(now, person, "marketplace")


def test_nobody_fills_their_record_without_end(now: World) -> None:
    person, _ = now.log_in()
    for _ in range(MOST_A_DAY):
        give(now, person, "marketing")
        withdraw(now, person, "marketing")
    before = now.kept("consents", person)
    with pytest.raises(ConsentsChangedTooOften) as refused:
        give(now, person, "marketing")
    assert refused.value.status == 429
    assert now.kept("consents", person) == before
    now.clock.pass_(days=1)
    give(now, person, "marketing")


def test_staff_records_for_whom_nobody_knew_and_both_are_named(now: World) -> None:
    maker = person_id(MAKER)
    consents = give(now, maker, "marketplace", how=PAPER, phone=MAKER)
    shown = queries.consents_view(consents).items[0]
    assert (shown.mode, shown.acted_by) == ("paper", "per_officer")
    assert len(shown.objection) == 8
    assert shown.objection.isdigit()
    kept = now.kept("accounts", maker)
    assert kept is not None
    assert (kept["phone"], kept["language"]) == (MAKER, "en")
    event = told(now, maker)[0][1]
    assert (event["acted_by"], event["objection"]) == ("per_officer", shown.objection)


def test_who_is_known_keeps_their_language(now: World) -> None:
    maker, _ = now.log_in(MAKER, "hi")
    give(now, maker, "marketplace", how=PAPER, phone=MAKER)
    kept = now.kept("accounts", maker)
    assert kept is not None
    assert (kept["language"], kept["version"]) == ("hi", 1)


def test_what_staff_recorded_is_taken_back_by_the_person(now: World) -> None:
    maker, _ = now.log_in(MAKER)
    give(now, maker, "marketplace", how=PAPER, phone=MAKER)
    assert withdraw(now, maker, "marketplace").now() == {}


def test_a_bad_phone_and_an_unknown_person_are_refused(now: World) -> None:
    with pytest.raises(PhoneNotValid):
        give(now, "per_x", "marketplace", how=PAPER, phone="12345")
    with pytest.raises(PersonNotFound):
        give(now, "per_x", "marketplace")
    assert now.kept("accounts", "per_x") is None

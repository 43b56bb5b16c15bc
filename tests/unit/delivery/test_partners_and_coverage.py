"""Partners come, get their place at the broker, and change where they deliver."""

from datetime import UTC, datetime

import pytest

from chassis.errors import Refusal, Unavailable
from contracts.delivery import CoverageChanged
from services.delivery.commands import AdmitPartner, ChangeCoverage, OpenPartner
from services.delivery.domain.partner import Offer, choose, promised
from services.delivery.ports import Access
from services.delivery.queries import Serviceability, serviceability
from tests.unit.delivery.stand import NOW, PIN, TODAY_IN_INDIA, Stand


def covers(*pins: str, days: int = 3, cod: bool = True) -> CoverageChanged:
    return CoverageChanged(partner_id="par_1", pins=list(pins), days=days, cod=cod)


def change(*pins: str, days: int = 3, partner_id: str = "par_1") -> ChangeCoverage:
    return ChangeCoverage(partner_id=partner_id, pins=list(pins), days=days, cod=True)


def test_a_registered_partner_is_told_of_only_when_it_is_open(stand: Stand) -> None:
    assert stand.register("par_1", pins=["834001", PIN, PIN]) == "par_1"
    assert stand.published == []

    stand.handle(OpenPartner(partner_id="par_1"))
    assert stand.published == [covers(PIN, "834001")]


def test_opening_twice_is_told_once(stand: Stand) -> None:
    stand.take_on()
    stand.handle(OpenPartner(partner_id="par_1"))

    assert stand.published == [covers(PIN)]


def test_registering_again_under_the_same_id_finds_it_done(stand: Stand) -> None:
    stand.take_on()
    before = stand.kept()

    assert stand.register("par_1") == "par_1"
    assert stand.kept() == before


def test_one_machine_is_one_partner(stand: Stand) -> None:
    stand.take_on()
    before = stand.kept()

    with pytest.raises(Refusal) as refused:
        stand.register("par_2", machine_id="mch_par_1")

    assert (refused.value.code, refused.value.status, refused.value.field) == (
        "machine_taken",
        409,
        "machine_id",
    )
    assert stand.kept() == before


def test_a_partner_that_never_got_its_queue_can_be_registered_anew(stand: Stand) -> None:
    stand.broker.away = True
    stand.register("par_1")
    with pytest.raises(Unavailable):
        stand.handle(AdmitPartner(partner_id="par_1"))

    assert stand.register("par_2", machine_id="mch_par_1", days=2) == "par_1"
    stand.handle(OpenPartner(partner_id="par_1"))
    assert stand.published == [covers(PIN, days=2)]


def test_every_admission_has_a_password_of_its_own_and_writes_nothing(stand: Stand) -> None:
    stand.register("par_1")
    before = stand.kept()

    first, second = (stand.handle(AdmitPartner(partner_id="par_1")) for _ in range(2))

    assert first == Access(queue="partner.par_1", user="partner-par_1", password="password 1")
    assert second.password == "password 2"
    assert stand.kept() == before


@pytest.mark.parametrize("pin", ["01234", "014112", "81411", "8141122", "81411a", "", "८१४११२"])
def test_a_pin_that_is_none_is_refused(stand: Stand, pin: str) -> None:
    stand.take_on()
    before = stand.kept()

    with pytest.raises(Refusal) as refused:
        stand.handle(change(PIN, pin))

    assert (refused.value.code, refused.value.status, refused.value.field) == (
        "pin_not_valid",
        422,
        "pins[1]",
    )
    assert stand.kept() == before


def test_changed_coverage_is_told_and_the_same_again_is_not(stand: Stand) -> None:
    stand.take_on()
    stand.published.clear()
    for _ in range(2):
        stand.handle(change("834001", PIN, days=1))

    assert stand.published == [covers(PIN, "834001", days=1)]


def test_the_coverage_of_an_unknown_partner_is_refused(stand: Stand) -> None:
    with pytest.raises(Refusal) as refused:
        stand.handle(change(PIN, partner_id="par_9"))

    assert (refused.value.code, refused.value.status) == ("partner_not_found", 404)
    assert stand.rows("partners") == []


SLOW, FAST, SAME = Offer("par_a", 5, True), Offer("par_c", 2, False), Offer("par_b", 2, False)


def test_the_fastest_is_chosen_and_of_equals_always_the_same() -> None:
    assert choose([SLOW, FAST, SAME], cash=False) == SAME
    assert choose([SAME, FAST, SLOW], cash=False) == SAME


def test_cash_goes_with_who_takes_it() -> None:
    assert choose([FAST, SLOW], cash=True) == SLOW
    assert choose([FAST], cash=True) is None
    assert choose([], cash=False) is None


@pytest.mark.parametrize(
    ("hour", "minute", "day"), [(18, 29, 2), (18, 30, 3)], ids=["before", "after"]
)
def test_the_promised_day_turns_at_midnight_in_india(hour: int, minute: int, day: int) -> None:
    at = datetime(2030, 1, 2, hour, minute, tzinfo=UTC)
    assert promised(at, 0).isoformat() == f"2030-01-0{day}"


def test_a_pin_is_told_as_served_with_its_soonest_day() -> None:
    assert serviceability([SLOW, FAST], NOW) == Serviceability(
        served=True, cod=True, promised_on=TODAY_IN_INDIA.replace(day=5)
    )
    assert serviceability([], NOW) == Serviceability(served=False, cod=False, promised_on=None)

"""A parcel's address is kept for 90 days after its end, and not a day longer."""

import pytest

from services.delivery.commands import LetAddressGo
from services.delivery.domain.shipment import ADDRESS_KEPT
from tests.unit.delivery import stand as stands
from tests.unit.delivery.stand import ADDRESS, NOW, Stand, cancelled, shipment_id


def let_go(stand: Stand) -> None:
    stand.handle(LetAddressGo(shipment_id=shipment_id()))


@pytest.fixture
def ended(stand: Stand) -> Stand:
    """A parcel that was cancelled before it left."""
    stand.send_out()
    stand.hear(cancelled(), "evt_cancelled")
    assert stand.shipment().status == "cancelled"
    return stand


def test_an_address_stays_for_ninety_days_and_goes_then(
    ended: Stand, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go(ended)
    assert ended.shipment().address_kept_until == NOW + ADDRESS_KEPT
    let_go(ended)
    assert ended.shipment().to == ADDRESS
    monkeypatch.setattr(stands, "NOW", NOW + ADDRESS_KEPT)
    let_go(ended)
    to = ended.shipment().to
    assert (to.name, to.phone, to.line1, to.district, to.pin) == ("", "", "", "Deoghar", "814112")
    before = ended.kept()
    let_go(ended)
    assert ended.kept() == before


def test_an_address_that_is_needed_stays(stand: Stand) -> None:
    stand.send_out("out_for_delivery")
    before = stand.kept()
    let_go(stand)
    assert stand.kept() == before

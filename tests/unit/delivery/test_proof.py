"""The one-time code: four digits, kept sealed."""

from services.delivery.domain.proof import four_digits, opens, sealed
from tests.unit.delivery.stand import Stand


def test_the_code_is_kept_sealed(stand: Stand) -> None:
    stand.send_out("out_for_delivery")
    rows = [{k: v for k, v in row.items() if k != "outbox"} for row in stand.rows("shipments")]

    assert "1111" not in repr(rows)
    assert opens(stand.shipment().seal, "1111")


def test_a_seal_opens_by_its_code_alone() -> None:
    seal = sealed("0042")

    assert [opens(seal, code) for code in ("0042", "42", "0043", "")] == [True, False, False, False]
    assert not opens("", "")
    assert sealed("0042") != seal


def test_codes_have_four_digits() -> None:
    assert {len(code) for code in (four_digits() for _ in range(50))} == {4}

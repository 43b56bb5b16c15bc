"""Times that a partner tells."""

from datetime import UTC, datetime, timedelta, timezone

from tests.unit.delivery.stand import Stand


def test_times_are_kept_in_utc_and_whole_milliseconds(stand: Stand) -> None:
    stand.send_out("created")
    india = timezone(timedelta(hours=5, minutes=30))
    stand.report("picked_up", at=datetime(2030, 1, 2, 20, 0, 0, 123_999, tzinfo=india))

    assert stand.shipment().steps[0].at == datetime(2030, 1, 2, 14, 30, 0, 123_000, tzinfo=UTC)

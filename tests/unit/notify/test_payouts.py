"""What a seller hears of the account to which their money goes: by SMS, in their language."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from contracts.message import Event
from contracts.payments import (
    PayoutAccountActivated,
    PayoutAccountApproved,
    PayoutAccountEntered,
    PayoutAccountRefused,
    PayoutAccountWithdrawn,
)
from services.notify.domain.rendering import FORMATS
from tests.unit.notify.conftest import World
from tests.unit.notify.events import OTHER, PAYOUT, SELLER

ENTERED = PayoutAccountEntered(**PAYOUT)
ENTERED_FOR = PayoutAccountEntered(**PAYOUT, acted_by="per_officer", objection="48210937")
APPROVED = PayoutAccountApproved(
    **PAYOUT, active_from=datetime(2025, 11, 3, 18, 45, 30, tzinfo=UTC)
)
REFUSED = PayoutAccountRefused(**PAYOUT, reason="पासबुक पर नाम अलग है")
WORDS = [
    (
        ENTERED,
        "हाट: भुगतान खाता XX7890 दर्ज हुआ, अभी जाँच में है। आपने नहीं किया तो इसे वापस लें या अधिकारी को बताएँ।",
        "Haat: payout account XX7890 was entered and will be checked. If it was not you, "
        "withdraw it or tell an officer.",
    ),
    (
        ENTERED_FOR,
        "हाट: अधिकारी ने आपके लिए भुगतान खाता XX7890 दर्ज किया। गलत हो तो आपत्ति संख्या 4821 0937 बताएँ।",
        "Haat: an officer entered payout account XX7890 for you. If that is wrong, object with "
        "the number 4821 0937.",
    ),
    (
        APPROVED,
        "हाट: भुगतान खाता XX7890 मंज़ूर हुआ, 04-11-2025 00:15 से चालू होगा। आपका नहीं है तो उससे पहले बताएँ।",
        "Haat: payout account XX7890 is approved, in use from 04-11-2025 00:15. Not yours? "
        "Tell us before then.",
    ),
    (
        REFUSED,
        "हाट: भुगतान खाता XX7890 नहीं माना गया। कारण: पासबुक पर नाम अलग है",
        "Haat: payout account XX7890 was not accepted. Reason: पासबुक पर नाम अलग है",
    ),
    (
        PayoutAccountWithdrawn(**PAYOUT),
        "हाट: भुगतान खाता XX7890 वापस ले लिया गया; उसमें पैसा नहीं जाएगा।",
        "Haat: payout account XX7890 was withdrawn; no money will go there.",
    ),
    (
        PayoutAccountActivated(**PAYOUT),
        "हाट: अब से आपका पैसा खाते XX7890 में आएगा।",
        "Haat: from now on your money goes to the account XX7890.",
    ),
]


@pytest.mark.parametrize(("event", "hi", "en"), WORDS)
def test_each_step_is_told_to_the_owner_by_sms_in_their_language(
    world: World, event: Event, hi: str, en: str
) -> None:
    world.know(SELLER, phone="+919800000002", email="baba@deoghar.example")
    world.know(OTHER, phone="+919800000003", language="en")
    world.hear(event)
    world.hear(replace(event, person_id=OTHER), event_id="evt_2")
    assert [(to, text) for to, text, _ in world.sms.sent] == [
        ("+919800000002", hi),
        ("+919800000003", en),
    ]
    assert world.mail.sent == []


@pytest.mark.parametrize(
    ("shown", "told"),
    [("••••7890", "XX7890"), ("••••0027@okaxis", "XX0027@okaxis")],
)
def test_a_number_is_told_as_banks_tell_it(shown: str, told: str) -> None:
    assert FORMATS["account"](shown, "hi") == told

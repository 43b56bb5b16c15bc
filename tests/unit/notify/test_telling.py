"""What people hear of an event: once, by the right channels, whatever breaks."""

from typing import Any

import pytest

from chassis.errors import NotYet, Unavailable
from chassis.sms import SmsRefused
from contracts.message import Event
from contracts.orders import CancelReason
from services.notify.domain.notice import Notice
from services.notify.ports import MailRefused
from tests.unit.notify.conftest import World
from tests.unit.notify.events import (
    BUYER,
    CODE,
    ORDER,
    OTHER,
    REFUND,
    SAMPLES,
    SELLER,
    cancelled,
    confirmed,
    consignment,
    placed,
)

BUYER_SMS = "हाट: आपका ऑर्डर B12CD3 पक्का हुआ, कुल ₹1,23,656.50। डिलीवरी के दिन कोड भेजेंगे।"


def test_a_confirmed_order_is_told_to_the_buyer_and_each_seller(people: World) -> None:
    people.hear(confirmed())
    key = Notice.id_of("evt_1", BUYER, "order_confirmed")
    assert people.sms.sent == [
        ("+919800000001", BUYER_SMS, key),
        (
            "+919800000002",
            "हाट: नया ऑर्डर B12CD3 पक्का है। सामान पैक करके तैयार रखें।",
            Notice.id_of("evt_1", SELLER, "order_pack"),
        ),
        (
            "+919800000003",
            "Haat: new order B12CD3 is confirmed. Please pack it and keep it ready.",
            Notice.id_of("evt_1", OTHER, "order_pack"),
        ),
    ]
    [(to, subject, body, mail_key)] = people.mail.sent
    assert (to, subject) == ("sunita@deoghar.example", "ऑर्डर B12CD3 पक्का हुआ")
    assert body.startswith("नमस्ते सुनीता देवी,\n\nआपका ऑर्डर B12CD3 पक्का हुआ। कुल राशि ₹1,23,656.50।")
    assert mail_key == key


def test_two_channels_cost_two_writes(people: World) -> None:
    before = people.store.writes
    people.hear(REFUND)
    assert people.store.writes - before == 2
    assert people.status(BUYER, "refund_done") == ("sent", {"sms": "sent", "email": "sent"})


def test_each_channel_that_a_notice_left_by_is_published(people: World) -> None:
    people.hear(REFUND)
    fact = {
        "message_id": Notice.id_of("evt_1", BUYER, "refund_done"),
        "person_id": BUYER,
        "template": "refund_done",
    }
    assert people.published(BUYER, "refund_done") == [
        ("message.sent", fact | {"channel": "email"}),
        ("message.sent", fact | {"channel": "sms"}),
    ]


def test_an_order_that_was_placed_is_told_by_email_alone(people: World) -> None:
    people.hear(placed())
    assert people.sms.sent == []
    [(_, subject, body, _)] = people.mail.sent
    assert subject == "ऑर्डर B12CD3 मिल गया"
    assert "कुल राशि ₹1,23,656.50। विक्रेता: बाबा पेड़ा भंडार, लाह घर।" in body
    assert people.notice(SELLER, "order_new") is None


def test_a_seller_of_two_consignments_hears_once_of_their_sum(people: World) -> None:
    people.know("per_mailed", email="maker@deoghar.example", language="en")
    name = placed().consignments[0].seller_name
    event = placed(*(consignment(n, "per_mailed", name, 10_000 * n) for n in (1, 2)))
    people.hear(event)
    maker = [mail for mail in people.mail.sent if mail[0] == "maker@deoghar.example"]
    assert [subject for _, subject, _, _ in maker] == ["New order B12CD3"]
    assert "for you, ₹600.00." in maker[0][2]


@pytest.mark.parametrize(
    ("reason", "because", "sellers"),
    [
        ("payment_failed", "भुगतान नहीं हो सका।", None),
        ("expired", "समय पर भुगतान नहीं मिला।", None),
        ("buyer", "खरीदार ने रद्द किया।", "order_stopped"),
        ("seller", "विक्रेता इसे नहीं भेज सके।", "order_stopped"),
        ("officer", "हाट के अधिकारी ने रद्द किया।", "order_stopped"),
        ("undeliverable", "इसे पहुँचाया नहीं जा सका।", "order_stopped"),
    ],
)
def test_a_cancelled_order_is_told_in_the_words_of_its_reason(
    people: World, reason: CancelReason, because: str, sellers: str | None
) -> None:
    people.hear(cancelled(reason))
    assert people.sms.sent[0][1] == (f"हाट: ऑर्डर B12CD3 रद्द हुआ। {because} पैसे दिए हों तो लौट आएँगे।")
    assert [sms[0] for sms in people.sms.sent[1:]] == (
        ["+919800000002", "+919800000003"] if sellers else []
    )
    assert (people.notice(SELLER, "order_stopped") is not None) == bool(sellers)


def test_the_delivery_code_goes_by_sms_alone_and_is_kept_nowhere(people: World) -> None:
    people.hear(CODE)
    assert [text for _, text, _ in people.sms.sent] == [
        "हाट: पार्सल #shp_1 लेने का कोड 482913 है। पार्सल हाथ में आने पर ही बताएँ।"
    ]
    assert people.mail.sent == []
    kept = people.notice(BUYER, "delivery_code")
    assert kept is not None
    assert "482913" not in str(kept)
    assert (kept["values"], kept["order_id"]) == ({"parcel": "shp_1"}, ORDER)
    assert "482913" not in str(people.published(BUYER, "delivery_code"))


@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: event.wire_name())
def test_an_event_heard_twice_is_told_once(people: World, event: Event) -> None:
    people.hear(event)
    told, writes = (list(people.sms.sent), list(people.mail.sent)), people.store.writes
    assert told != ([], [])
    people.hear(event)
    assert (people.sms.sent, people.mail.sent) == told
    assert people.store.writes == writes


def test_another_event_of_the_same_kind_is_told_again(people: World) -> None:
    people.hear(REFUND)
    people.hear(REFUND, event_id="evt_2")
    assert len(people.sms.sent) == 2


@pytest.mark.parametrize("event", SAMPLES, ids=lambda event: event.wire_name())
def test_an_event_about_somebody_unknown_comes_again(world: World, event: Event) -> None:
    with pytest.raises(NotYet):
        world.hear(event)
    assert world.store.writes == 0
    assert (world.sms.sent, world.mail.sent) == ([], [])


def test_an_early_event_is_told_once_the_person_is_known(world: World) -> None:
    with pytest.raises(NotYet):
        world.hear(REFUND)
    world.know(BUYER, phone="+919800000001")
    world.hear(REFUND)
    assert [to for to, _, _ in world.sms.sent] == ["+919800000001"]


def test_one_unknown_person_keeps_nobody_else_waiting(world: World) -> None:
    world.know(OTHER, phone="+919800000003")
    with pytest.raises(NotYet):
        world.hear(confirmed())
    assert [to for to, _, _ in world.sms.sent] == ["+919800000003"]
    world.know(BUYER, phone="+919800000001")
    world.know(SELLER, phone="+919800000002")
    world.hear(confirmed())
    assert [to for to, _, _ in world.sms.sent] == [
        "+919800000003",
        "+919800000001",
        "+919800000002",
    ]


def test_a_channel_that_is_away_is_tried_again_without_the_other(people: World) -> None:
    people.mail.broken = Unavailable(field="mail")
    with pytest.raises(Unavailable):
        people.hear(REFUND)
    assert people.status(BUYER, "refund_done") == ("queued", {"sms": "sent", "email": "queued"})
    people.mail.broken = None
    people.hear(REFUND)
    assert people.status(BUYER, "refund_done") == ("sent", {"sms": "sent", "email": "sent"})
    assert (len(people.sms.sent), len(people.mail.sent)) == (1, 1)


def test_while_the_gateway_is_away_everybody_stays_queued(people: World) -> None:
    people.sms.broken = Unavailable(field="sms")
    with pytest.raises(Unavailable):
        people.hear(confirmed())
    assert people.status(SELLER, "order_pack") == ("queued", {"sms": "queued"})
    assert people.published(SELLER, "order_pack") == []
    assert [to for to, _, _, _ in people.mail.sent] == ["sunita@deoghar.example"]


def test_a_message_refused_for_good_is_published_as_failed(people: World) -> None:
    people.sms.broken = SmsRefused(field="phone")
    people.hear(confirmed())
    assert people.status(SELLER, "order_pack") == ("failed", {"sms": "failed"})
    assert people.published(SELLER, "order_pack") == [
        (
            "message.failed",
            {
                "message_id": Notice.id_of("evt_1", SELLER, "order_pack"),
                "person_id": SELLER,
                "channel": "sms",
                "template": "order_pack",
                "reason": "sms_refused",
            },
        )
    ]
    assert people.status(BUYER, "order_confirmed")[1] == {"sms": "failed", "email": "sent"}


def test_a_notice_that_reached_by_one_channel_is_sent(people: World) -> None:
    people.mail.broken = MailRefused(field="email")
    people.hear(REFUND)
    assert people.status(BUYER, "refund_done") == ("sent", {"sms": "sent", "email": "failed"})


def test_after_a_crash_before_the_record_it_is_sent_again_under_the_same_key(
    people: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(write: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as broken:
        broken.setattr(people.store, "update", crash)
        with pytest.raises(SystemExit):
            people.hear(CODE)
    people.hear(CODE)
    first, second = people.sms.sent
    assert first == second
    assert people.status(BUYER, "delivery_code") == ("sent", {"sms": "sent"})


def test_an_event_that_comes_while_it_is_being_told_waits(
    people: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    send, again = people.mail.send, []

    def send_slowly(to: str, subject: str, body: str, key: str) -> None:
        with pytest.raises(NotYet) as refused:
            people.hear(REFUND)
        again.append(str(refused.value))
        send(to, subject, body, key)

    monkeypatch.setattr(people.mail, "send", send_slowly)
    people.hear(REFUND)
    assert again == ["the same event is being told just now"]
    assert (len(people.sms.sent), len(people.mail.sent)) == (1, 1)
    people.hear(REFUND)
    assert (len(people.sms.sent), len(people.mail.sent)) == (1, 1)
